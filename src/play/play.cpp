#include "play/play.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "calendar/words.h"
#include "engine/replay.h"
#include "play/chronicle.h"
#include "why/deadline.h"

namespace engage::play {
namespace {

constexpr int kMonthsAhead = 60;
// So much in one minute: it goes round without time passing.
constexpr std::size_t kMostInAMinute = 200;
// Where the time of day is to vary: morning, afternoon, evening.
constexpr int kTimesOfDay[] = {kWorkBegins, 13 * 60, 18 * 60};

// From 09:00 of its day on.
Instant in_working_hours(Instant at) { return {std::max(at.minutes, start_of(date_of(at)).minutes + kWorkBegins)}; }

const Pace& pace_of(const Assumptions& assumptions, model::RoleId role) {
  const bool own = role < assumptions.by_role.size() && assumptions.by_role[role];
  return own ? *assumptions.by_role[role] : assumptions.worker;
}

// What governs a case that could never be decided: the version in effect then, or the first.
const model::Policy& version_at(const model::Family& family, Date date) {
  const model::Policy* in_effect = &family.versions.front();
  for (const model::Policy& version : family.versions) {
    if (!version.effective || *version.effective <= date) in_effect = &version;
  }
  return *in_effect;
}

}  // namespace

Instant five_years_after(Instant begin) {
  const Date in_five_years = add_months(date_of(begin), kMonthsAhead);
  return last_minute_of(in_range(in_five_years) ? in_five_years : kLastDate);
}

void Player::set_up(const cases::Record& start) {
  record_.id = start.id;
  record_.facts = start.facts;
  record_.entries.clear();
  record_.changes = start.changes;
  record_.assignees = start.assignees;
  origins_.clear();
  pending_.clear();
  next_pending_ = 0;
  for (const cases::Entry& entry : start.entries) {
    if (entry.at <= begin_) pending_.push_back({entry, Origin::record});
  }
  for (const Planned& planned : assumptions_->planned) {
    cases::Entry entry;
    entry.at = planned.at;
    entry.event = planned.event;
    entry.outcome = planned.with.outcome;
    entry.role = planned.with.role;
    if (planned.change) {
      entry.first_change = static_cast<std::uint32_t>(record_.changes.size());
      entry.change_count = 1;
      record_.changes.push_back(*planned.change);
    }
    pending_.push_back({entry, Origin::planned});
  }
  const Client& client = assumptions_->client;
  if (client.kind == Client::Kind::answers_on) {
    cases::Entry entry;
    entry.at = client.at;
    entry.event = client.answer;
    pending_.push_back({entry, Origin::client});
  }
  std::stable_sort(pending_.begin(), pending_.end(),
                   [](const Pending& a, const Pending& b) { return a.entry.at < b.entry.at; });
  attempts_left_ = client.kind == Client::Kind::answers_after ? client.attempts : 0;
  answer_is_due_ = false;
  assessment_.status = engine::Status::not_started;
  known_.clear();
  begun_ = false;
  fault_.clear();
  undated_.clear();
}

Player::End Player::play(const cases::Record& start, Instant begin, const Assumptions& assumptions,
                         const PlayLimits& limits, Watcher& watcher) {
  assumptions_ = &assumptions;
  limits_ = limits;
  watcher_ = &watcher;
  begin_ = begin;
  set_up(start);
  const std::size_t assessments_before = assessments_;
  const std::uint64_t wakes_before = engine_.wakes();
  now_ = pending_.empty() ? begin : std::min(begin, pending_.front().entry.at);
  decided_at_ = now_;
  // Before anything is recorded there is nothing to be said.
  const bool begins_with_entry = !pending_.empty() && pending_.front().entry.at == now_;
  bool decided = begins_with_entry || assess({});
  std::size_t in_this_minute = 0;
  while (decided) {
    if (limits_.stop_at_finish && assessment_.status == engine::Status::finished) {
      return {Timeline::End::finished, now_, {}};
    }
    if (act()) {
      decided = assess(record_.entries.size() - 1);
      if (++in_this_minute > kMostInAMinute) return {Timeline::End::in_a_minute, now_, {}};
      continue;
    }
    const std::optional<Instant> next = next_instant();
    if (!next) return nothing_more();
    if (*next > last_instant()) return {Timeline::End::cut, last_instant(), end_of_calendar()};
    if (record_.entries.size() >= limits_.most_entries) return {Timeline::End::cut, now_, {}};
    if (assessments_ - assessments_before >= limits_.most_assessments ||
        engine_.wakes() - wakes_before >= limits_.most_wakes) {
      return {Timeline::End::cut, now_, "the play stops: too much comes and goes by time alone"};
    }
    in_this_minute = 0;
    const bool time_brings = next == assessment_.next_change || *next == end_of_view();
    now_ = *next;
    // What time alone brings comes before what is recorded at the same minute.
    if (time_brings) decided = assess({});
  }
  return first_undecided(now_);
}

// False when the case cannot be decided.
bool Player::assess(std::optional<std::size_t> entry) {
  auto answer = begun_ ? engine_.go_on(record_, now_, seen_) : engine_.assess(record_, now_, seen_);
  begun_ = true;
  ++assessments_;
  if (!answer) {
    fault_ = std::move(answer.error().reason);
    return false;
  }
  decided_at_ = now_;
  std::swap(assessment_, seen_);
  std::swap(known_, known_before_);
  known_.clear();
  for (const engine::OwedAction& owed : assessment_.actions) {
    const auto before = std::find_if(known_before_.begin(), known_before_.end(), [&](const Known& known) {
      return known.line == owed.line && known.opening == owed.opening;
    });
    known_.push_back({owed.opening, owed.line, before == known_before_.end() ? now_ : before->since});
  }
  watcher_->saw(record_, assessment_, now_, entry);
  return true;
}

void Player::add(const cases::Entry& entry, Origin origin) {
  record_.entries.push_back(entry);
  origins_.push_back(origin);
  const bool attempt =
      attempts_left_ > 0 && origin != Origin::record && entry.event && entry.is(assumptions_->client.attempt);
  if (attempt) answer_is_due_ = --attempts_left_ == 0;
}

// Adds to the record the next thing that belongs to this minute; false when there is none.
bool Player::act() {
  if (next_pending_ < pending_.size() && pending_[next_pending_].entry.at <= now_) {
    const Pending& next = pending_[next_pending_++];
    add(next.entry, next.origin);
  } else if (now_ < begin_) {
    return false;
  } else if (answer_is_due_) {
    answer_is_due_ = false;
    cases::Entry entry;
    entry.at = now_;
    entry.event = assumptions_->client.answer;
    add(entry, Origin::client);
  } else {
    const std::optional<Work> work = next_work();
    if (!work || work->at > now_) return false;
    cases::Entry entry;
    entry.at = now_;
    entry.event = work->action;
    entry.outcome = work->asked.outcome;
    entry.role = work->asked.role;
    add(entry, Origin::worker);
  }
  return true;
}

// The work that is done first; of several at one minute, the first of the assessment.
std::optional<Player::Work> Player::next_work() {
  std::optional<Work> first;
  for (std::size_t i = 0; i < assessment_.actions.size(); ++i) {
    const engine::OwedAction& owed = assessment_.actions[i];
    const std::uint64_t doable = this->doable(owed);
    if (doable == 0) continue;
    const std::optional<Instant> at = time_of_work(owed, std::max(known_[i].since, begin_));
    if (!at || (first && std::max(*at, now_) >= first->at)) continue;
    const Work work = in_a_free_slot(owed, doable, *at);
    if (!first || work.at < first->at) first = work;
  }
  return first;
}

// The alternatives that are allowed and need no client who has not answered yet.
std::uint64_t Player::doable(const engine::OwedAction& owed) const {
  const bool answered = std::ranges::find(origins_, Origin::client) != origins_.end();
  std::uint64_t result = owed.allowed;
  for (std::uint64_t left = owed.allowed; left != 0; left &= left - 1) {
    const model::EventId action = line_of(owed).actions[static_cast<std::size_t>(std::countr_zero(left))];
    if (family_.words.events[action].with_client && !answered) result &= ~(left & -left);
  }
  return result;
}

// When assumed work is done that people may begin with at `since`; none where it cannot be dated.
std::optional<Instant> Player::time_of_work(const engine::OwedAction& owed, Instant since) {
  const Pace& pace = pace_of(*assumptions_, line_of(owed).role);
  if (pace.kind == Pace::Kind::never) return std::nullopt;
  const Instant at_once = in_working_hours(since);
  // Nothing is in time after a deadline in hours.
  const Instant soonest = owed.due && !owed.due->whole_day ? std::max(since, std::min(at_once, owed.due->at)) : at_once;
  if (!owed.due || pace.kind == Pace::Kind::prompt) return soonest;
  if (pace.kind == Pace::Kind::deadline) {
    const Instant last = owed.due->whole_day ? in_working_hours(owed.due->at) : owed.due->at;
    return std::max(soonest, last);
  }
  const auto date = owed.opening.policy->calendar->add_business_days(date_of(owed.due->at), pace.days);
  if (!date) {
    undated_ = fmt::format("{} business days after {} cannot be counted: the calendar ends on {}", pace.days,
                           say(owed.due), to_string(owed.opening.policy->calendar->last()));
    return std::nullopt;
  }
  return std::max(soonest, in_working_hours(start_of(*date)));
}

// The first allowed alternative; where the line is to vary, the first time of the day and alternative
// that was not used before, if there is one.
Player::Work Player::in_a_free_slot(const engine::OwedAction& owed, std::uint64_t doable, Instant at) const {
  const model::DoLine& line = line_of(owed);
  const auto work_of = [&](Instant time, std::uint64_t alternatives) {
    const auto i = static_cast<std::size_t>(std::countr_zero(alternatives));
    return Work{time, line.actions[i], line.narrowing(i)};
  };
  const Work first = work_of(std::max(at, now_), doable);
  if (!line.varying || owed.avoid.empty()) return first;
  const bool in_hours = owed.due && !owed.due->whole_day;
  const auto is_free = [&](const Work& work) {
    cases::Entry entry;
    entry.at = work.at;
    entry.event = work.action;
    const engine::Slot slot = engine::slot_of(*line.varying, entry);
    return std::find(owed.avoid.begin(), owed.avoid.end(), slot) == owed.avoid.end();
  };
  std::vector<Instant> times{first.at};
  for (const int minute : kTimesOfDay) {
    const Instant time{start_of(date_of(first.at)).minutes + minute};
    const bool turns_late = in_hours && first.at <= owed.due->at && time > owed.due->at;
    if (time > first.at && !turns_late) times.push_back(time);
  }
  for (const Instant time : times) {
    for (std::uint64_t left = doable; left != 0; left &= left - 1) {
      const Work work = work_of(time, left);
      if (is_free(work)) return work;
    }
  }
  return first;
}

// Up to where the engine looked ahead for the next change.
Instant Player::end_of_view() const { return std::min(five_years_after(now_), last_instant()); }

// As far as was asked for; beyond its calendar's years a policy cannot be followed.
Instant Player::last_instant() const {
  return std::min(limits_.until, last_minute_of(assessment_.policy->calendar->last()));
}

std::string Player::end_of_calendar() const {
  if (last_instant() >= limits_.until) return {};
  return fmt::format("the calendar `{}` ends", assessment_.policy->calendar->name());
}

std::optional<Instant> Player::next_instant() {
  std::optional<Instant> next = assessment_.next_change;
  const auto take = [&](Instant at) { next = std::min(next.value_or(at), at); };
  if (next_pending_ < pending_.size()) take(pending_[next_pending_].entry.at);
  if (now_ < begin_) {
    take(begin_);
  } else if (const std::optional<Work> work = next_work()) {
    take(work->at);
  }
  // What lies beyond the engine's view has to be looked for from its end.
  const Instant seen_to = end_of_view();
  if (!next && seen_to > now_ && seen_to < last_instant()) take(seen_to);
  return next;
}

// Nothing comes any more, unless the case stops being decidable before the end.
Player::End Player::nothing_more() {
  if (!undated_.empty()) return {Timeline::End::undecided, now_, undated_};
  const bool idle = assessment_.actions.empty() && assessment_.blocked.empty();
  if (assessment_.status == engine::Status::finished && idle) return {Timeline::End::finished, now_, {}};
  ++assessments_;
  if (!engine_.assess(record_, last_instant(), seen_)) return first_undecided(last_instant());
  if (last_instant() < limits_.until) return {Timeline::End::cut, last_instant(), end_of_calendar()};
  return {Timeline::End::nothing_more, now_, {}};
}

// At `undecided` it cannot be decided, and neither perhaps some time before: up to there nothing had to be asked.
Player::End Player::first_undecided(Instant undecided) {
  Instant decided = decided_at_;
  while (undecided.minutes - decided.minutes > 1) {
    const Instant middle{decided.minutes + (undecided.minutes - decided.minutes) / 2};
    ++assessments_;
    auto answer = engine_.assess(record_, middle, seen_);
    (answer ? decided : undecided) = middle;
  }
  ++assessments_;
  if (auto answer = engine_.assess(record_, undecided, seen_); !answer) fault_ = std::move(answer.error().reason);
  while (!record_.entries.empty() && record_.entries.back().at > undecided) {
    record_.entries.pop_back();
    origins_.pop_back();
  }
  return {Timeline::End::undecided, undecided, fault_};
}

Timeline play_forward(const model::Family& family, const cases::Record& start, Instant begin,
                      const Assumptions& assumptions, const PlayLimits& limits) {
  Timeline timeline;
  timeline.family = &family;
  timeline.assumptions = assumptions;
  timeline.begin = begin;
  Player player(family);
  Chronicle chronicle(timeline);
  Player::End end = player.play(start, begin, assumptions, limits, chronicle);
  timeline.record = player.record();
  timeline.origins = player.origins();
  timeline.last = player.last();
  if (!timeline.last.policy) timeline.last.policy = &version_at(family, date_of(begin));
  timeline.assessments = player.assessments();
  timeline.end = end.how;
  timeline.end_at = end.at;
  timeline.end_reason = std::move(end.reason);
  chronicle.finish();
  return timeline;
}

}  // namespace engage::play
