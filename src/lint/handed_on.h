#pragma once

#include <vector>

#include "model/policy.h"

namespace engage::lint {

// Whether a wait or a rest hands its upper end on to a statement, whichever way leads there.
class HandedOn {
 public:
  explicit HandedOn(const model::Policy& policy);

  bool to(model::StatementId statement) const { return always_[statement]; }

 private:
  void come(model::Next next, bool handed);
  void pass(model::StatementId id);

  const model::Policy& policy_;
  std::vector<bool> always_;
  bool changed_ = false;
};

// Calls `look(step)` for every step that can be open with no deadline at all: neither its own, nor one that is
// handed on to it, nor a default.
template <typename Look>
void for_each_undated_step(const model::Policy& policy, Look look) {
  if (policy.default_within) return;
  const HandedOn handed(policy);
  for (model::StatementId id = 0; id < policy.statements.size(); ++id) {
    const auto* open = std::get_if<model::OpenStep>(&policy.statements[id].node);
    if (!open || handed.to(id)) continue;
    const model::Step& step = policy.steps[open->step];
    if (step.deadline.kind == model::StepDeadline::Kind::none) look(step);
  }
}

}  // namespace engage::lint
