#pragma once

#include <string>
#include <vector>

#include "model/policy.h"

namespace engage::show {

// The places to which time alone leads though no day can be counted for them: a limit runs out, a rule asks for time.
// Each with how it is said; empty where something has to happen first.
struct ByTime {
  std::vector<std::string> stages, steps, outcomes;
};

ByTime by_time(const model::Policy& policy, const model::Words& words);

}  // namespace engage::show
