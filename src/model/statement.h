#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/duration.h"
#include "model/condition.h"
#include "model/words.h"
#include "text/source.h"

// Steps, and the statements of the sequences that they stand in. All ids are indices into the vectors
// of the policy that they belong to.
namespace engage::model {

using StageId = std::uint16_t;
using RuleId = std::uint16_t;
using LimitId = std::uint16_t;
using OutcomeId = std::uint16_t;
using StatementId = std::uint16_t;
inline constexpr StatementId kEnd = 0xFFFF;  // no further statement
inline constexpr int kMaxRepeatDepth = 8;    // rounds within rounds

// A line of a step that sets it a deadline. Of several the earliest counts whose anchor is known.
struct DeadlineLine {
  enum class Kind : std::uint8_t {
    after_opening,  // within D
    after_anchor,   // within D of ANCHOR
    no_later,       // no later than [D before|after] ANCHOR
  } kind = Kind::after_opening;
  bool before = false;    // counted backwards
  bool same_day = false;  // no later than ANCHOR itself
  Duration duration;
  Adjust adjust = Adjust::none;
  Anchor anchor;
  std::string text;         // as written
  std::string anchor_text;  // the same of its anchor
  Span span;
};

// `aim within D [of ANCHOR]`: reported beside the deadline; nothing depends on it.
struct Aim {
  Duration duration;
  std::optional<Anchor> anchor;  // none: the step's opening
};

// The named things together make a slot.
struct Varying {
  bool weekday = false;
  bool time_of_day = false;
  bool way = false;
  bool from_last_time = false;  // the latest such event's slot alone is to be avoided
  EventSet among;               // the events whose slots count: the group's, or the line's own actions
};

// One `do` line: an action, or a choice of which one is enough.
struct DoLine {
  std::vector<EventId> actions;     // as written; at most 64
  std::vector<Narrowing> narrowed;  // by action, what settles it: `as seen done by worker`; empty: anything does
  bool any_of = false;
  std::optional<ConditionId> condition;
  std::optional<Varying> varying;
  RoleId role = kNoRole;  // whose work it is, worked out by the order of section 6.8
  std::string id;         // "step.action" or "step.any(a,b)": an id without its #K
  Span span;

  static constexpr RoleId kNoRole = 0xFFFF;

  Narrowing narrowing(std::size_t i) const { return narrowed.empty() ? Narrowing{} : narrowed[i]; }
};

struct Step {
  std::string name;
  std::string title;
  std::string clause;                     // its own source, else its rule's, its stage's, the policy's
  std::string note;                       // several notes: one a line
  std::vector<DeadlineLine> deadlines;    // at most 64
  std::optional<Duration> give_at_least;  // the deadline is never earlier than so long after the opening
  std::optional<std::int16_t> by_time;    // the minute of the day that turns each date into a minute
  std::optional<Aim> aim;
  std::optional<ConditionId> only_if;
  std::vector<DoLine> lines;     // at most 64
  std::optional<RuleId> rule;    // the rule in whose block it stands
  std::optional<StageId> stage;  // the stage in whose sequence, or rule, it stands
  Span span;
  bool titled = true;  // here and below as in words.h
};
inline const std::string& title_of(const Step& step) { return step.title.empty() ? step.name : step.title; }

// Statements of all sequences, flat. Where a statement ends and the sequence goes on, `next` says
// what comes; a repeat's block comes back to its repeat with `round_ended`.
struct Next {
  StatementId statement = kEnd;
  bool round_ended = false;
};

struct OpenStep {
  StepId step;
};
struct Wait {
  Duration low;
  std::optional<Duration> high;
  EventSet events;
};
struct WaitFor {
  EventSet events;
  std::optional<Duration> at_most;
};
struct WaitUntil {
  ConditionId condition;
  std::optional<Duration> at_most;
};
struct Repeat {
  enum class Kind : std::uint8_t {
    rest,     // so much rest between: `repeat every D to D2`
    longest,  // never longer than that from one to the next: `at least every D`
    dated,    // on fixed dates: `every D counted from ANCHOR`
    periods,  // one in each: `once every calendar month`
  } kind = Kind::rest;
  Duration every;                          // rest, longest, dated
  std::optional<Duration> to;              // rest
  std::optional<Duration> listed;          // longest, dated: so long ahead of its date a round opens
  Anchor from;                             // dated
  CalendarUnit unit = CalendarUnit::week;  // periods
  std::string period;                      // instead of the unit: a name of the calendar
  bool from_next = false;                  // periods: not that of arrival
  std::optional<int> times;
  std::optional<ConditionId> until;
  Next body;
  std::uint8_t depth = 0;  // of nesting: which counter it uses

  bool has_date() const { return kind == Kind::dated || kind == Kind::periods; }
};
struct If {
  ConditionId condition;
  Next then;
  Next otherwise;
};  // without `otherwise`: what comes after
struct GoTo {
  StageId stage;
};
struct Finish {
  OutcomeId outcome;
};

struct Statement {
  std::variant<OpenStep, Wait, WaitFor, WaitUntil, Repeat, If, GoTo, Finish> node;
  Next next;
  Span span;
};

}  // namespace engage::model
