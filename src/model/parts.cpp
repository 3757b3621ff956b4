#include "model/parts.h"

#include <algorithm>

namespace engage::model {

std::vector<ConditionId> parts_of(const Condition& condition) {
  if (const auto* both = std::get_if<And>(&condition.node)) return {both->left, both->right};
  if (const auto* either = std::get_if<Or>(&condition.node)) return {either->left, either->right};
  if (const auto* negated = std::get_if<Not>(&condition.node)) return {negated->inner};
  return {};
}

std::vector<ConditionId> all_parts(const Policy& policy, const std::vector<ConditionId>& roots) {
  std::vector<ConditionId> found, open = roots;
  while (!open.empty()) {
    const ConditionId id = open.back();
    open.pop_back();
    found.push_back(id);
    const std::vector<ConditionId> parts = parts_of(policy.conditions[id]);
    open.insert(open.end(), parts.begin(), parts.end());
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

bool asks_facts_only(const Policy& policy, ConditionId condition) {
  return std::ranges::all_of(all_parts(policy, {condition}), [&](ConditionId id) {
    const Condition& part = policy.conditions[id];
    return fact_of(part) || !parts_of(part).empty();
  });
}

std::optional<FactId> fact_of(const Condition& condition) {
  if (const auto* is = std::get_if<FactIs>(&condition.node)) return is->fact;
  if (const auto* compares = std::get_if<FactCompares>(&condition.node)) return compares->fact;
  if (const auto* known = std::get_if<FactKnown>(&condition.node)) return known->fact;
  return std::nullopt;
}

const Scope* scope_of(const Condition& condition) {
  if (const auto* happened = std::get_if<Happened>(&condition.node)) return &happened->scope;
  const auto* none = std::get_if<NoneHappened>(&condition.node);
  return none ? &none->scope : nullptr;
}

const Anchor* anchor_of(const Condition& condition) {
  if (const auto* date = std::get_if<AboutDate>(&condition.node)) return &date->date;
  if (const auto* elapsed = std::get_if<Elapsed>(&condition.node)) return &elapsed->anchor;
  const Scope* scope = scope_of(condition);
  const bool anchored = scope && (scope->kind == Scope::Kind::since || scope->kind == Scope::Kind::within);
  return anchored ? &scope->anchor : nullptr;
}

Truth answer(const FactIs& is, const Value& value) {
  if (!value.known()) return Truth::unknown;
  return truth_of(std::find(is.values.begin(), is.values.end(), value) != is.values.end());
}

Truth answer(const FactCompares& compares, const Value& value) {
  if (!value.known()) return Truth::unknown;
  const bool number = value.kind == Value::Kind::number;
  const double a = number ? value.number : value.index;
  const double b = number ? compares.value.number : compares.value.index;
  switch (compares.how) {
    case Comparison::at_least: return truth_of(a >= b);
    case Comparison::at_most: return truth_of(a <= b);
    case Comparison::above: return truth_of(a > b);
    case Comparison::below: return truth_of(a < b);
  }
  return Truth::unknown;
}

std::string rounds_text(const Repeat& rounds) {
  if (rounds.kind == Repeat::Kind::longest) return "at least every " + to_string(rounds.every);
  if (rounds.kind == Repeat::Kind::dated) return "every " + to_string(rounds.every);
  return "once every " + (rounds.period.empty() ? "calendar " + std::string(name(rounds.unit)) : rounds.period);
}

std::vector<StatementId> statements_from(const Policy& policy, Next from, StatementId not_past) {
  std::vector<bool> seen(policy.statements.size());
  std::vector<StatementId> found, open{from.statement};
  while (!open.empty()) {
    const StatementId id = open.back();
    open.pop_back();
    if (id == kEnd || id == not_past || seen[id]) continue;
    seen[id] = true;
    found.push_back(id);
    const Statement& statement = policy.statements[id];
    if (const auto* branch = std::get_if<If>(&statement.node)) {
      open.push_back(branch->then.statement);
      open.push_back(branch->otherwise.statement);
    } else if (const auto* repeat = std::get_if<Repeat>(&statement.node)) {
      open.push_back(repeat->body.statement);
      open.push_back(statement.next.statement);
    } else if (!std::holds_alternative<GoTo>(statement.node) && !std::holds_alternative<Finish>(statement.node)) {
      open.push_back(statement.next.statement);
    }
  }
  return found;
}

}  // namespace engage::model
