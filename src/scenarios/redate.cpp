#include "scenarios/redate.h"

#include <algorithm>
#include <span>

#include "scenarios/check.h"

namespace engage::scenarios {
namespace {

using Kind = model::Check::Kind;

// An instant as a check names it: 00:00 is the date alone.
model::Moment moment_of(Instant at) {
  const int minute = minute_of_day(at);
  return {date_of(at), minute == 0 ? std::nullopt : std::optional(minute)};
}

model::Moment moment_of(const Deadline& due) {
  return {date_of(due.at), due.whole_day ? std::nullopt : std::optional(minute_of_day(due.at))};
}

bool is_asked(const model::Check& check, const engine::OwedAction& owed) {
  if (!means(check, owed)) return false;
  return !check.role || owed.opening.policy->steps[owed.opening.step].lines[owed.line].role == *check.role;
}

// Gives the check the dates that the assessment has for what it names.
void take_dates(model::Check& check, const engine::Assessment& then) {
  if (check.kind == Kind::next_change && then.next_change) check.by = moment_of(*then.next_change);
  if (check.kind == Kind::aims_at) {
    for (const engine::OwedAction& owed : then.actions) {
      if (!owed.aim || !means(check, owed)) continue;
      check.by = moment_of(*owed.aim);
      return;
    }
  }
  if (check.kind != Kind::due && check.kind != Kind::upcoming) return;
  const std::span<const engine::OwedAction> owed = check.kind == Kind::due ? then.actions : then.upcoming;
  const auto found =
      std::ranges::find_if(owed, [&](const engine::OwedAction& action) { return is_asked(check, action); });
  if (found == owed.end()) return;
  if (check.from && !matches(*check.from, found->opens)) {
    check.from = check.from->minute ? moment_of(found->opens) : model::Moment{date_of(found->opens), {}};
  }
  if (check.by && found->due) check.by = moment_of(*found->due);
}

// The days on which the check may stand: not before the line above it, not after the one below.
struct Days {
  Date first;
  Date last;
};

Days days_around(const model::Scenario& scenario, const model::Check& check) {
  Days days{std::max(check.at.date - kFurthestDate, kFirstDate), std::min(check.at.date + kFurthestDate, kLastDate)};
  if (check.entries > 0) days.first = std::max(days.first, date_of(scenario.entries[check.entries - 1].at));
  if (check.entries < scenario.entries.size()) {
    days.last = std::min(days.last, date_of(scenario.entries[check.entries].at));
  }
  for (const model::Check& other : scenario.checks) {
    if (&other == &check) continue;
    if (other.span < check.span) days.first = std::max(days.first, other.at.date);
    else days.last = std::min(days.last, other.at.date);
  }
  return days;
}

}  // namespace

std::optional<model::Check> redated(ScenarioRunner& runner, const model::Scenario& scenario,
                                    const model::Check& check) {
  const Days days = days_around(scenario, check);
  const auto holds_on = [&](Date date) -> std::optional<model::Check> {
    if (date < days.first || date > days.last) return std::nullopt;
    model::Check moved = check;
    moved.at.date = date;
    const auto then = runner.assess(scenario, moved);
    if (!then) return std::nullopt;
    if (!check.negated) take_dates(moved, *then);
    if (!runner.holds(scenario, moved)) return std::nullopt;
    return moved;
  };
  for (int away = 0; away <= kFurthestDate; ++away) {
    for (const Date date : {check.at.date + away, check.at.date - away}) {
      if (auto moved = holds_on(date)) return moved;
    }
  }
  return std::nullopt;
}

}  // namespace engage::scenarios
