#include "engine/evaluate.h"

#include <fmt/format.h>

#include <algorithm>

namespace engage::engine {
namespace {

Truth both(Truth a, Truth b) { return std::min(a, b); }
Truth either(Truth a, Truth b) { return std::max(a, b); }
Truth negated(Truth a) { return a == Truth::unknown ? a : a == Truth::yes ? Truth::no : Truth::yes; }

CannotDecide not_covered(Date date, const Calendar& calendar) {
  return {fmt::format("counting business days needs {}, and the calendar `{}` covers {} to {}", to_string(date),
                      calendar.name(), ymd(calendar.first()).year, ymd(calendar.last()).year)};
}

template <typename T>
T decided(const std::expected<T, DateFault>& result) {
  if (result) return *result;
  if (result.error().kind == DateFault::Kind::outside_dates) {
    throw CannotDecide{"a date lies outside the years 1900 to 2199"};
  }
  throw not_covered(result.error().date, *result.error().calendar);
}

}  // namespace

void Evaluator::attach(const cases::Record& record, const std::vector<model::Value>& facts, const State& state) {
  record_ = &record;
  facts_ = &facts;
  state_ = &state;
  facts_changed();
  scope_changed();
  reset_horizon();
}

Evaluator::View Evaluator::view(const StepInstance& instance) const {
  const EpisodeState& episode = state_->episodes[instance.episode];
  return {*episode.policy, &episode, instance.its_date};
}

Instant Evaluator::opening_after(const model::Policy& policy, Instant from, Duration duration) const {
  return decided(policy.calendar->opening_after(from, duration));
}

Instant Evaluator::opening_before(const model::Policy& policy, Instant from, Duration duration) const {
  return decided(policy.calendar->opening_before(from, duration));
}

Deadline Evaluator::deadline_after(const model::Policy& policy, Instant from, Duration duration, Adjust adjust) const {
  return decided(policy.calendar->deadline_after(from, duration, adjust));
}

Deadline Evaluator::deadline_before(const model::Policy& policy, Instant from, Duration duration, Adjust adjust) const {
  return decided(policy.calendar->deadline_before(from, duration, adjust));
}

Date Evaluator::next_multiple(const model::Policy& policy, Date from, Duration duration, Date earliest) const {
  const auto date = [&](std::int32_t k) {
    Duration times = duration;
    times.count *= k;
    return policy.calendar->after(from, times);
  };
  const auto reached = [&](std::int32_t k) {
    const auto found = date(k);
    return !found || *found >= earliest;  // what cannot be counted lies further away
  };
  std::int32_t before = 0, k = 1;
  while (!reached(k)) before = k, k *= 2;
  while (k - before > 1) {
    const std::int32_t middle = before + (k - before) / 2;
    (reached(middle) ? k : before) = middle;
  }
  return decided(date(k));
}

Truth Evaluator::truth(std::optional<model::ConditionId> condition, const View& view) {
  if (!condition) return Truth::yes;
  const Truth answer = truth(*condition, view);
  if (coverage_) {
    coverage_->of(view.policy).conditions[*condition] |=
        answer == Truth::yes ? PolicyCoverage::kTrue : PolicyCoverage::kNotTrue;
  }
  return answer;
}

// Both sides of `and` and `or` are always asked: a count that leaves the calendar's coverage makes the
// case undecided wherever it stands.
Truth Evaluator::ask_anew(model::ConditionId condition, const View& view, Memo& memo) {
  struct Ask {
    Evaluator& evaluator;
    const View& view;
    Truth operator()(const model::And& node) const {
      const Truth left = evaluator.truth(node.left, view);
      return both(left, evaluator.truth(node.right, view));
    }
    Truth operator()(const model::Or& node) const {
      const Truth left = evaluator.truth(node.left, view);
      return either(left, evaluator.truth(node.right, view));
    }
    Truth operator()(const model::Not& node) const { return negated(evaluator.truth(node.inner, view)); }
    Truth operator()(const model::FactIs& node) const { return answer(node, (*evaluator.facts_)[node.fact]); }
    Truth operator()(const model::FactCompares& node) const { return answer(node, (*evaluator.facts_)[node.fact]); }
    Truth operator()(const model::FactKnown& node) const { return answer(node, (*evaluator.facts_)[node.fact]); }
    Truth operator()(const model::Happened& node) const { return evaluator.ask(node, view); }
    Truth operator()(const model::NoneHappened& node) const { return evaluator.ask(node, view); }
    Truth operator()(const model::Elapsed& node) const { return evaluator.ask(node, view); }
    Truth operator()(const model::StepState& node) const { return evaluator.ask(node, view); }
    Truth operator()(const model::StepOverdue& node) const { return evaluator.ask(node, view); }
    Truth operator()(const model::StepDue& node) const { return evaluator.ask(node, view); }
    Truth operator()(const model::Today& node) const { return evaluator.ask(node, view); }
    Truth operator()(const model::AboutDate& node) const { return evaluator.ask(node, view); }
  };
  const Instant horizon = horizon_;
  horizon_ = kNever;
  memo.answer = std::visit(Ask{*this, view}, view.policy.conditions[condition].node);
  memo.facts_epoch = facts_epoch_;
  memo.scope_epoch = scope_epoch_;
  memo.episode = view.episode;
  memo.taken = state_->taken;
  memo.until = horizon_;
  horizon_ = std::min(horizon, horizon_);
  return memo.answer;
}

// The first entry that a scope may see: the starting event; without an episode, what was taken after
// the previous finish.
std::uint32_t Evaluator::floor(const View& view) const {
  if (view.episode) return view.episode->start_event;
  return state_->finish_taken;
}

Point Evaluator::point(const model::Anchor& anchor, const View& view) const {
  using Kind = model::Anchor::Kind;
  Point found;
  const auto at = [&](Instant instant, std::uint32_t after) {
    found.known = Truth::yes;
    found.at = instant;
    found.after = after;
    return found;
  };
  switch (anchor.kind) {
    case Kind::start: return at(view.episode->start, view.episode->start_event + 1);
    case Kind::stage_start: return at(view.episode->stage_start, view.episode->stage_taken);
    case Kind::date_fact: {
      const model::Value& value = (*facts_)[anchor.fact];
      found.known = Truth::unknown;
      found.by_date = true;
      return value.known() ? at(start_of(value.date()), 0) : found;
    }
    case Kind::latest_event:
      found.of_event = true;
      for (std::uint32_t i = state_->taken; i-- > 0;) {
        if (record_->entries[i].is(anchor.events)) return at(record_->entries[i].at, i + 1);
      }
      return found;
    case Kind::first_event:
      found.of_event = true;
      for (std::uint32_t i = 0; i < state_->taken; ++i) {
        if (record_->entries[i].is(anchor.events)) return at(record_->entries[i].at, i + 1);
      }
      return found;
    case Kind::date_word: {
      const std::optional<Date> date = date_of_word(view.policy.dates[anchor.fact], view);
      found.known = Truth::unknown;
      found.by_date = true;
      return date ? at(start_of(*date), 0) : found;
    }
    case Kind::its_date: found.by_date = true; return view.its_date ? at(start_of(*view.its_date), 0) : found;
    case Kind::later:
    case Kind::earlier: return point_of_several(anchor, view);
  }
  return found;
}

std::optional<Date> Evaluator::date_of_word(const model::DateWord& word, const View& view) const {
  const Point from = point(word.anchor, view);
  if (from.known != Truth::yes) return std::nullopt;
  const Date date = date_of(from.at);
  const Date first = date - (ymd(date).day - 1);  // of its month
  switch (word.kind) {
    case model::DateWord::Kind::same_day: return date;
    case model::DateWord::Kind::counted: {
      const Deadline counted = word.before ? deadline_before(view.policy, from.at, word.duration, word.adjust)
                                           : deadline_after(view.policy, from.at, word.duration, word.adjust);
      return date_of(counted.at);
    }
    case model::DateWord::Kind::day_of_month: {
      const Date month = word.next_month ? add_months(first, 1) : first;
      return std::min(month + (word.day - 1), add_months(month, 1) - 1);
    }
    case model::DateWord::Kind::last_day_of_month: return add_months(first, 1) - 1;
  }
  return date;
}

Truth Evaluator::ask(const model::AboutDate& node, const View& view) const {
  const std::optional<Date> date = date_of_word(view.policy.dates[node.date.fact], view);
  const model::Value value = date ? model::Value::of(*date) : model::Value::unknown();
  return std::visit([&](const auto& asked) { return model::answer(asked, value); }, node.asked);
}

// Those that have not happened are passed over; an unknown date makes the whole unknown. At one minute a date stands
// before the events, and these go by their order in the log.
Point Evaluator::point_of_several(const model::Anchor& anchor, const View& view) const {
  const auto before = [](const Point& a, const Point& b) {
    const auto place = [](const Point& one) { return one.by_date ? 0 : one.after; };
    return std::pair(a.at, place(a)) < std::pair(b.at, place(b));
  };
  Point chosen;
  for (const model::Anchor& one : anchor.of) {
    Point found = point(one, view);
    if (found.known == Truth::unknown) return found;
    if (found.known == Truth::no) continue;
    const bool takes = chosen.known == Truth::no ||
                       (anchor.kind == model::Anchor::Kind::later ? before(chosen, found) : before(found, chosen));
    if (takes) chosen = found;
  }
  if (chosen.known == Truth::yes && chosen.of_event) chosen.itself = chosen.after - 1;
  return chosen;
}

Truth Evaluator::ask(const model::Elapsed& node, const View& view) {
  const Point from = point(node.anchor, view);
  if (from.known != Truth::yes) return from.known;
  const Instant opening = node.before ? opening_before(view.policy, from.at, node.duration)
                                      : opening_after(view.policy, from.at, node.duration);
  at_horizon(opening);
  return model::truth_of(opening <= state_->now);
}

Truth Evaluator::ask(const model::Today& node, const View& view) {
  const Calendar& calendar = node.calendar ? *node.calendar : *view.policy.calendar;
  const auto is_so = [&](Date date) {
    if (!node.business_day) return (node.weekdays >> static_cast<unsigned>(weekday(date)) & 1) != 0;
    if (!calendar.covers(date)) throw not_covered(date, calendar);
    return calendar.is_business_day(date);
  };
  const Date today = date_of(state_->now);
  const bool now = is_so(today);
  Date next = today + 1;
  while (in_range(next) && next - today < 60 && (!node.business_day || calendar.covers(next)) && is_so(next) == now) {
    next = next + 1;
  }
  at_horizon(start_of(next));
  return model::truth_of(now);
}

// The deadline so long after now never comes earlier as time passes: when it first reaches the step's is looked for.
Truth Evaluator::ask(const model::StepDue& node, const View& view) {
  bool any = false;
  for (const StepInstance& instance : state_->instances) {
    if (instance.state != StepInstance::State::open || &state_->episodes[instance.episode] != view.episode) continue;
    if (instance.step != node.step) continue;
    const StepStatus now = status(instance);
    const std::optional<Deadline> due = deadline(instance);
    if (!due) continue;
    const auto reached = [&](Instant at) {
      return due->passed_at() <= deadline_after(view.policy, at, node.within).passed_at();
    };
    const bool near = reached(state_->now);
    if (near && (now.owed || now.blocked(instance))) any = true;
    if (near) continue;
    std::int32_t before = state_->now.minutes, at = due->passed_at().minutes;
    while (at - before > 1) {
      const std::int32_t middle = before + (at - before) / 2;
      (reached({middle}) ? at : before) = middle;
    }
    at_horizon({at});
  }
  return model::truth_of(any);
}

// A step that was left open has not ended: it is neither done nor skipped nor over.
Truth Evaluator::ask(const model::StepState& node, const View& view) const {
  const std::int32_t latest = view.episode->latest[node.step];
  if (latest < 0) return Truth::no;
  const StepInstance::State state = state_->instances[static_cast<std::size_t>(latest)].state;
  const bool done = state == StepInstance::State::done, skipped = state == StepInstance::State::skipped;
  switch (node.state) {
    case model::StepState::State::done: return model::truth_of(done);
    case model::StepState::State::skipped: return model::truth_of(skipped);
    case model::StepState::State::over: return model::truth_of(done || skipped);
  }
  return Truth::no;
}

Truth Evaluator::ask(const model::StepOverdue& node, const View& view) {
  bool any = false;
  for (const StepInstance& instance : state_->instances) {
    if (instance.state != StepInstance::State::open || &state_->episodes[instance.episode] != view.episode) continue;
    if (node.step && instance.step != *node.step) continue;
    if (overdue(instance, node.by, view)) any = true;
  }
  return model::truth_of(any);
}

bool Evaluator::overdue(const StepInstance& instance, const std::optional<Duration>& by, const View& view) {
  const StepStatus now = status(instance);
  const std::optional<Deadline> due = deadline(instance);
  if (!due) return false;
  Instant since = due->passed_at();
  if (by) {
    // Hours count from the end of a whole-day due date.
    const bool from_end = is_exact(*by) && due->whole_day;
    since = std::max(since, opening_after(view.policy, from_end ? due->passed_at() : due->at, *by));
  }
  at_horizon(since);
  return (now.owed || now.blocked(instance)) && since <= state_->now;
}

Truth Evaluator::guard(model::EventId action, const View& view) {
  if (family_.words.events[action].never_allowed) return Truth::no;
  return truth(view.policy.guards[action], view);
}

Evaluator::Line Evaluator::line(const StepInstance& instance, std::size_t index) {
  const View context = view(instance);
  const model::Step& step = context.policy.steps[instance.step];
  const model::DoLine& written = step.lines[index];
  Line result{};
  result.wanted = both(truth(step.only_if, context), truth(written.condition, context));
  Truth any = Truth::no;
  for (std::size_t i = 0; i < written.actions.size(); ++i) {
    const Truth allowed = guard(written.actions[i], context);
    if (allowed == Truth::yes) result.allowed |= std::uint64_t{1} << i;
    any = either(any, allowed);
  }
  result.owed = both(result.wanted, any);
  return result;
}

Evaluator::StepStatus Evaluator::status(const StepInstance& instance) {
  const Depends depends = steps_[policy_index(view(instance).policy)][instance.step];
  const std::uint64_t epoch = depends == Depends::facts ? facts_epoch_ : log_epoch_;
  if (depends == Depends::steps) return ask_status(instance);
  if (instance.status_epoch == epoch && instance.status_settled == instance.settled &&
      state_->now < instance.status_until && !coverage_) {
    at_horizon(instance.status_until);
    return {instance.status_owed, instance.status_undecided};
  }
  const Instant horizon = horizon_;
  horizon_ = kNever;
  const StepStatus result = ask_status(instance);
  instance.status_epoch = epoch;
  instance.status_settled = instance.settled;
  instance.status_until = horizon_;
  instance.status_owed = result.owed;
  instance.status_undecided = result.undecided;
  horizon_ = std::min(horizon, horizon_);
  return result;
}

Evaluator::StepStatus Evaluator::ask_status(const StepInstance& instance) {
  StepStatus result;
  const std::size_t lines = view(instance).policy.steps[instance.step].lines.size();
  for (std::size_t i = 0; i < lines; ++i) {
    if (instance.settled >> i & 1) continue;
    const Truth owed = line(instance, i).owed;
    if (owed == Truth::yes) result.owed = true;
    if (owed == Truth::unknown) result.undecided = true;
  }
  return result;
}

}  // namespace engage::engine
