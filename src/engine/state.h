#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "engine/assessment.h"
#include "model/policy.h"

// Where a case stands between two instants: plain data, cheap to copy, so that a copy can run ahead.

namespace engage::engine {

inline constexpr Instant kNever{std::numeric_limits<std::int32_t>::max()};

// The upper end of a wait, handed on to the step that it leads to, or the date of a round, handed to its first step;
// worked out when it is asked for.
struct UpperEnd {
  Instant from;  // where the wait began
  Duration duration;
  model::StatementId statement = model::kEnd;  // the `wait` or `repeat`
  bool as_line = false;                        // it counts as a line of the step, written before its own
};

// One opening of a step.
struct StepInstance {
  enum class State : std::uint8_t { open, done, skipped, left } state = State::open;
  model::StepId step = 0;
  std::uint16_t episode = 0;  // index into State::episodes
  std::uint32_t number = 0;   // the K of its ids
  Instant opened;
  std::uint64_t settled = 0;      // bit i: line i
  std::optional<UpperEnd> carry;  // of the wait that led to it
  std::optional<Date> its_date;   // of the round in which it stands

  // Kept answers (see Evaluator): the deadline where nothing can move it, and what the lines' conditions say.
  mutable bool deadline_fixed = false;
  mutable std::optional<Deadline> deadline;
  mutable DeadlineBasis basis;  // of the deadline last asked for
  mutable std::uint64_t status_epoch = 0;
  mutable std::uint64_t status_settled = 0;
  mutable Instant status_until = kNever;
  mutable bool status_owed = false;
  mutable bool status_undecided = false;
};

struct Round {
  Instant began;
  Date date;                  // of rounds that have one: its date; of periods their first day
  std::optional<Date> outer;  // `its date` outside
  bool settled = false;       // a line of one of its steps has been settled
};

// A sequence on its way: a stage's own, or one firing of a rule.
struct Thread {
  enum class State : std::uint8_t { running, at_step, waiting, holding, resting, ended } state = State::running;
  bool released = false;  // an event has ended its wait or hold
  std::uint16_t episode = 0;
  std::optional<model::RuleId> rule;  // none: the stage's sequence
  model::Next at;                     // where it stands, or what comes next while running
  std::uint32_t instance = 0;         // at_step
  Instant from;                       // waiting, holding, resting: since when
  Instant opens;                      // waiting, resting: until when
  std::optional<UpperEnd> carry;      // for the next step
  std::uint32_t born_in_round = 0;
  std::uint32_t cause = 0;  // the latest happening on its way; only while a trace is kept
  std::array<std::uint32_t, model::kMaxRepeatDepth> rounds{};
  std::array<Round, model::kMaxRepeatDepth> round{};  // the present one, or the last, of each depth
  std::optional<Date> its_date;                       // of the innermost round that has a date
  bool held = false;                                  // resting, and what its dates count from is not known
  // Set while a copy runs ahead: whose upcoming work this is.
  bool watched = false;
  Instant watched_since;

  bool alive() const { return state != State::ended; }
  bool in_wait() const { return state == State::waiting || state == State::holding || state == State::resting; }
};

struct RuleState {
  bool was_true = false;              // of a `when` rule
  std::optional<std::uint32_t> last;  // its last firing: index into State::threads
};

struct EpisodeState {
  const model::Policy* policy = nullptr;
  int number = 0;
  bool active = true;
  Instant start;
  std::uint32_t start_event = 0;    // index of its starting event in the log
  std::uint32_t start_taken = 0;    // events taken when it began
  std::uint32_t finish_before = 0;  // events taken at the finish before it
  model::StageId stage = 0;
  Instant stage_start;
  std::uint32_t stage_taken = 0;  // events taken when the stage was entered
  std::optional<model::OutcomeId> outcome;
  Instant finish;
  std::vector<RuleState> rules;      // by RuleId
  std::vector<std::uint8_t> spent;   // by LimitId
  std::vector<Instant> runs_out;     // by LimitId, of limits without anchor; kNever: not worked out yet
  std::vector<std::int32_t> latest;  // by StepId: its latest opening, or -1
  // The happenings that they are; only while a trace is kept.
  std::uint32_t start_cause = 0, stage_cause = 0;
};

struct EscalationState {
  std::uint16_t episode = 0;
  model::RuleId rule = 0;
  Instant at;
  std::uint32_t thread = 0;
};

// What is remembered for the report of the present episode, with the event that brought it about
// (index + 1; 0: time alone).
template <typename T>
struct Remembered {
  T what;
  std::uint32_t by_event = 0;
};

struct State {
  Instant now;
  std::uint32_t taken = 0;              // events of the log taken so far
  Instant wake = kNever;                // the next instant at which time alone may bring something about
  std::vector<EpisodeState> episodes;   // older ones only while an escalation of theirs runs; the present one last
  bool any_episode = false;             // whether one has ever started
  std::vector<Thread> threads;          // oldest first
  std::vector<std::uint32_t> alive;     // those that may still run, oldest first; all others have ended
  std::vector<StepInstance> instances;  // oldest first
  std::vector<std::uint32_t> openings;  // by step name of the family: how often opened in the case
  std::vector<std::uint32_t> floors;    // by version: events before this are used up as starting events
  // By version: a start by its text before the first version's date, until a new starting event.
  std::vector<std::optional<Instant>> too_early;
  std::uint32_t finish_taken = 0;  // events taken at the previous finish
  std::vector<EscalationState> escalations;
  std::vector<Remembered<WithheldAction>> passed_over;
  std::vector<Remembered<LapsedAction>> lapsed;
  std::vector<Remembered<Breach>> breaches;
  std::vector<Remembered<LateAction>> late;
  std::vector<Remembered<RepeatedSlot>> repeated;
};

}  // namespace engage::engine
