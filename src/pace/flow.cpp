#include "pace/flow.h"

namespace engage::pace {

void Exits::add(const Exits& other) {
  stages.insert(other.stages.begin(), other.stages.end());
  finish = finish || other.finish;
}

bool Exits::leave(model::StageId stage) const { return finish || stages.size() > (stages.contains(stage) ? 1u : 0u); }

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

namespace {

// Those among the statements of one sequence.
void collect_rounds(const model::Policy& policy, model::Next body, std::vector<model::StatementId>& found) {
  for (const model::StatementId id : statements_from(policy, body)) {
    const auto* repeat = std::get_if<model::Repeat>(&policy.statements[id].node);
    if (!repeat || repeat->times || repeat->until) continue;
    const Exits inside = exits_of(policy, statements_from(policy, repeat->body, id));
    if (!inside.finish && inside.stages.empty()) found.push_back(id);
  }
}

bool any(const Exits& exits) { return exits.finish || !exits.stages.empty(); }

}  // namespace

std::vector<model::StatementId> rounds_without_end(const model::Policy& policy) {
  const Flow flow(policy);
  std::vector<model::StatementId> found;
  for (std::size_t i = 0; i < policy.stages.size(); ++i) {
    if (!any(flow.interruptions(static_cast<model::StageId>(i)))) collect_rounds(policy, policy.stages[i].body, found);
  }
  for (const model::Rule& rule : policy.rules) {
    bool ended = false;
    for (std::size_t i = 0; !rule.escalation && i < rule.active.size(); ++i) {  // an escalation outlives every stage
      ended = ended || (rule.active[i] && any(flow.exits(static_cast<model::StageId>(i))));
    }
    if (!ended) collect_rounds(policy, rule.body, found);
  }
  return found;
}

}  // namespace engage::pace
