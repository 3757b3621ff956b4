#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cases/record.h"
#include "engine/assessment.h"
#include "model/policy.h"

// One reading of a case record, carried forward instant by instant (language reference, section 6).
namespace engage::reference {

// Kleene's three values, in an order that makes `and` the least and `or` the greatest.
enum class Truth : std::uint8_t { no, unknown, yes };
inline Truth truth(bool yes) { return yes ? Truth::yes : Truth::no; }

// Thrown when the case cannot be decided.
struct Undecided {
  std::string reason;
};

struct Happening {
  model::Occurrence what;
  Instant at;
};

struct Episode {
  const model::Policy* policy = nullptr;
  std::size_t starting_event = 0;  // in the log
  std::size_t finish_before = 0;   // of the log: the first happening after the finish before
  Instant start;                   // when the episode began, perhaps later than its starting event
  model::StageId stage = 0;        // the last one, when finished
  Instant stage_start;
  std::size_t stage_from = 0;  // of the log: the first happening that lies in the stage
  bool finished = false;
  Instant finish;
  model::OutcomeId outcome = 0;
  std::vector<bool> rule_was_true;  // by RuleId, for `when` rules
  std::vector<bool> limit_spent;    // by LimitId, for the policy's limits
};

// An opening of a step.
struct StepOpening {
  enum class State : std::uint8_t { open, done, skipped, left } state = State::open;
  std::size_t episode = 0;
  std::size_t sequence = 0;
  model::StepId step = 0;
  std::uint32_t number = 0;
  Instant opens;
  // The range of the wait or rest that led to it: where that began, and its upper length.
  std::optional<std::pair<Instant, Duration>> handed;
  bool handed_as_line = false;   // by `at least every`: a line written before its own
  std::optional<Date> its_date;  // of the round in which it stands
  std::uint64_t settled = 0;     // bit i: line i
};

// The present round of a repeat, or its last.
struct RoundState {
  Instant began;
  Date date;                  // of rounds that have one
  std::optional<Date> outer;  // the date of the round around
  bool something_settled = true;
};

// The stage's statements, or one firing of a rule, being carried out.
struct Sequence {
  enum class Where : std::uint8_t { arriving, at_step, waiting, resting } where = Where::arriving;
  bool alive = true;
  std::size_t episode = 0;
  std::optional<model::RuleId> rule;  // none: the stage's sequence
  bool escalation = false;
  model::Next at;
  Instant began;            // waiting, resting
  bool event_came = false;  // waiting: an event that it waits for
  std::size_t opening = 0;  // at_step
  std::optional<std::pair<Instant, Duration>> handed;
  bool handed_as_line = false;
  std::array<int, model::kMaxRepeatDepth> rounds{};
  std::array<RoundState, model::kMaxRepeatDepth> round{};
  std::optional<Date> its_date;        // of the innermost round that has one
  std::optional<Instant> known_since;  // resting before a first round on fixed dates: when their anchor became known
  int waits_for_round = -1;            // begun by `go to` in this round of settling down
  // Running ahead: the stage's sequence that took its place, and what is owed at the first step it opens.
  std::optional<std::size_t> replaced_by;
  std::optional<std::vector<engine::OwedAction>> next_owed;
};

struct Escalated {
  engine::FiredEscalation fired;
  std::size_t episode = 0;
  std::size_t sequence = 0;
};

// Whether two dates lie in one calendar week (from Monday), month, quarter or year.
bool same_unit(CalendarUnit unit, Date a, Date b);

class Run {
 public:
  // Reads the record with all versions, each in its own window; or with one version alone.
  Run(const model::Family& family, const cases::Record& record, const model::Policy* alone);

  // All that the record holds up to `now`, and what time alone brings up to and including it.
  void replay(Instant now);
  // The next instant at which time alone may bring anything, and its coming.
  Instant next_instant() const;
  void let_time_come(Instant at);

  // All of the report but `upcoming` and the next change.
  engine::Assessment report() const;

  // For running ahead.
  std::vector<std::size_t> waiting_sequences() const;
  void note_openings();
  const Sequence& sequence(std::size_t index) const { return sequences_[index]; }
  std::uint64_t changes() const { return changes_; }
  const model::Policy& policy_of_report() const;
  Instant now() const { return now_; }

 private:
  struct Context {
    const model::Policy* policy;
    std::optional<std::size_t> episode;
    std::optional<Date> its_date = {};
  };
  struct Point {
    Truth known = Truth::yes;  // no: has not happened; unknown: a date nobody recorded
    Instant at;
    std::size_t from = 0;  // of the log, by order; a date fact goes by the clock
    bool by_clock = false;
    bool of_event = false;
  };

  // --- time and events (run.cpp)
  bool in_episode() const { return !episodes_.empty() && !episodes_.back().finished; }
  void take(const cases::Entry& entry);
  std::vector<std::size_t> settle(const model::Occurrence& what);
  void end_waits_for(const model::Occurrence& what);
  bool start_episode_if_due();
  void begin_episode(const model::Policy& policy, std::size_t starting_event);
  void fire_on_rules(const model::Occurrence& what);
  bool runs(std::size_t episode, model::RuleId rule) const;
  void begin_alongside(model::RuleId rule);
  void settle_down();
  void end_steps();
  bool limits_run_out();
  bool limit_ran_out(const model::Limit& limit) const;
  void act(const model::Limit& limit);
  bool rules_become_true();
  void fire(model::RuleId rule);
  void go_to(std::size_t episode, model::StageId stage);
  void finish(std::size_t episode, model::OutcomeId outcome);
  void end_sequences(const std::vector<std::size_t>& sequences);
  void changed();
  void count_hours_from(Instant at);
  void count_hours_from_dates();

  // --- sequences and steps (sequences.cpp)
  bool advance(std::size_t sequence);
  void open_rounds_early(const model::Occurrence& what);
  bool would_settle(const Sequence& sequence, model::StepId step, const model::Occurrence& what) const;
  std::optional<DateSpan> dates_of_next_round(Sequence& sequence, const model::Repeat& repeat);
  std::optional<Instant> opening_of_next_round(Sequence& sequence, const model::Repeat& repeat);
  void begin_round(std::size_t sequence, const model::Repeat& repeat);
  bool arrive(std::size_t sequence);
  bool wait_is_over(Sequence& sequence);
  void open_step(std::size_t sequence, model::StepId step);
  bool would_end(const StepOpening& opening) const;
  void end_step(StepOpening& opening);
  void leave_steps(const std::vector<std::size_t>& openings);
  void pass_over(const StepOpening& opening);
  Truth asked(const StepOpening& opening, std::size_t line) const;  // only-if and line-if
  Truth owed(const StepOpening& opening, std::size_t line) const;   // and any alternative allowed
  bool is_blocked(const StepOpening& opening) const;
  bool is_settled(const StepOpening& opening, std::size_t line) const { return (opening.settled >> line & 1) != 0; }
  std::expected<std::optional<Deadline>, DateFault> count_deadline(const StepOpening& opening) const;
  static std::expected<Deadline, DateFault> count_date(const model::Policy& policy, const model::Step& step,
                                                       Instant from, Duration length, Adjust adjust, bool before);
  std::optional<Deadline> due(const StepOpening& opening) const;  // asked for: it has to be countable
  std::optional<Deadline> aim(const StepOpening& opening) const;
  engine::OwedAction owed_action(const StepOpening& opening, std::size_t line) const;

  // --- conditions (conditions.cpp)
  Truth ask(const Context& context, model::ConditionId condition) const;
  Truth ask(const Context& context, const std::optional<model::ConditionId>& condition) const;
  Truth guard(const Context& context, model::EventId action) const;
  Truth happened(const Context& context, const model::Happened& asked) const;
  Truth none_happened(const Context& context, const model::NoneHappened& asked) const;
  Truth elapsed(const Context& context, const model::Elapsed& asked) const;
  Truth overdue(const Context& context, const model::StepOverdue& asked) const;
  Truth due_within(const Context& context, const model::StepDue& asked) const;
  Truth today(const Context& context, const model::Today& asked) const;
  bool stands_open(const StepOpening& opening) const;
  std::optional<DateSpan> period_asked(const Calendar& calendar, const model::Scope& scope) const;
  std::set<model::FactId> dates_missing(const Context& context, const model::Anchor& anchor) const;
  std::optional<Date> worked_out(const Context& context, const model::DateWord& word) const;
  Truth step_state(const Context& context, const model::StepState& asked) const;
  Point resolve(const Context& context, const model::Anchor& anchor) const;
  std::vector<Instant> found(const Context& context, const model::EventSet& events, const model::Scope& scope,
                             bool ever, const Point& anchor) const;
  void unknown_facts(const Context& context, model::ConditionId condition, std::set<model::FactId>& facts) const;
  void blamed_facts(const Context& context, model::ConditionId condition, bool wanted,
                    std::set<model::FactId>& facts) const;
  std::vector<engine::Ground> because(const Context& context, model::EventId action, Truth asked_for) const;

  // --- the report (report.cpp)
  void report_steps(engine::Assessment& result) const;
  void report_unsaid(engine::Assessment& result) const;
  std::vector<model::FactId> report_unknown() const;
  std::optional<engine::Pending> report_pending() const;
  std::vector<model::FactId> find_out(const StepOpening& opening) const;
  std::optional<engine::Slot> slot(const model::Varying& varying, const Happening& happening) const;
  std::vector<engine::Slot> used_slots(const StepOpening& opening, const model::Varying& varying) const;
  engine::Opening name_of(const StepOpening& opening) const;

  const model::Policy& policy_of(std::size_t episode) const { return *episodes_[episode].policy; }
  const model::Step& step_of(const StepOpening& opening) const {
    return policy_of(opening.episode).steps[opening.step];
  }
  Context context_of(std::size_t episode) const { return {&policy_of(episode), episode, {}}; }
  Context context_of(const StepOpening& opening) const {
    return {&policy_of(opening.episode), opening.episode, opening.its_date};
  }
  Context context_of(const Sequence& sequence) const {
    return {&policy_of(sequence.episode), sequence.episode, sequence.its_date};
  }
  std::optional<std::size_t> unused_start(std::size_t version) const;
  bool in_window(std::size_t version) const;
  const model::Policy& version_in_effect() const;

  const model::Family* family_;
  const cases::Record* record_;
  std::vector<const model::Policy*> versions_;
  bool windows_ = true;
  struct BusinessHours {
    const model::Policy* policy;
    Duration duration;
    bool moved;  // as below
  };
  bool counts_hours() const { return !hours_.empty() || !business_hours_.empty(); }
  std::vector<BusinessHours> business_hours_;
  std::vector<int> hours_;           // every duration in hours of the policies
  std::vector<int> moved_hours_;     // those that a deadline may move to a business day
  std::set<std::int32_t> bases_;     // minutes from which hours may count
  std::set<std::int32_t> by_hours_;  // minutes at which those hours may bring something
  std::set<int> times_of_day_;       // at which a deadline by a time of day is reached or passes, on any day

  Instant now_;
  int round_ = 0;
  std::uint64_t changes_ = 0;
  bool noting_openings_ = false;
  std::vector<model::Value> facts_;
  std::vector<Happening> log_;
  std::size_t finished_up_to_ = 0;  // of the log: what lies before the previous finish
  std::vector<Episode> episodes_;
  std::vector<std::size_t> unused_from_;  // by version: starting events before have been used up
  std::vector<bool> too_early_;           // by version: used up before the first version's date
  std::vector<StepOpening> openings_;
  std::vector<Sequence> sequences_;
  std::map<std::string, std::uint32_t> opened_;  // by step name: how often in this case
  std::vector<Escalated> escalated_;
  std::vector<engine::WithheldAction> passed_over_;
  std::vector<engine::LapsedAction> lapsed_;
  std::vector<engine::Breach> breaches_;
  std::vector<engine::LateAction> late_;
  std::vector<engine::RepeatedSlot> repeated_;
};

// The calendar's answer, or Undecided.
template <typename T>
T must(const std::expected<T, DateFault>& answer) {
  if (!answer) throw Undecided{"a date that has to be counted to, " + to_string(answer.error().date) + ", cannot be"};
  return *answer;
}

}  // namespace engage::reference
