#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "model/words.h"
#include "text/source.h"

// Scenarios, resolved: a case that a policy's author made up, and what should be so on which day
// (language reference 7).
namespace engage::model {

// A fact as a scenario gives it: to a value or to unknown.
struct GivenFact {
  FactId fact = 0;
  Value value;
};

// An entry of the made-up log, with the time that the record reader would give it: an event or a change.
struct ScenarioEntry {
  Instant at;
  std::optional<EventId> event;
  std::optional<GivenFact> change;
  Narrowing came_to;              // what came of the event, and who did it
  std::optional<Date> retracted;  // from that date on it is as if never written
  bool done = true;               // false: planned or cancelled, and counts as nothing
};

// A date, or a minute of it.
struct Moment {
  Date date;
  std::optional<int> minute;

  Instant first() const { return {start_of(date).minutes + minute.value_or(0)}; }
  Instant last() const { return {start_of(date).minutes + minute.value_or(kMinutesPerDay - 1)}; }
  friend bool operator==(const Moment&, const Moment&) = default;
};

struct Check {
  enum class Kind : std::uint8_t {
    nothing_due,
    due,
    overdue,
    upcoming,
    withheld,
    was_late,
    lapsed,
    repeated_slot,
    aims_at,
    stage_is,
    step_is,
    blocked,
    passed_over,
    escalated,
    finished,
    finished_as,
    not_started,
    not_applicable,
    undecided,
    episode_is,
    breach,
    no_breach,
    fact_unknown,
    next_change
  } kind = Kind::nothing_due;
  bool negated = false;     // it holds when what `kind` asks is not so
  Moment at;                // it asks as of the end of it
  std::size_t entries = 0;  // how many entries stand before it: all that it sees
  std::optional<EventId> action;
  Narrowing line;  // of the action: the lines that ask for it with that outcome, or done by that role
  std::optional<FactId> fact;
  std::optional<RoleId> role;  // due to it
  std::string name;            // of the step, stage, outcome or escalation, in whichever version
  std::optional<Moment> from;  // the opening
  std::optional<Moment> by;    // the deadline; of next_change the change, of aims_at the target
  int number = 0;              // of the episode
  Span span;
};

struct Scenario {
  std::string title;
  std::size_t family = 0;              // index into Program::families
  std::size_t version = 0;             // index into Family::versions: the one it tries
  bool todo = false;                   // may fail
  bool named = false;                  // stands in a file named by the user
  std::vector<GivenFact> facts;        // all others have their defaults
  std::vector<ScenarioEntry> entries;  // in order of time
  std::vector<Check> checks;
  std::vector<std::unique_ptr<const std::string>> texts;  // what text values point into
  Span span;
};

}  // namespace engage::model
