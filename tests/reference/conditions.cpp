#include <algorithm>

#include "count.h"
#include "run.h"

// Conditions (language reference, section 5), asked anew each time.
namespace engage::reference {

using model::Anchor;
using model::Scope;

// Whether two dates lie in one calendar week (from Monday), month, quarter or year.
bool same_unit(CalendarUnit unit, Date a, Date b) {
  const Ymd x = ymd(a), y = ymd(b);
  const int monday = 3;  // days since 1970-01-01, a Thursday, shifted to weeks from Monday
  switch (unit) {
    case CalendarUnit::week: return (a.days + monday + 7 * 5000) / 7 == (b.days + monday + 7 * 5000) / 7;
    case CalendarUnit::month: return x.year == y.year && x.month == y.month;
    case CalendarUnit::quarter: return x.year == y.year && (x.month - 1) / 3 == (y.month - 1) / 3;
    case CalendarUnit::year: return x.year == y.year;
  }
  return false;
}

namespace {

Truth negated(Truth value) {
  if (value == Truth::unknown) return value;
  return truth(value == Truth::no);
}

Truth compare(const model::Value& value, model::Comparison how, const model::Value& with) {
  if (!value.known()) return Truth::unknown;
  const bool by_number = value.kind == model::Value::Kind::number;
  const double left = by_number ? value.number : value.index;
  const double right = by_number ? with.number : with.index;
  switch (how) {
    case model::Comparison::at_least: return truth(left >= right);
    case model::Comparison::at_most: return truth(left <= right);
    case model::Comparison::above: return truth(left > right);
    case model::Comparison::below: return truth(left < right);
  }
  return Truth::unknown;
}

// The last day of the week, month, quarter or year before that of the date.
Date day_before_unit(CalendarUnit unit, Date date) {
  Date day = date;
  while (same_unit(unit, day, date)) day = day - 1;
  return day;
}

}  // namespace

Truth Run::ask(const Context& context, const std::optional<model::ConditionId>& condition) const {
  return condition ? ask(context, *condition) : Truth::yes;
}

Truth Run::ask(const Context& context, model::ConditionId id) const {
  const auto& node = context.policy->conditions[id].node;
  // "Both sides of `and` and `or` are always asked."
  if (const auto* both = std::get_if<model::And>(&node)) {
    const Truth left = ask(context, both->left);
    const Truth right = ask(context, both->right);
    return std::min(left, right);
  }
  if (const auto* either = std::get_if<model::Or>(&node)) {
    const Truth left = ask(context, either->left);
    const Truth right = ask(context, either->right);
    return std::max(left, right);
  }
  if (const auto* inner = std::get_if<model::Not>(&node)) return negated(ask(context, inner->inner));
  if (const auto* is = std::get_if<model::FactIs>(&node)) {
    const model::Value& value = facts_[is->fact];
    if (!value.known()) return Truth::unknown;
    return truth(std::find(is->values.begin(), is->values.end(), value) != is->values.end());
  }
  if (const auto* comparison = std::get_if<model::FactCompares>(&node)) {
    return compare(facts_[comparison->fact], comparison->how, comparison->value);
  }
  if (const auto* known = std::get_if<model::FactKnown>(&node)) {
    return truth(facts_[known->fact].known() == known->known);
  }
  if (const auto* asked = std::get_if<model::Happened>(&node)) return happened(context, *asked);
  if (const auto* asked = std::get_if<model::NoneHappened>(&node)) return none_happened(context, *asked);
  if (const auto* asked = std::get_if<model::Elapsed>(&node)) return elapsed(context, *asked);
  if (const auto* asked = std::get_if<model::StepState>(&node)) return step_state(context, *asked);
  if (const auto* asked = std::get_if<model::StepDue>(&node)) return due_within(context, *asked);
  if (const auto* asked = std::get_if<model::Today>(&node)) return today(context, *asked);
  if (const auto* asked = std::get_if<model::AboutDate>(&node)) {
    const std::optional<Date> date = worked_out(context, context.policy->dates[asked->date.fact]);
    if (const auto* known = std::get_if<model::FactKnown>(&asked->asked))
      return truth(date.has_value() == known->known);
    if (!date) return Truth::unknown;
    if (const auto* comparison = std::get_if<model::FactCompares>(&asked->asked)) {
      return compare(model::Value::of(*date), comparison->how, comparison->value);
    }
    const auto& values = std::get<model::FactIs>(asked->asked).values;
    return truth(std::find(values.begin(), values.end(), model::Value::of(*date)) != values.end());
  }
  return overdue(context, std::get<model::StepOverdue>(node));
}

// "It holds wherever the action is used"; a `never allowed` action is never allowed.
Truth Run::guard(const Context& context, model::EventId action) const {
  if (family_->words.events[action].never_allowed) return Truth::no;
  const auto& guards = context.policy->guards;
  return action < guards.size() ? ask(context, guards[action]) : Truth::yes;
}

// "ANCHOR: `start` (of the episode), `stage start`, a date fact (00:00 of it), or an event: its
// latest occurrence so far in the whole log (`first E`: its first)."
Run::Point Run::resolve(const Context& context, const Anchor& anchor) const {
  switch (anchor.kind) {
    case Anchor::Kind::start: {
      const Episode& episode = episodes_[*context.episode];
      return {Truth::yes, episode.start, episode.starting_event + 1, false};
    }
    case Anchor::Kind::stage_start: {
      const Episode& episode = episodes_[*context.episode];
      return {Truth::yes, episode.stage_start, episode.stage_from, false};
    }
    case Anchor::Kind::date_fact: {
      const model::Value& value = facts_[anchor.fact];
      if (!value.known()) return {Truth::unknown, {}, 0, true};
      return {Truth::yes, start_of(value.date()), 0, true};
    }
    case Anchor::Kind::date_word: {
      const std::optional<Date> date = worked_out(context, context.policy->dates[anchor.fact]);
      if (!date) return {Truth::unknown, {}, 0, true};
      return {Truth::yes, start_of(*date), 0, true};
    }
    // "(a period: its first day)"
    case Anchor::Kind::its_date:
      if (!context.its_date) return {Truth::no, {}, 0, true};
      return {Truth::yes, start_of(*context.its_date), 0, true};
    case Anchor::Kind::latest_event:
      for (std::size_t i = log_.size(); i-- > 0;) {
        if (anchor.events.contains(log_[i].what)) return {Truth::yes, log_[i].at, i + 1, false, true};
      }
      return {Truth::no, {}, 0, false};
    case Anchor::Kind::first_event:
      for (std::size_t i = 0; i < log_.size(); ++i) {
        if (anchor.events.contains(log_[i].what)) return {Truth::yes, log_[i].at, i + 1, false, true};
      }
      return {Truth::no, {}, 0, false};
    case Anchor::Kind::later:
    case Anchor::Kind::earlier: break;
  }
  // "Events that have not happened are passed over (if all: like one that has not); an unknown date makes the
  // whole unknown. Compared by the clock, at one minute by order in the log, a date before the events of its 00:00"
  std::vector<Point> points;
  for (const Anchor& one : anchor.of) points.push_back(resolve(context, one));
  for (const Point& point : points) {
    if (point.known == Truth::unknown) return point;
  }
  std::erase_if(points, [](const Point& point) { return point.known == Truth::no; });
  if (points.empty()) return {Truth::no, {}, 0, false};
  const auto in_order = [](const Point& a, const Point& b) {
    if (a.at != b.at) return a.at < b.at;
    if (a.by_clock || b.by_clock) return a.by_clock && !b.by_clock;
    return a.from < b.from;
  };
  if (anchor.kind == Anchor::Kind::earlier) return *std::min_element(points.begin(), points.end(), in_order);
  return *std::max_element(points.begin(), points.end(), in_order);
}

// "worked out from `D after|before ANCHOR [or next|previous business day]`, an ANCHOR, `day 10 of the month after
// ANCHOR`, `day 1 of the month of ANCHOR`, `the last day of the month of ANCHOR`"
std::optional<Date> Run::worked_out(const Context& context, const model::DateWord& word) const {
  const Point anchor = resolve(context, word.anchor);
  if (anchor.known != Truth::yes) return std::nullopt;
  const Date from = date_of(anchor.at);
  using Kind = model::DateWord::Kind;
  if (word.kind == Kind::same_day) return from;
  if (word.kind == Kind::counted) {
    Date date = date_of(word.before ? must(opening_before(*context.policy, start_of(from), word.duration))
                                    : must(opening_after(*context.policy, start_of(from), word.duration)));
    const Calendar& own = *context.policy->calendar;
    while (word.adjust != Adjust::none) {
      if (!own.covers(date)) throw Undecided{"a roll beyond the calendar"};
      if (own.is_business_day(date)) break;
      date = word.adjust == Adjust::next_business_day ? date + 1 : date - 1;
    }
    return date;
  }
  Date day = from;
  while (ymd(day).day > 1) day = day - 1;
  if (word.kind == Kind::day_of_month && word.next_month) {
    const int month = ymd(day).month;
    while (ymd(day).month == month) day = day + 1;
  }
  const int month = ymd(day).month;
  const int wanted = word.kind == Kind::day_of_month ? word.day : 31;
  while (ymd(day).day < wanted && ymd(day + 1).month == month) day = day + 1;
  return day;
}

// When the events that lie in the scope happened; the anchor is known.
std::vector<Instant> Run::found(const Context& context, const model::EventSet& events, const Scope& scope, bool ever,
                                const Point& anchor) const {
  // "Scopes see the log from the starting event on." In `applies when` and `starts on … when` "no
  // scope means since the previous finish"; the other scopes see the whole log there. "`E ever happened`: the whole
  // log; the episode's start plays no part"
  std::size_t from = 0;
  if (ever) {
    from = 0;
  } else if (context.episode) {
    from = episodes_[*context.episode].starting_event;
  } else if (scope.kind == Scope::Kind::episode) {
    from = finished_up_to_;
  }
  std::optional<Deadline> until;
  if (scope.kind == Scope::Kind::within) until = must(deadline_after(*context.policy, anchor.at, scope.duration));
  const bool of_several = scope.anchor.kind == Anchor::Kind::later || scope.anchor.kind == Anchor::Kind::earlier;

  std::vector<Instant> result;
  for (std::size_t i = from; i < log_.size(); ++i) {
    if (!events.contains(log_[i].what)) continue;
    const Instant at = log_[i].at;
    bool inside = true;
    switch (scope.kind) {
      case Scope::Kind::episode: break;
      // "Order in the log decides, not the minute."
      case Scope::Kind::stage: inside = i >= episodes_[*context.episode].stage_from; break;
      case Scope::Kind::since: inside = anchor.by_clock ? at >= anchor.at : i >= anchor.from; break;
      // "while now is not past the deadline D after it"
      case Scope::Kind::last:
        inside = now_ < must(deadline_after(*context.policy, at, scope.duration)).passed_at();
        break;
      // "goes by the clock: from the anchor's minute, it included, to the deadline D after it"
      // In the hour that comes twice, what was taken after the anchoring event lies after it. "In `within D of the
      // later of …` the occurrence that anchors is not itself counted."
      case Scope::Kind::within:
        inside = (at >= anchor.at || (anchor.of_event && i >= anchor.from)) && at < until->passed_at();
        if (of_several && anchor.of_event && i + 1 == anchor.from) inside = false;
        break;
      case Scope::Kind::this_period:
      case Scope::Kind::last_period: {
        const std::optional<DateSpan> period = period_asked(*context.policy->calendar, scope);
        inside = period && period->first <= date_of(at) && date_of(at) <= period->last;
        break;
      }
      case Scope::Kind::this_calendar: inside = same_unit(scope.unit, date_of(at), date_of(now_)); break;
      case Scope::Kind::last_calendar:
        inside = same_unit(scope.unit, date_of(at), day_before_unit(scope.unit, date_of(now_)));
        break;
    }
    if (inside) result.push_back(at);
  }
  return result;
}

Truth Run::happened(const Context& context, const model::Happened& asked) const {
  Point anchor;
  if (asked.scope.kind == Scope::Kind::since || asked.scope.kind == Scope::Kind::within) {
    anchor = resolve(context, asked.scope.anchor);
  }
  // "An event that has not happened makes the form false …; a date fact that is unknown makes it unknown."
  if (anchor.known != Truth::yes) return anchor.known;
  const std::vector<Instant> times = found(context, asked.events, asked.scope, asked.ever, anchor);
  const auto at_least = static_cast<std::size_t>(asked.at_least);
  if (asked.count == model::Happened::Count::times) return truth(times.size() >= at_least);
  std::set<int> days;
  for (const Instant at : times) days.insert(date_of(at).days);
  if (asked.count == model::Happened::Count::different_days) return truth(days.size() >= at_least);
  for (const int day : days) {
    bool all = true;
    for (int i = 0; i < asked.at_least; ++i) all = all && days.contains(day + i);
    if (all) return Truth::yes;
  }
  return Truth::no;
}

Truth Run::none_happened(const Context& context, const model::NoneHappened& asked) const {
  Point anchor;
  if (asked.scope.kind == Scope::Kind::since || asked.scope.kind == Scope::Kind::within) {
    anchor = resolve(context, asked.scope.anchor);
  }
  if (anchor.known != Truth::yes) return anchor.known;  // "also under `no`"
  bool none = found(context, asked.events, asked.scope, asked.ever, anchor).empty();
  // "`no E within D of A` is true when A has happened, that deadline has passed, and none lay inside."
  if (asked.scope.kind == Scope::Kind::within) {
    none = must(deadline_after(*context.policy, anchor.at, asked.scope.duration)).passed_at() <= now_ && none;
  }
  // "`no E in the last D` also needs the deadline D after the episode's start to have passed."
  if (!asked.ever && asked.scope.kind == Scope::Kind::last) {
    const Instant start = episodes_[*context.episode].start;
    none = must(deadline_after(*context.policy, start, asked.scope.duration)).passed_at() <= now_ && none;
  }
  // "`no E in the last calendar month` also needs that the episode began before it"
  if (!asked.ever && asked.scope.kind == Scope::Kind::last_calendar) {
    Date first = day_before_unit(asked.scope.unit, date_of(now_));
    while (same_unit(asked.scope.unit, first, first - 1)) first = first - 1;
    none = none && episodes_[*context.episode].start < start_of(first);
  }
  if (!asked.ever && asked.scope.kind == Scope::Kind::last_period) {
    const std::optional<DateSpan> period = period_asked(*context.policy->calendar, asked.scope);
    none = none && period && episodes_[*context.episode].start < start_of(period->first);
  }
  return truth(none);
}

// "the one before the present; between two the latest that ended"
std::optional<DateSpan> Run::period_asked(const Calendar& calendar, const Scope& scope) const {
  const Date today = date_of(now_);
  std::optional<DateSpan> found;
  for (const Period& period : calendar.spec().periods) {
    if (period.name != scope.period) continue;
    if (scope.kind == Scope::Kind::this_period) {
      if (period.first <= today && today <= period.last) found = DateSpan{period.first, period.last};
    } else if (period.last < today && (!found || found->last < period.last)) {
      found = DateSpan{period.first, period.last};
    }
  }
  return found;
}

Truth Run::elapsed(const Context& context, const model::Elapsed& asked) const {
  const Point anchor = resolve(context, asked.anchor);
  if (anchor.known != Truth::yes) return anchor.known;
  const Instant opening = asked.before ? must(opening_before(*context.policy, anchor.at, asked.duration))
                                       : must(opening_after(*context.policy, anchor.at, asked.duration));
  return truth(opening <= now_);
}

// "`today is one of saturday, sunday`, `today is a business day [in CALENDAR]`"
Truth Run::today(const Context& context, const model::Today& asked) const {
  const Date date = date_of(now_);
  if (!asked.business_day) return truth((asked.weekdays & 1 << static_cast<int>(weekday(date))) != 0);
  const Calendar& calendar = asked.calendar ? *asked.calendar : *context.policy->calendar;
  if (!calendar.covers(date)) throw Undecided{"a day that no calendar covers"};
  return truth(calendar.is_business_day(date));
}

// "`STEP is due within D`: an open line of it has a deadline that is not later than the deadline D after now."
Truth Run::due_within(const Context& context, const model::StepDue& asked) const {
  bool found = false;
  for (const StepOpening& opening : openings_) {
    if (opening.episode != *context.episode || opening.state != StepOpening::State::open) continue;
    if (opening.step != asked.step) continue;
    const bool stands = stands_open(opening);
    const std::optional<Deadline> deadline = due(opening);
    if (!deadline) continue;
    const Deadline ahead = must(deadline_after(*context.policy, now_, asked.within));
    if (stands && deadline->passed_at() <= ahead.passed_at()) found = true;
  }
  return truth(found);
}

bool Run::stands_open(const StepOpening& opening) const {
  bool stands = is_blocked(opening);
  for (std::size_t line = 0; line < step_of(opening).lines.size(); ++line) {
    if (!is_settled(opening, line) && owed(opening, line) == Truth::yes) stands = true;
  }
  return stands;
}

// "its latest opening in this episode has ended: with an action settled; with none; either"
Truth Run::step_state(const Context& context, const model::StepState& asked) const {
  for (std::size_t i = openings_.size(); i-- > 0;) {
    const StepOpening& opening = openings_[i];
    if (opening.episode != *context.episode || opening.step != asked.step) continue;
    const bool done = opening.state == StepOpening::State::done;
    const bool skipped = opening.state == StepOpening::State::skipped;
    switch (asked.state) {
      case model::StepState::State::done: return truth(done);
      case model::StepState::State::skipped: return truth(skipped);
      case model::StepState::State::over: return truth(done || skipped);
    }
  }
  return Truth::no;
}

// "an open line of it is past its deadline (by D: the opening D after its due date has been
// reached; hours count from the end of a whole-day due date)"; blocked openings can be overdue too.
Truth Run::overdue(const Context& context, const model::StepOverdue& asked) const {
  bool found = false;
  for (const StepOpening& opening : openings_) {
    if (opening.episode != *context.episode || opening.state != StepOpening::State::open) continue;
    if (asked.step && opening.step != *asked.step) continue;
    if (!stands_open(opening)) continue;
    const std::optional<Deadline> deadline = due(opening);
    if (!deadline) continue;
    bool late = deadline->passed_at() <= now_;
    if (asked.by) {
      const bool hours = asked.by->unit == Unit::hours || asked.by->unit == Unit::business_hours;
      const Instant from = hours && deadline->whole_day ? deadline->passed_at() : deadline->at;
      late = must(opening_after(*context.policy, from, *asked.by)) <= now_ && late;
    }
    if (late) found = true;
  }
  return truth(found);
}

}  // namespace engage::reference
