#include <fmt/format.h>

#include <algorithm>

#include "lint/dated.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

// The last date that the case which begins first is known to need: its slowest way in time, and the
// longest limit. Nothing where counting leaves the calendar.
std::optional<Date> needed(const model::Policy& policy, const model::Words& words, Instant start) {
  Date last = date_of(start);
  pace::Walk walk;
  for (const pace::Route& route : pace::routes_from(policy, words, 0, pace::Pace::slowest).all) {
    pace::take(policy, route, pace::Pace::slowest, start, walk);
    if (walk.halt == pace::Walk::Halt::no_date) return {};
    if (!walk.visits.empty()) last = std::max(last, date_of(walk.visits.back().left));
  }
  for (const model::Limit& limit : policy.limits) {
    const auto deadline = policy.calendar->deadline_after(start, limit.duration, limit.adjust);
    if (!deadline) return {};
    last = std::max(last, date_of(deadline->at));
  }
  return last;
}

// Of the calendars that the policy counts by, one that does not cover the date, else the one that ends first.
const Calendar& narrowest(const model::Policy& policy, Date date) {
  const Calendar* found = policy.calendar.get();
  for (const auto& other : policy.other_calendars) {
    if (found->covers(date) && (!other->covers(date) || other->last() < found->last())) found = other.get();
  }
  return *found;
}

}  // namespace

void coverage_too_short(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    if (!policy.effective) return;
    const Date first = *policy.effective;
    const Calendar& calendar = narrowest(policy, first);
    const auto last = calendar.covers(first) ? needed(policy, words, start_of(first)) : std::nullopt;
    if (last && calendar.covers(*last)) return;
    Diagnostic& finding =
        diagnostics.add(Code::L207, policy.span,
                        fmt::format("the calendar `{}` does not cover the cases of this policy", calendar.name()));
    finding.label = last ? fmt::format("a case that begins on {} can last until {}", to_string(first), to_string(*last))
                         : fmt::format("in effect from {}", to_string(first));
    finding.help = "let the calendar cover more years: what it does not cover cannot be counted";
    finding.note = fmt::format("it covers {} to {}", to_string(calendar.first()), to_string(calendar.last()));
  });
}

}  // namespace engage::lint
