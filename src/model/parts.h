#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/policy.h"

// Ways through a policy that all who look at it go: the parts of conditions, the statements of sequences. None of them
// recurses: a policy may be as deep as its author likes.
namespace engage::model {

// The three answers of a condition (language reference 5).
enum class Truth : std::uint8_t { no, unknown, yes };
inline Truth truth_of(bool yes) { return yes ? Truth::yes : Truth::no; }

// What `and`, `or` and `not` are made of; empty for all else.
std::vector<ConditionId> parts_of(const Condition& condition);
// Those conditions and all parts of them, each once, in order.
std::vector<ConditionId> all_parts(const Policy& policy, const std::vector<ConditionId>& roots);
// Whether it stays as it is while no fact changes.
bool asks_facts_only(const Policy& policy, ConditionId condition);

// Visits every set of events that a part of the policy asks for, those of anchors too.
template <typename Visit>
void for_each_event_set(const Policy& policy, Visit visit);

// What one without parts asks for, or counts from; none where it does not.
std::optional<FactId> fact_of(const Condition& condition);
const Scope* scope_of(const Condition& condition);
const Anchor* anchor_of(const Condition& condition);

// What it answers for a value of the fact that it asks for.
Truth answer(const FactIs& is, const Value& value);
Truth answer(const FactCompares& compares, const Value& value);
inline Truth answer(const FactKnown& asks, const Value& value) { return truth_of(value.known() == asks.known); }

// How often rounds come that have no rest between them, as one writes it: "at least every 3 months", "every 2 weeks",
// "once every calendar month". Not for `Repeat::Kind::rest`.
std::string rounds_text(const Repeat& rounds);

// All statements that a sequence can come to from there, each once; not beyond `not_past`.
std::vector<StatementId> statements_from(const Policy& policy, Next from, StatementId not_past = kEnd);

template <typename Visit>
void for_each_event_set(const Policy& policy, Visit visit) {
  const auto scope = [&](const EventSet& events, const Scope& asked) {
    visit(events);
    visit(asked.anchor.events);
  };
  for (const Condition& condition : policy.conditions) {
    if (const auto* happened = std::get_if<Happened>(&condition.node)) scope(happened->events, happened->scope);
    if (const auto* none = std::get_if<NoneHappened>(&condition.node)) scope(none->events, none->scope);
    if (const auto* elapsed = std::get_if<Elapsed>(&condition.node)) visit(elapsed->anchor.events);
    if (const auto* about = std::get_if<AboutDate>(&condition.node)) visit(about->date.events);
  }
  for (const Step& step : policy.steps) {
    for (const DeadlineLine& line : step.deadlines) visit(line.anchor.events);
    if (step.aim && step.aim->anchor) visit(step.aim->anchor->events);
  }
  for (const Statement& statement : policy.statements) {
    if (const auto* wait = std::get_if<Wait>(&statement.node)) visit(wait->events);
    if (const auto* hold = std::get_if<WaitFor>(&statement.node)) visit(hold->events);
    if (const auto* rounds = std::get_if<Repeat>(&statement.node)) visit(rounds->from.events);
  }
  for (const Rule& rule : policy.rules) visit(rule.events);
  for (const Limit& limit : policy.limits) {
    if (limit.since) visit(limit.since->events);
  }
  visit(policy.starts_on);
}

}  // namespace engage::model
