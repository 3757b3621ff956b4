#include "lint/alarm.h"

#include "pace/silence.h"

namespace engage::lint {
namespace {

// Whether the anchor is the start of the episode, or of the stage.
std::optional<bool> from_stage(const model::Policy& policy, const model::Anchor& anchor) {
  using Kind = model::Anchor::Kind;
  switch (anchor.kind) {
    case Kind::start: return false;
    case Kind::stage_start: return true;
    case Kind::latest_event:
      if (anchor.events == policy.starts_on) return false;
      return {};
    case Kind::date_fact:
    case Kind::first_event:
    case Kind::its_date:
    case Kind::date_word:
    case Kind::later:
    case Kind::earlier: return {};
  }
  return {};
}

std::optional<Alarm> alarm_of_part(const model::Policy& policy, const model::Condition& condition) {
  if (const auto* none = std::get_if<model::NoneHappened>(&condition.node)) {
    if (none->scope.kind == model::Scope::Kind::last) return Alarm{none->events, none->scope.duration, true, false};
    if (none->scope.kind != model::Scope::Kind::within) return {};
    const auto stage = from_stage(policy, none->scope.anchor);
    return stage ? std::optional(Alarm{none->events, none->scope.duration, true, *stage}) : std::nullopt;
  }
  const auto* elapsed = std::get_if<model::Elapsed>(&condition.node);
  if (!elapsed || elapsed->before) return {};
  const auto stage = from_stage(policy, elapsed->anchor);
  return stage ? std::optional(Alarm{{}, elapsed->duration, false, *stage}) : std::nullopt;
}

}  // namespace

std::optional<Instant> Alarm::raised(const Calendar& calendar, Instant from) const {
  if (by_deadline) {
    const auto deadline = calendar.deadline_after(from, after);
    return deadline ? std::optional(deadline->passed_at()) : std::nullopt;
  }
  const auto opening = calendar.opening_after(from, after);
  return opening ? std::optional(*opening) : std::nullopt;
}

std::optional<Alarm> alarm_of(const model::Policy& policy, model::ConditionId id) {
  const model::Condition& condition = policy.conditions[id];
  const auto* both = std::get_if<model::And>(&condition.node);
  if (!both) return alarm_of_part(policy, condition);
  if (model::asks_facts_only(policy, both->left)) return alarm_of(policy, both->right);
  if (model::asks_facts_only(policy, both->right)) return alarm_of(policy, both->left);
  return {};
}

}  // namespace engage::lint
