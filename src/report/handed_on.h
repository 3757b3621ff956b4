#pragma once

#include <vector>

#include "model/policy.h"

namespace engage::report {

// Whether the upper end of a wait, or of the rest between rounds, may be the deadline of a step that sets
// itself none (language reference 6.5).
struct HandedOn {
  bool by_wait = false;  // it may come right after one, or after steps that were skipped at once
  bool by_none = false;  // it may open with none
};

// By StepId.
std::vector<HandedOn> handed_on(const model::Policy& policy);

}  // namespace engage::report
