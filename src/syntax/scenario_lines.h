#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "syntax/condition.h"

// The statements of a scenario, as written.
namespace engage::syntax {

// --- in a scenario
struct Moment {
  Date date;
  std::optional<int> minute;  // of the day
  Span span;
};
struct FactSet {
  Name fact;
  std::optional<Literal> value;  // none: unknown
};
struct Facts {};  // header; its block holds FactSet lines
// What is written down: that it was done, is planned, or was cancelled.
struct Entry {
  bool done = true;
  std::optional<Date> retracted;  // taken back on that date
  std::variant<EventUse, FactSet> what;
};
struct Happens {
  Moment at;
  std::vector<Entry> items;
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
  };
  Moment at;
  Kind kind = Kind::nothing_due;
  bool negated = false;             // `not` before the check, or `is not due`, `is not withheld`, …
  std::optional<EventUse> subject;  // action, step, stage, outcome, escalation, fact
  std::optional<Name> role;         // due to ROLE
  std::optional<Moment> from;
  std::optional<Moment> by;   // also the date of next_change and aims_at
  std::optional<int> number;  // episode
};

}  // namespace engage::syntax
