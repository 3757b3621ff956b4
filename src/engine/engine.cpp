#include "engine/engine.h"

#include <algorithm>
#include <set>

#include "engine/ahead.h"
#include "engine/decided.h"
#include "engine/describe.h"
#include "engine/replay.h"

namespace engage::engine {

class Engine::Impl {
 public:
  explicit Impl(const model::Family& family) : family_(family), replay_(family) { replay_.forget_ended(); }

  void observe(Coverage* coverage) { coverage_ = coverage; }
  std::uint64_t wakes() const { return replay_.wakes(); }
  void assess(const cases::Record& record, Instant now, Assessment& result) {
    kept_from_.reset();
    if (record.has_retracted) assess_retracted(record, now, result);
    else assess(record, now, now, result, coverage_);
  }
  void go_on(const cases::Record& record, Instant now, Assessment& result);
  Applies applies(const cases::Record& record, Instant now);

 private:
  void assess_retracted(const cases::Record& record, Instant now, Assessment& result);
  // Entries after `log_end` are not seen.
  void assess(const cases::Record& record, Instant now, Instant log_end, Assessment& result, Coverage* coverage);
  void describe_from(const Regime& regime, const cases::Record& record, Instant now, Instant log_end,
                     Assessment& result);
  Instant look_ahead(Instant now, Instant limit, Assessment& result);

  const model::Family& family_;
  Replay replay_;
  Coverage* coverage_ = nullptr;
  Assessment later_;
  std::vector<ComingWork> coming_;
  // Where the case stood at the last call of go_on, and under which regime; nothing: it starts anew.
  State kept_;
  std::optional<Regime> kept_from_;
};

void Engine::Impl::assess(const cases::Record& record, Instant now, Instant log_end, Assessment& result,
                          Coverage* coverage) {
  const Regime regime = regime_at(family_, date_of(now));
  replay_.begin(record, regime);
  replay_.evaluator().observe(coverage);
  replay_.run_until(now, log_end);
  replay_.evaluator().observe(nullptr);
  describe_from(regime, record, now, log_end, result);
}

// Retracted entries are as if never written. What a report of the day before listed as escalated and this took away is
// not gone in silence.
void Engine::Impl::assess_retracted(const cases::Record& record, Instant now, Assessment& result) {
  assess(seen_on(record, date_of(now)), now, now, result, coverage_);
  std::set<Date> dates;
  for (const cases::Entry& entry : record.entries) {
    if (entry.retracted <= date_of(now) && entry.at < start_of(entry.retracted)) dates.insert(entry.retracted);
  }
  Assessment before;
  for (const Date date : dates) {
    try {
      const Instant eve = last_minute_of(date - 1);
      assess(seen_on(record, date - 1), eve, eve, before, nullptr);
    } catch (const CannotDecide&) {
      continue;  // that report listed nothing
    }
    for (FiredEscalation fired : before.escalations) {
      if (std::ranges::find(result.escalations, fired) != result.escalations.end()) continue;
      fired.on_retracted = true;
      if (std::ranges::find(result.escalations, fired) == result.escalations.end()) result.escalations.push_back(fired);
    }
  }
}

// Keeps where the case stands before it runs ahead of the log.
void Engine::Impl::go_on(const cases::Record& record, Instant now, Assessment& result) {
  if (record.has_retracted) return assess(record, now, result);
  const Regime regime = regime_at(family_, date_of(now));
  const bool same = kept_from_ && kept_from_->first == regime.first && kept_from_->last == regime.last;
  kept_from_.reset();
  if (same) {
    replay_.come_back(kept_);
  } else {
    replay_.begin(record, regime);
  }
  replay_.evaluator().observe(coverage_);
  replay_.run_until(now, now);
  replay_.evaluator().observe(nullptr);
  kept_ = replay_.state();
  describe_from(regime, record, now, now, result);
  // A look at a later version has played the case anew.
  if (!regime.until) kept_from_ = regime;
}

// The report on where the replay stands, and what lies ahead of it.
void Engine::Impl::describe_from(const Regime& regime, const cases::Record& record, Instant now, Instant log_end,
                                 Assessment& result) {
  describe(replay_, result);
  result.pending = pending_start(replay_);
  const Instant limit = end_of_view(*result.policy, now);
  const Instant end = look_ahead(now, limit, result);
  // Up to its date only does the present version have to be decided.
  if (regime.until && start_of(*regime.until) <= end && start_of(*regime.until) <= limit &&
      (!result.next_change || *result.next_change >= start_of(*regime.until))) {
    Assessment then;
    try {
      assess(record, start_of(*regime.until), log_end, then, nullptr);
      result.next_change = differs(result, then) ? start_of(*regime.until) : then.next_change;
    } catch (const CannotDecide&) {
      result.next_change.reset();
    }
  }
}

// What lies ahead; gives the instant that could not be decided, if it came to one. Between two wakes nothing changes
// but the states of what is due.
Instant Engine::Impl::look_ahead(Instant now, Instant limit, Assessment& result) {
  coming_.clear();
  replay_.collect(&coming_);
  replay_.watch_waiting();
  std::optional<Instant> change;
  const Instant due_change = next_due_change(result, now);
  const auto goes_on = [&] {
    if (!change && due_change < replay_.state().wake) change = due_change;
    return !change || replay_.watching();
  };
  const auto look = [&] {
    if (change) return;
    describe(replay_, later_);
    std::swap(later_.upcoming, result.upcoming);
    if (differs(result, later_)) change = replay_.state().now;
    std::swap(later_.upcoming, result.upcoming);
    // A sequence that began to wait unseen makes a change if something comes of it.
    if (!change) replay_.watch_waiting();
  };
  const Instant end = run_ahead(replay_, limit, coming_, goes_on, look);
  if (!change && due_change <= limit && due_change < end) change = due_change;
  replay_.collect(nullptr);
  for (ComingWork& work : coming_) {
    if (work.waited_since <= now) {
      result.upcoming.push_back(std::move(work.action));
    } else {
      change = std::min(change.value_or(work.waited_since), work.waited_since);
    }
  }
  result.next_change = change;
  return end;
}

Engine::Applies Engine::Impl::applies(const cases::Record& record, Instant now) {
  replay_.evaluator().observe(nullptr);
  const cases::Record seen = record.has_retracted ? seen_on(record, date_of(now)) : cases::Record{};
  replay_.begin(record.has_retracted ? seen : record, regime_at(family_, date_of(now)));
  replay_.run_until(now, now);
  const model::Policy& version = family_.versions[replay_.version_in_effect()];
  const Evaluator::View nowhere{version, nullptr};
  Applies answer;
  const Truth truth = replay_.evaluator().truth(version.applies_when, nowhere);
  answer.applies = truth == Truth::yes;
  answer.refused = truth == Truth::no;
  if (version.applies_when) {
    answer.by_facts = replay_.evaluator().asks_facts_only(*version.applies_when, nowhere);
    replay_.evaluator().add_unknown(*version.applies_when, nowhere, answer.unknown);
  }
  std::sort(answer.unknown.begin(), answer.unknown.end());
  answer.unknown.erase(std::unique(answer.unknown.begin(), answer.unknown.end()), answer.unknown.end());
  return answer;
}

Engine::Engine(const model::Family& family) : impl_(std::make_unique<Impl>(family)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine::~Engine() = default;

std::expected<void, Undecided> Engine::assess(const cases::Record& record, Instant now, Assessment& result) {
  return decided([&] { impl_->assess(record, now, result); });
}

std::expected<void, Undecided> Engine::go_on(const cases::Record& record, Instant now, Assessment& result) {
  return decided([&] { impl_->go_on(record, now, result); });
}

std::uint64_t Engine::wakes() const { return impl_->wakes(); }

void Engine::observe(Coverage* coverage) { impl_->observe(coverage); }

std::expected<Engine::Applies, Undecided> Engine::applies(const cases::Record& record, Instant now) {
  return decided([&] { return impl_->applies(record, now); });
}

}  // namespace engage::engine
