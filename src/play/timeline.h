#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cases/record.h"
#include "engine/assessment.h"
#include "model/policy.h"
#include "play/assumptions.h"

// A case played forward: what happens on which day, and why. Ids (index, number) refer to the lists of
// the same timeline; policies, words and texts belong to the family and to whoever made the record.
namespace engage::play {

// Where an entry of a played record comes from.
enum class Origin : std::uint8_t {
  record,   // it stood in the case
  planned,  // somebody said that it happens
  client,   // the assumed answer
  worker,   // assumed work
};

// A `do` line from when it is owed until it is settled or gone: a bar of a drawing.
struct Window {
  enum class End : std::uint8_t {
    none,  // still owed when the play ended
    done,
    lapsed,   // its stage or episode was left
    dropped,  // no longer owed: a condition or a guard is no longer true
  } end = End::none;
  engine::OwedAction owed;           // as last seen while it was owed; `opens` is its step's opening
  Instant from;                      // when it came up: its step's opening, or later, when a condition came true
  std::optional<Instant> until;      // when it ended
  std::optional<std::size_t> entry;  // done: by this entry of the record
  std::optional<int> days_late;      // done after its deadline: calendar days, 0 after one by hours
  bool repeated_slot = false;
};

// A step that nobody could do or skip, from when to when, for want of these facts.
struct Block {
  engine::BlockedStep step;  // as last seen
  Instant from;
  std::optional<Instant> until;
};

// A stage, from when to when.
struct Stay {
  const model::Policy* policy = nullptr;
  model::StageId stage = 0;
  int episode = 0;
  Instant from;
  std::optional<Instant> until;
};

// One line of the timeline.
struct Happening {
  enum class Kind : std::uint8_t {
    event,        // an event was recorded: `entry`
    fact,         // facts were changed: `entry`
    started,      // an episode: `stay`, its first
    stage,        // a stage was entered: `stay`
    opened,       // work came up: `window`; why then: `because`
    due,          // today is its last day: `window`
    overdue,      // its deadline has passed: `window`
    moved,        // it has another deadline: `window`, and `because` says which
    done,         // `window`, `entry`
    dropped,      // `window`
    lapsed,       // `opening`, `line`; and `window` if it was ever seen owed
    withheld,     // `opening`, `event`, `because`
    blocked,      // `block`
    unblocked,    // `block`
    passed_over,  // `opening`, `event`, `because`
    escalated,    // `opening.policy`, `rule`
    breach,       // `event`
    finished,     // `outcome` of `opening.policy`
    unstarted,    // no episode runs, and why: `because`
  } kind = Kind::event;
  Instant at;
  std::optional<std::size_t> entry;  // the entry of the record that brought it about; none: time alone
  std::optional<std::size_t> window;
  std::optional<std::size_t> block;
  std::optional<std::size_t> stay;
  engine::Opening opening;  // its policy alone where no step is meant
  std::uint8_t line = 0;
  std::optional<model::EventId> event;
  std::optional<model::RuleId> rule;
  std::optional<model::OutcomeId> outcome;
  std::string because;  // a clause without a full stop; may be empty
};

// A circle that a play goes round in: the same work comes up in the same order again and again.
struct Loop {
  std::size_t first = 0;   // of Timeline::windows: where the first round begins
  std::size_t size = 0;    // how many windows make a round
  std::size_t rounds = 0;  // whole rounds
};

struct Timeline {
  enum class End : std::uint8_t {
    finished,      // and nothing is left to do
    nothing_more,  // nothing changes by time alone, and nothing more was assumed: `end_reason` says what it waits for
    cut,           // it may go on after `end_at`: as far as was asked for, or where its calendar ends (`end_reason`)
    in_a_minute,   // it goes round within one minute: `loop`
    undecided,     // it cannot be decided from `end_at` on: `end_reason`
  };

  const model::Family* family = nullptr;
  Assumptions assumptions;
  cases::Record record;         // the case with all that was assumed, in order of time
  std::vector<Origin> origins;  // by entry of the record
  Instant begin;                // from here on people do as assumed; what was before stood in the case
  Instant end_at;               // the last instant that was looked at; undecided: the first that cannot be
  End end = End::nothing_more;
  std::string end_reason;
  std::optional<Loop> loop;           // of a play that was cut, or that ran round within a minute
  std::vector<Happening> happenings;  // in order of time
  std::vector<Window> windows;        // in the order in which they came up
  std::vector<Block> blocks;
  std::vector<Stay> stays;
  engine::Assessment last;      // as of the last instant that could be decided
  std::size_t assessments = 0;  // how often the case was assessed
};

// "second_attempt.call_main#1"
std::string id_of(const Window& window);

}  // namespace engage::play
