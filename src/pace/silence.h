#pragma once

#include <optional>
#include <vector>

#include "model/policy.h"

namespace engage::pace {

// What lies behind on a way, as far as conditions ask for it.
struct Passed {
  std::vector<model::StepId> steps;  // done, each in its time
};

// Whether the condition asks neither for events nor for time nor for steps.
bool asks_facts_only(const model::Policy& policy, model::ConditionId condition);

// What conditions say while nobody answers: nothing happens but the starting event and the work that the
// policy asks for. Facts may be anything.
class Silence {
 public:
  Silence(const model::Policy& policy, const model::Words& words);

  // Nothing where it may be true or not.
  std::optional<bool> decide(model::ConditionId condition, const Passed& passed) const;

 private:
  std::optional<bool> step_is(const model::StepState& asked, const Passed& passed) const;

  const model::Policy& policy_;
  model::EventSet may_happen_;  // starting events and actions
};

}  // namespace engage::pace
