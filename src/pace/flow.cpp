#include "pace/flow.h"

namespace engage::pace {

void Exits::add(const Exits& other) {
  stages.insert(other.stages.begin(), other.stages.end());
  finish = finish || other.finish;
}

bool Exits::leave(model::StageId stage) const { return finish || stages.size() > (stages.contains(stage) ? 1u : 0u); }

std::vector<model::StatementId> statements_from(const model::Policy& policy, model::Next from,
                                                model::StatementId not_past) {
  std::vector<bool> seen(policy.statements.size());
  std::vector<model::StatementId> found, open{from.statement};
  while (!open.empty()) {
    const model::StatementId id = open.back();
    open.pop_back();
    if (id == model::kEnd || id == not_past || seen[id]) continue;
    seen[id] = true;
    found.push_back(id);
    const model::Statement& statement = policy.statements[id];
    if (const auto* branch = std::get_if<model::If>(&statement.node)) {
      open.push_back(branch->then.statement);
      open.push_back(branch->otherwise.statement);
    } else if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
      open.push_back(repeat->body.statement);
      open.push_back(statement.next.statement);
    } else if (!std::holds_alternative<model::GoTo>(statement.node) &&
               !std::holds_alternative<model::Finish>(statement.node)) {
      open.push_back(statement.next.statement);
    }
  }
  return found;
}

Exits exits_of(const model::Policy& policy, const std::vector<model::StatementId>& statements) {
  Exits exits;
  for (const model::StatementId id : statements) {
    const auto& node = policy.statements[id].node;
    if (const auto* go = std::get_if<model::GoTo>(&node)) exits.stages.insert(go->stage);
    exits.finish = exits.finish || std::holds_alternative<model::Finish>(node);
  }
  return exits;
}

Flow::Flow(const model::Policy& policy) : policy_(policy), reached_(policy.stages.size()) {
  for (const model::Rule& rule : policy.rules) by_rule_.push_back(exits_of(policy, statements_from(policy, rule.body)));
  std::vector<model::StageId> open{0};
  while (!open.empty()) {
    const model::StageId stage = open.back();
    open.pop_back();
    if (reached_[stage]) continue;
    reached_[stage] = true;
    for (std::size_t i = 0; i < policy.rules.size(); ++i) {
      const model::Rule& rule = policy.rules[i];
      if (rule.escalation && rule.active[stage]) by_escalations_.add(by_rule_[i]);
    }
    const Exits out = exits(stage);
    finish_reached_ = finish_reached_ || out.finish;
    open.insert(open.end(), out.stages.begin(), out.stages.end());
  }
}

Exits Flow::interruptions(model::StageId stage) const {
  Exits out = by_escalations_;
  for (std::size_t i = 0; i < policy_.rules.size(); ++i) {
    if (policy_.rules[i].active[stage]) out.add(by_rule_[i]);
  }
  for (const model::Limit& limit : policy_.limits) {
    if (!limit.active[stage]) continue;
    if (limit.go_to) out.stages.insert(*limit.go_to);
    out.finish = out.finish || limit.finish.has_value();
  }
  return out;
}

Exits Flow::exits(model::StageId stage) const {
  Exits out = interruptions(stage);
  out.add(exits_of(policy_, statements_from(policy_, policy_.stages[stage].body)));
  return out;
}

}  // namespace engage::pace
