#include "lint/handed_on.h"

namespace engage::lint {

HandedOn::HandedOn(const model::Policy& policy) : policy_(policy), always_(policy.statements.size(), true) {
  for (const model::Stage& stage : policy.stages) come(stage.body, false);
  for (const model::Rule& rule : policy.rules) come(rule.body, false);
  for (changed_ = true; changed_;) {
    changed_ = false;
    for (model::StatementId id = 0; id < policy.statements.size(); ++id) pass(id);
  }
}

// To the end of a round nothing need be handed on: the rest after it begins anew, or it is the last.
void HandedOn::come(model::Next next, bool handed) {
  if (next.statement == model::kEnd) return;
  if (next.round_ended) {
    const auto& repeat = std::get<model::Repeat>(policy_.statements[next.statement].node);
    if (repeat.times) come(policy_.statements[next.statement].next, handed);
    return;
  }
  if (handed || !always_[next.statement]) return;
  always_[next.statement] = false;
  changed_ = true;
}

void HandedOn::pass(model::StatementId id) {
  const model::Statement& statement = policy_.statements[id];
  const bool handed = always_[id];
  if (const auto* wait = std::get_if<model::Wait>(&statement.node)) {
    come(statement.next, wait->high && wait->events.empty());
  } else if (const auto* branch = std::get_if<model::If>(&statement.node)) {
    come(branch->then, handed);
    come(branch->otherwise, handed);
  } else if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
    const bool rests = !repeat->times || *repeat->times > 1;
    come(repeat->body, handed && (!rests || repeat->to));
    if (repeat->until) come(statement.next, handed && (!rests || repeat->to));
  } else if (!std::holds_alternative<model::GoTo>(statement.node) &&
             !std::holds_alternative<model::Finish>(statement.node)) {
    come(statement.next, false);
  }
}

}  // namespace engage::lint
