#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "calendar/date.h"
#include "engine/assessment.h"
#include "engine/ground.h"
#include "model/policy.h"

namespace engage::engine {

// One thing that happened to a case, and what brought it about.
struct Happening {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  enum class Kind : std::uint8_t {
    episode_started,
    stage_entered,
    finished,
    rule_fired,
    rule_held,  // an event did not fire it: an earlier firing was open (`unless already open`)
    limit_ran_out,
    step_opened,
    step_done,
    step_skipped,
    step_left,     // open, when its stage or episode was left
    line_settled,  // a `do` line; its cause is not noted
    wait_ended,
    hold_ended,  // of `wait for` and `wait until`
    rest_ended,  // between two rounds
    round_began,
    rounds_over,
    branch_taken,
  };

  Kind kind = Kind::episode_started;
  // wait_ended: one of its events came; hold_ended: what it waited for came; rounds_over: `until` was true;
  // branch_taken: the condition was.
  bool met = false;
  Instant at;
  std::uint32_t cause = kNone;  // an earlier happening; none: the starting event
  const model::Policy* policy = nullptr;
  model::StageId stage = 0;  // what it is about, by its kind
  model::OutcomeId outcome = 0;
  model::RuleId rule = 0;
  model::LimitId limit = 0;
  model::StepId step = 0;
  model::StatementId statement = model::kEnd;  // that brought it about
  std::uint32_t number = 0;                    // of the step's opening; of the round
  std::uint8_t line = 0;                       // line_settled
  std::optional<std::uint32_t> entry;          // the log's entry at which it happened; none: by time alone
  std::uint32_t taken = 0;                     // so many entries had been taken in
  // limit_ran_out: the limit. Of a wait, hold or rest: from where it began; `wait`, `repeat every`, `at most` (no
  // days: it has none).
  std::optional<Counting> counting;
  // Why its condition was true, or was not; of an ended step, why what was not done was not owed.
  std::vector<DatedGround> grounds;
};

// All that happened to a case, causes first; kept only where somebody asks why.
struct Trace {
  std::deque<Happening> happenings;  // may be millions: no second copy of all when it grows

  // The opening of a step, if it has been noted.
  std::optional<std::uint32_t> find(const Opening& opening) const;
};

// A line of a step that will be owed, if nothing more is recorded.
struct ComingWork {
  OwedAction action;                        // as it is then
  Instant from;                             // from when on: its step's opening, or later
  Instant waited_since;                     // where its sequence is watched: from when on it was
  std::uint32_t opened = Happening::kNone;  // where a trace is kept: the opening
};

}  // namespace engage::engine
