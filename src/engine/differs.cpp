#include <algorithm>

#include "engine/describe.h"

// Whether two reports say the same. Where the versions of a policy differ, all is compared by what is said of it.
namespace engage::engine {
namespace {

template <typename T, typename Same>
bool all_same(const std::vector<T>& a, const std::vector<T>& b, Same same) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

template <typename Id, typename Named>
bool same_name(const std::optional<Id>& a, const std::vector<Named>& of_a, const std::optional<Id>& b,
               const std::vector<Named>& of_b) {
  return a.has_value() == b.has_value() && (!a || of_a[*a].name == of_b[*b].name);
}

bool same_step(const Opening& a, const Opening& b) {
  if (a == b) return true;
  if (a.policy == b.policy || a.number != b.number) return false;
  const model::Step &x = step_of(a), &y = step_of(b);
  return x.name == y.name && x.title == y.title && x.clause == y.clause && x.note == y.note;
}

// Its id says the step and all alternatives.
bool same_line(const Opening& a, std::uint8_t of_a, const Opening& b, std::uint8_t of_b) {
  if (a.policy == b.policy) return a == b && of_a == of_b;
  const model::DoLine &x = step_of(a).lines[of_a], &y = step_of(b).lines[of_b];
  return same_step(a, b) && x.id == y.id && x.role == y.role;
}

bool same_rule(const model::Policy& a, model::RuleId of_a, const model::Policy& b, model::RuleId of_b) {
  if (&a == &b) return of_a == of_b;
  const model::Escalation &x = *a.rules[of_a].escalation, &y = *b.rules[of_b].escalation;
  return x.name == y.name && x.title == y.title && x.role == y.role;
}

bool same_action(const OwedAction& a, const OwedAction& b) {
  return same_line(a.opening, a.line, b.opening, b.line) && a.allowed == b.allowed && a.opens == b.opens &&
         a.due == b.due && a.state == b.state && a.escalation.has_value() == b.escalation.has_value() &&
         (!a.escalation || same_rule(*a.opening.policy, *a.escalation, *b.opening.policy, *b.escalation));
}

bool same_block(const BlockedStep& a, const BlockedStep& b) {
  return same_step(a.opening, b.opening) && a.opens == b.opens && a.due == b.due && a.state == b.state &&
         a.find_out == b.find_out;
}

bool same_withheld(const WithheldAction& a, const WithheldAction& b) {
  return same_step(a.opening, b.opening) && a.action == b.action && a.because == b.because;
}

bool same_escalation(const FiredEscalation& a, const FiredEscalation& b) {
  return a.at == b.at && same_rule(*a.policy, a.rule, *b.policy, b.rule);
}

bool same_lapsed(const LapsedAction& a, const LapsedAction& b) {
  return a.at == b.at && same_line(a.opening, a.line, b.opening, b.line);
}

bool same_late(const LateAction& a, const LateAction& b) {
  return a.at == b.at && a.due == b.due && same_line(a.opening, a.line, b.opening, b.line);
}

bool same_slot(const RepeatedSlot& a, const RepeatedSlot& b) {
  return a.at == b.at && same_line(a.opening, a.line, b.opening, b.line);
}

}  // namespace

bool differs(const Assessment& a, const Assessment& b) {
  return a.status != b.status || a.episode != b.episode ||
         !same_name(a.stage, a.policy->stages, b.stage, b.policy->stages) || a.since != b.since ||
         !same_name(a.outcome, a.policy->outcomes, b.outcome, b.policy->outcomes) ||
         !all_same(a.actions, b.actions, same_action) || !all_same(a.blocked, b.blocked, same_block) ||
         !all_same(a.upcoming, b.upcoming, same_action) || !all_same(a.withheld, b.withheld, same_withheld) ||
         !all_same(a.passed_over, b.passed_over, same_withheld) ||
         !all_same(a.escalations, b.escalations, same_escalation) || !all_same(a.lapsed, b.lapsed, same_lapsed) ||
         a.breaches != b.breaches || !all_same(a.late, b.late, same_late) ||
         !all_same(a.repeated_slots, b.repeated_slots, same_slot);
}

}  // namespace engage::engine
