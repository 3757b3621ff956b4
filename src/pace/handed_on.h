#pragma once

#include <vector>

#include "model/policy.h"

namespace engage::pace {

// Whether the upper end of a wait, or of the rest between rounds, may be the deadline of a step that sets
// itself none (language reference 6.5).
struct HandedOn {
  bool by_wait = false;   // it may come right after one, or after steps that were skipped at once
  bool by_none = false;   // it may open with none
  bool by_round = false;  // it may be the first step of a round that has a date
};

// By StepId.
std::vector<HandedOn> handed_on(const model::Policy& policy);

// Calls `look(step)` for every step that can be open with no deadline at all: neither its own, nor one that is
// handed on to it, nor a default.
template <typename Look>
void for_each_undated_step(const model::Policy& policy, Look look) {
  if (policy.default_within) return;
  const std::vector<HandedOn> handed = handed_on(policy);
  for (std::size_t i = 0; i < policy.steps.size(); ++i) {
    if (handed[i].by_none && policy.steps[i].deadlines.empty()) look(policy.steps[i]);
  }
}

}  // namespace engage::pace
