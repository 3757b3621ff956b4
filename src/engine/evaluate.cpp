#include "engine/evaluate.h"

#include <fmt/format.h>

#include <algorithm>

namespace engage::engine {
namespace {

Truth both(Truth a, Truth b) { return std::min(a, b); }
Truth either(Truth a, Truth b) { return std::max(a, b); }
Truth negated(Truth a) { return a == Truth::unknown ? a : a == Truth::yes ? Truth::no : Truth::yes; }

template <typename T>
T decided(const std::expected<T, DateFault>& result) {
  if (result) return *result;
  if (result.error().kind == DateFault::Kind::outside_dates) {
    throw CannotDecide{"a date lies outside the years 1900 to 2199"};
  }
  const Calendar& calendar = *result.error().calendar;
  throw CannotDecide{fmt::format("counting business days needs {}, and the calendar `{}` covers {} to {}",
                                 to_string(result.error().date), calendar.name(), ymd(calendar.first()).year,
                                 ymd(calendar.last()).year)};
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
  return {*episode.policy, &episode};
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

Deadline Evaluator::deadline_before(const model::Policy& policy, Instant from, Duration duration) const {
  return decided(policy.calendar->deadline_before(from, duration));
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

Evaluator::Point Evaluator::point(const model::Anchor& anchor, const View& view) const {
  using Kind = model::Anchor::Kind;
  switch (anchor.kind) {
    case Kind::start: return {Truth::yes, view.episode->start, view.episode->start_event + 1, false};
    case Kind::stage_start: return {Truth::yes, view.episode->stage_start, view.episode->stage_taken, false};
    case Kind::date_fact: {
      const model::Value& value = (*facts_)[anchor.fact];
      if (!value.known()) return {Truth::unknown, {}, 0, false};
      return {Truth::yes, start_of(value.date()), 0, true};
    }
    case Kind::latest_event:
      for (std::uint32_t i = state_->taken; i-- > 0;) {
        const cases::Entry& entry = record_->entries[i];
        if (entry.event && anchor.events.contains(*entry.event)) return {Truth::yes, entry.at, i + 1, false};
      }
      return {};
    case Kind::first_event:
      for (std::uint32_t i = 0; i < state_->taken; ++i) {
        const cases::Entry& entry = record_->entries[i];
        if (entry.event && anchor.events.contains(*entry.event)) return {Truth::yes, entry.at, i + 1, false};
      }
      return {};
  }
  return {};
}

Evaluator::Count Evaluator::count(const model::EventSet& events, const model::Scope& scope, const View& view) {
  using Kind = model::Scope::Kind;
  Count result;
  std::uint32_t first = scope.kind == Kind::episode || view.episode ? floor(view) : 0;
  Instant earliest{std::numeric_limits<std::int32_t>::min()};
  Instant end = kNever;                                             // entries before it count
  std::uint32_t later = std::numeric_limits<std::uint32_t>::max();  // from this entry on none is too early
  if (scope.kind == Kind::stage) {
    first = std::max(first, view.episode->stage_taken);
  } else if (scope.kind == Kind::since || scope.kind == Kind::within) {
    const Point from = point(scope.anchor, view);
    if (from.known != Truth::yes) {
      result.anchored = from.known;
      return result;
    }
    if (scope.kind == Kind::within) {
      earliest = from.at;
      const bool of_event = scope.anchor.kind == model::Anchor::Kind::latest_event ||
                            scope.anchor.kind == model::Anchor::Kind::first_event;
      if (of_event) later = from.after;  // in the hour that comes twice the clock alone does not tell
      end = deadline_after(view.policy, from.at, scope.duration).passed_at();
      result.closed = end;
    } else if (from.by_date) {
      earliest = from.at;
    } else {
      first = std::max(first, from.after);
    }
  }
  for (std::uint32_t i = first; i < state_->taken; ++i) {
    const cases::Entry& entry = record_->entries[i];
    if (!entry.event || !events.contains(*entry.event)) continue;
    if ((entry.at < earliest && i < later) || entry.at >= end) continue;
    if (scope.kind == Kind::last) {
      const Instant passed = deadline_after(view.policy, entry.at, scope.duration).passed_at();
      if (passed <= state_->now) continue;
      at_horizon(passed);
    }
    ++result.events;
    result.latest = i;
  }
  return result;
}

Truth Evaluator::ask(const model::Happened& node, const View& view) {
  const Count found = count(node.events, node.scope, view);
  if (found.anchored != Truth::yes) return found.anchored;
  return model::truth_of(found.events >= node.at_least);
}

Truth Evaluator::ask(const model::NoneHappened& node, const View& view) {
  const Count found = count(node.events, node.scope, view);
  if (found.anchored != Truth::yes) return found.anchored;
  std::optional<Instant> closed = found.closed;
  if (node.scope.kind == model::Scope::Kind::last) {
    closed = deadline_after(view.policy, view.episode->start, node.scope.duration).passed_at();
  }
  if (closed) at_horizon(*closed);
  return model::truth_of(found.events == 0 && (!closed || *closed <= state_->now));
}

Truth Evaluator::ask(const model::Elapsed& node, const View& view) {
  const Point from = point(node.anchor, view);
  if (from.known != Truth::yes) return from.known;
  const Instant opening = node.before ? opening_before(view.policy, from.at, node.duration)
                                      : opening_after(view.policy, from.at, node.duration);
  at_horizon(opening);
  return model::truth_of(opening <= state_->now);
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

// Only an anchor can move a deadline once the step is open.
std::optional<Deadline> Evaluator::deadline(const StepInstance& instance) {
  if (instance.deadline_fixed) return instance.deadline;
  const View context = view(instance);
  const model::Step& step = context.policy.steps[instance.step];
  using Source = DeadlineBasis::Source;
  DeadlineBasis& basis = instance.basis;
  basis = {};
  std::optional<Deadline> due;
  const auto consider = [&](const Counting& counting, Source source) {
    const Deadline date = counted(context.policy, counting, step.by_time);
    const bool counts =
        !due || (source == Source::given ? due->passed_at() < date.passed_at() : date.passed_at() < due->passed_at());
    if (counts) due = date, basis.source = source, basis.counting = counting;
    return counts;
  };
  bool fixed = true;
  for (std::size_t i = 0; i < step.deadlines.size(); ++i) {
    fixed = fixed && step.deadlines[i].kind == model::DeadlineLine::Kind::after_opening;
    const std::optional<Counting> counting = counting_of(step.deadlines[i], instance, context);
    if (!counting) basis.unknown |= std::uint64_t{1} << i;
    else if (consider(*counting, Source::line)) basis.line = static_cast<std::uint8_t>(i);
  }
  if (!due && instance.carry) {
    basis.statement = instance.carry->statement;
    consider({instance.carry->from, instance.carry->duration, Adjust::none, false}, Source::wait);
  } else if (!due && context.policy.default_within) {
    consider({instance.opened, *context.policy.default_within, Adjust::none, false}, Source::by_default);
  }
  if (due && step.give_at_least) consider({instance.opened, *step.give_at_least, Adjust::none, false}, Source::given);
  if (fixed) {
    instance.deadline_fixed = true;
    instance.deadline = due;
  }
  return due;
}

std::optional<Counting> Evaluator::counting_of(const model::DeadlineLine& line, const StepInstance& instance,
                                               const View& view) const {
  if (line.kind == model::DeadlineLine::Kind::after_opening) {
    return Counting{instance.opened, line.duration, line.adjust, false};
  }
  const Point from = point(line.anchor, view);
  if (from.known != Truth::yes) return std::nullopt;
  return Counting{from.at, line.duration, line.adjust, line.before};
}

// `by` turns a date into a minute of it, and so one in hours that was moved to another day.
Deadline Evaluator::counted(const model::Policy& policy, const Counting& counting,
                            const std::optional<std::int16_t>& by_time) const {
  Deadline due = counting.before ? deadline_before(policy, counting.from, counting.duration)
                                 : deadline_after(policy, counting.from, counting.duration, counting.adjust);
  if (!by_time) return due;
  const bool moved = !due.whole_day && counting.adjust != Adjust::none &&
                     due.at != deadline_after(policy, counting.from, counting.duration).at;
  return due.whole_day || moved ? at_time(due, *by_time) : due;
}

std::optional<Deadline> Evaluator::aim(const StepInstance& instance) const {
  const View context = view(instance);
  const std::optional<model::Aim>& aim = context.policy.steps[instance.step].aim;
  if (!aim) return std::nullopt;
  Instant from = instance.opened;
  if (aim->anchor) {
    const Point anchor = point(*aim->anchor, context);
    if (anchor.known != Truth::yes) return std::nullopt;
    from = anchor.at;
  }
  return deadline_after(context.policy, from, aim->duration);
}

// Nothing while its anchor is not known.
std::optional<Counting> Evaluator::counting_of(const model::Limit& limit, const EpisodeState& episode) const {
  Instant from = limit.stage ? episode.stage_start : episode.start;
  if (limit.since) {
    const Point since = point(*limit.since, {*episode.policy, &episode});
    if (since.known != Truth::yes) return std::nullopt;
    from = since.at;
  }
  return Counting{from, limit.duration, limit.adjust, false};
}

std::optional<Instant> Evaluator::runs_out(const model::Limit& limit, const EpisodeState& episode) {
  const std::optional<Counting> counting = counting_of(limit, episode);
  if (!counting) return std::nullopt;
  return deadline_after(*episode.policy, counting->from, counting->duration, counting->adjust).passed_at();
}

}  // namespace engage::engine
