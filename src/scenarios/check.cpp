#include "scenarios/check.h"

#include <algorithm>

#include "calendar/words.h"
#include "why/words.h"

namespace engage::scenarios {
namespace {

using engine::Status;

// Any of `items` that `is` accepts.
template <typename Items, typename Is>
bool any(const Items& items, Is is) {
  return std::any_of(items.begin(), items.end(), is);
}

bool is_planned(const model::Check& check, const engine::OwedAction& owed) {
  if (!means(check, owed)) return false;
  if (check.role && step_of(owed.opening).lines[owed.line].role != *check.role) return false;
  if (check.from && !matches(*check.from, owed.opens)) return false;
  return !check.by || matches(*check.by, owed.due);
}

bool escalated(const model::Check& check, const engine::Assessment& a) {
  return any(a.escalations, [&](const engine::FiredEscalation& fired) {
    return fired.policy->rules[fired.rule].escalation->name == check.name;
  });
}

// What the check asks, without its `not`.
bool is_so(const model::Check& check, const Situation& then) {
  using Kind = model::Check::Kind;
  const engine::Assessment& a = then.assessment;
  const auto planned = [&](const engine::OwedAction& owed) { return is_planned(check, owed); };
  const auto of_step = [&](const auto& item) { return step_of(item.opening).name == check.name; };
  const auto of_line = [&](const auto& item) { return means(check, step_of(item.opening).lines[item.line]); };
  const auto of_action = [&](const auto& item) { return item.action == *check.action; };
  const auto withheld = [&](const auto& item) { return means(check, item); };
  switch (check.kind) {
    case Kind::nothing_due: return a.actions.empty();
    case Kind::due: return any(a.actions, planned);
    case Kind::overdue:
      return any(a.actions, [&](const engine::OwedAction& owed) {
        return means(check, owed) && owed.state == engine::DueState::overdue;
      });
    case Kind::upcoming: return any(a.upcoming, planned);
    case Kind::withheld: return any(a.withheld, withheld);
    case Kind::was_late: return any(a.late, of_line);
    case Kind::lapsed: return any(a.lapsed, of_line);
    case Kind::repeated_slot: return any(a.repeated_slots, of_line);
    case Kind::aims_at:
      return any(a.actions,
                 [&](const engine::OwedAction& owed) { return means(check, owed) && matches(*check.by, owed.aim); });
    case Kind::stage_is: return a.stage && a.policy->stages[*a.stage].name == check.name;
    case Kind::step_is: return any(a.actions, of_step) || any(a.blocked, of_step);
    case Kind::blocked: return any(a.blocked, of_step);
    case Kind::passed_over: return any(a.passed_over, of_step);
    case Kind::escalated: return escalated(check, a);
    case Kind::finished: return a.status == Status::finished;
    case Kind::finished_as: return a.status == Status::finished && a.policy->outcomes[*a.outcome].name == check.name;
    case Kind::not_started: return a.status == Status::not_started;
    case Kind::not_applicable: return a.status == Status::not_applicable;
    case Kind::undecided: return false;
    case Kind::episode_is: return a.episode == check.number;
    case Kind::breach: return any(a.breaches, of_action);
    case Kind::no_breach: return a.breaches.empty();
    case Kind::fact_unknown: return !value_at(then.record, *check.fact, then.now).known();
    case Kind::next_change: return a.next_change && *a.next_change == check.by->first();
  }
  return false;
}

}  // namespace

std::string say(const model::Moment& moment) {
  const std::string date = to_string(moment.date);
  return moment.minute ? date + " " + clock_time(moment.first()) : date;
}

bool matches(const model::Moment& named, Instant opens) {
  return named.minute ? named.first() == opens : named.date == date_of(opens);
}

bool matches(const model::Moment& named, const std::optional<Deadline>& due) {
  return due && due->whole_day == !named.minute && named.first() == due->at;
}

bool means(const model::Check& check, const model::DoLine& line, std::uint64_t allowed) {
  for (std::size_t i = 0; i < line.actions.size(); ++i) {
    const model::Narrowing asked = line.narrowing(i);
    if (line.actions[i] == *check.action && (allowed >> i & 1) != 0 &&
        check.line.fits({line.actions[i], asked.outcome, asked.role}))
      return true;
  }
  return false;
}

bool means(const model::Check& check, const engine::OwedAction& owed) {
  return means(check, line_of(owed), owed.allowed);
}

bool means(const model::Check& check, const engine::WithheldAction& withheld) {
  return withheld.action == *check.action &&
         any(step_of(withheld.opening).lines, [&](const model::DoLine& line) { return means(check, line); });
}

std::string say(model::EventId event, model::Narrowing to, const model::Words& words) {
  model::EventSet one;
  one.add(event, to);
  return why::names_of(one, words);
}

const model::Value& value_at(const cases::Record& record, model::FactId fact, Instant now) {
  const model::Value* value = &record.facts[fact];
  for (const cases::Entry& entry : record.entries) {
    if (entry.at > now) break;
    if (entry.retracted <= date_of(now)) continue;
    for (std::uint32_t i = 0; i < entry.change_count; ++i) {
      const cases::Change& change = record.changes[entry.first_change + i];
      if (change.fact == fact) value = &change.value;
    }
  }
  return *value;
}

bool holds(const model::Check& check, const Situation& then) { return is_so(check, then) != check.negated; }

}  // namespace engage::scenarios
