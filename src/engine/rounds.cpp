#include <algorithm>

#include "engine/replay.h"

// Rounds (language reference 4, 6.5): when each begins, the date that is its own, and work that is done early.
namespace engage::engine {

using Kind = model::Repeat::Kind;

// On arrival the first round begins, or what comes before it; after a round a rest, unless it was the last.
void Replay::execute_repeat(Thread& thread, const model::Repeat& repeat) {
  const bool arrives = !thread.at.round_ended;
  Round& round = thread.round[repeat.depth];
  if (arrives) {
    thread.rounds[repeat.depth] = 0;
    round = {{}, {}, thread.its_date, true};
    if (repeat.kind == Kind::rest) return begin_round(thread, repeat);
  } else if (repeat.kind != Kind::rest) {
    thread.carry.reset();  // its date is for its own steps
  }
  if (!arrives && repeat.times && thread.rounds[repeat.depth] >= static_cast<std::uint32_t>(*repeat.times)) {
    if (trace_) note_round(thread, repeat, Happening::Kind::rounds_over, false);
    return leave_rounds(thread, repeat);
  }
  const model::Policy& policy = *state_.episodes[thread.episode].policy;
  thread.carry.reset();
  thread.from = state_.now;
  thread.held = false;
  if (repeat.kind == Kind::rest) thread.opens = evaluator_.opening_after(policy, state_.now, repeat.every);
  thread.state = Thread::State::resting;
}

void Replay::leave_rounds(Thread& thread, const model::Repeat& repeat) {
  const model::Policy& policy = *state_.episodes[thread.episode].policy;
  thread.its_date = thread.round[repeat.depth].outer;
  thread.at = policy.statements[thread.at.statement].next;
  thread.state = Thread::State::running;
}

// `until` is asked only when a round would begin.
void Replay::begin_round(Thread& thread, const model::Repeat& repeat) {
  const EpisodeState& episode = state_.episodes[thread.episode];
  thread.state = Thread::State::running;
  if (repeat.kind == Kind::rest && repeat.to && thread.rounds[repeat.depth] > 0) {
    thread.carry = UpperEnd{thread.from, *repeat.to, thread.at.statement};
  }
  const Evaluator::View view{*episode.policy, &episode, thread.its_date};
  if (repeat.until && evaluator_.truth(repeat.until, view) == Truth::yes) {
    if (trace_) note_round(thread, repeat, Happening::Kind::rounds_over, true);
    return leave_rounds(thread, repeat);
  }
  Round& round = thread.round[repeat.depth];
  if (repeat.kind == Kind::longest) {
    thread.carry = UpperEnd{thread.from, repeat.every, thread.at.statement, true};
  } else if (repeat.has_date()) {
    const DateSpan span = *next_dates(thread, repeat);
    round.date = span.first;
    thread.its_date = span.first;
    thread.carry = UpperEnd{start_of(span.last), {0, Unit::days}, thread.at.statement};
  }
  round.began = state_.now;
  round.settled = false;
  ++thread.rounds[repeat.depth];
  if (trace_) note_round(thread, repeat, Happening::Kind::round_began, false);
  thread.at = repeat.body;
}

// When the next round opens; nothing while that is not known.
std::optional<Instant> Replay::round_opens(Thread& thread, const model::Repeat& repeat) {
  const model::Policy& policy = *state_.episodes[thread.episode].policy;
  if (repeat.kind == Kind::rest) return thread.opens;
  Instant opens = thread.from;
  if (repeat.kind == Kind::longest) {
    if (repeat.listed) {
      const Deadline due = evaluator_.deadline_after(policy, thread.from, repeat.every);
      opens = std::max(opens, evaluator_.opening_before(policy, due.at, *repeat.listed));
    }
    return std::max(opens, not_before(thread, repeat));
  }
  const std::optional<DateSpan> dates = next_dates(thread, repeat);
  if (!dates) return std::nullopt;
  if (repeat.kind == Kind::periods || !repeat.listed) return std::max(opens, start_of(dates->first));
  return std::max(opens, evaluator_.opening_before(policy, start_of(dates->first), *repeat.listed));
}

// A round in which nothing was settled is not followed at once by the next, whatever is done early.
Instant Replay::not_before(const Thread& thread, const model::Repeat& repeat) const {
  const Round& round = thread.round[repeat.depth];
  if (round.settled) return thread.from;
  return evaluator_.opening_after(*state_.episodes[thread.episode].policy, round.began, repeat.every);
}

// The date of the next round, twice; of a period its first and last day.
std::optional<DateSpan> Replay::next_dates(Thread& thread, const model::Repeat& repeat) {
  const EpisodeState& episode = state_.episodes[thread.episode];
  const Calendar& calendar = *episode.policy->calendar;
  const bool first = thread.rounds[repeat.depth] == 0;
  const Date last = thread.round[repeat.depth].date;
  if (repeat.kind == Kind::dated) {
    const Point from = evaluator_.point(repeat.from, {*episode.policy, &episode, thread.round[repeat.depth].outer});
    if (from.known != Truth::yes) {
      thread.held = true;
      return std::nullopt;
    }
    if (std::exchange(thread.held, false)) thread.from = state_.now;
    const Date earliest = first ? date_of(thread.from) : std::max(date_of(thread.from), last + 1);
    const Date date = evaluator_.next_multiple(*episode.policy, date_of(from.at), repeat.every, earliest);
    return DateSpan{date, date};
  }
  const Date today = date_of(thread.from);
  if (repeat.period.empty()) {
    DateSpan span = span_of(repeat.unit, today);
    const bool taken = first ? repeat.from_next : span.first <= last;
    if (taken) span = span_of(repeat.unit, (first ? span.last : span_of(repeat.unit, last).last) + 1);
    return span;
  }
  const Period* period = calendar.period_at(repeat.period, today);
  const bool taken = period != nullptr && (first ? repeat.from_next : period->first <= last);
  if (period == nullptr || taken) {
    const Date after = !first && last > today ? last : today;
    period = calendar.period_after(repeat.period, after);
  }
  if (period == nullptr) return std::nullopt;
  return DateSpan{period->first, period->last};
}

// Opens the rounds of `at least every` whose first step the happening would settle, before it settles anything.
bool Replay::open_early(const model::Occurrence& what) {
  bool opened = false;
  for (std::size_t n = 0; n < state_.alive.size(); ++n) {
    const std::uint32_t i = state_.alive[n];
    Thread& thread = state_.threads[i];
    if (thread.state != Thread::State::resting) continue;
    const model::Policy& policy = *state_.episodes[thread.episode].policy;
    const auto& repeat = std::get<model::Repeat>(policy.statements[thread.at.statement].node);
    if (repeat.kind != Kind::longest || not_before(thread, repeat) > state_.now) continue;
    if (!would_settle(thread, repeat, what)) continue;
    if (trace_) note_wait(thread);
    begin_round(thread, repeat);
    advance(i);
    opened = true;
  }
  return opened;
}

bool Replay::would_settle(const Thread& thread, const model::Repeat& repeat, const model::Occurrence& what) {
  if (repeat.body.statement == model::kEnd) return false;
  const model::Policy& policy = *state_.episodes[thread.episode].policy;
  const auto* open = std::get_if<model::OpenStep>(&policy.statements[repeat.body.statement].node);
  if (open == nullptr) return false;
  StepInstance instance;
  instance.step = open->step;
  instance.episode = thread.episode;
  instance.opened = state_.now;
  instance.its_date = thread.its_date;
  const std::vector<model::DoLine>& lines = policy.steps[open->step].lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::optional<std::size_t> action = settled_by(lines[i], what);
    if (!action) continue;
    const Evaluator::Line line = evaluator_.line(instance, i);
    if (line.wanted == Truth::yes && (line.allowed >> *action & 1) != 0) return true;
  }
  return false;
}

}  // namespace engage::engine
