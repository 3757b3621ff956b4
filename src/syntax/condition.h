#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "text/source.h"

// The parts of statements: names, literals, durations, anchors and conditions, as written.
namespace engage::syntax {

struct Name {
  std::string text;
  Span span;
};

struct Text {
  std::string value;  // unescaped
  Span span;
};

struct Number {
  std::string spelling;
  double value = 0;
};

struct YesNo {
  bool yes = false;
};

// A value to compare with: `V` in `F is V`.
struct Literal {
  std::variant<Name, Number, Date, Text, YesNo> value;
  Span span;
};

// Written out, or the name of a setting.
struct Length {
  std::variant<Duration, Name> value;
  Span span;
  std::optional<Name> calendar = std::nullopt;  // `3 business days in school`
};

// `3 to 5 business days`, `2 days to 1 week`, or one length alone.
struct Range {
  Length low;
  std::optional<Length> high;
  Span span;
};

// An event, action or group, and which of its entries are meant: `visit as seen done by worker`.
struct EventUse {
  Name name;
  std::optional<Name> outcome;
  std::optional<Name> done_by;
  Span span;
};

// `start`, `stage start`, a date fact or event (`latest`), `first E`, the later or earlier of several.
struct Anchor {
  enum class Kind : std::uint8_t { start, stage_start, its_date, latest, first, later, earlier } kind = Kind::start;
  EventUse what;           // of latest and first
  std::vector<Anchor> of;  // of later and earlier
  Span span;
};

struct Scope {
  enum class Kind : std::uint8_t {
    episode,
    stage,
    last,  // also `in the last PERIOD`: what the name is decides
    since,
    within,
    this_calendar,
    last_calendar,
    this_period
  } kind = Kind::episode;
  std::optional<Length> length;            // last, within
  std::optional<Anchor> anchor;            // since, within
  CalendarUnit unit = CalendarUnit::week;  // this_calendar, last_calendar
  Name period;                             // this_period
  Span span;
};

struct Condition;
using ConditionPtr = std::shared_ptr<const Condition>;  // what was read changes no more: copies share it

struct Both {
  ConditionPtr left, right;
};
struct Either {
  ConditionPtr left, right;
};
struct Negated {
  ConditionPtr inner;
};
struct Holds {
  Name subject;
};  // a yes/no fact or a define
// `F is V`, `F is not V`; also `STEP is done|skipped|over|overdue [by D]`, where the state stands as
// a name: what the subject is decides (a fact may have a value called `done`).
struct Is {
  Name subject;
  bool negated = false;
  Literal value;
  std::optional<Length> by;
};
struct IsOneOf {
  Name subject;
  std::vector<Literal> values;
};
enum class Comparison : std::uint8_t { at_least, at_most, above, below, before, after };
struct Compares {
  Name subject;
  Comparison how;
  Literal value;
};
struct IsKnown {
  Name subject;
  bool known = true;
};
struct Happened {
  enum class Count : std::uint8_t { times, different_days, consecutive_days } count = Count::times;
  EventUse event;
  bool ever = false;
  int at_least = 1;
  Scope scope;
};
struct NoneHappened {
  EventUse event;
  bool ever = false;  // `E never happened`
  Scope scope;
};
struct Elapsed {
  Length length;
  bool before = false;
  Anchor anchor;
};  // D after|before ANCHOR
struct AnyOverdue {
  std::optional<Length> by;
};
struct IsBusinessDay {
  Name subject;  // `today`
  std::optional<Name> calendar;
};
struct DueWithin {
  Name step;
  Length length;
};

struct Condition {
  std::variant<Both, Either, Negated, Holds, Is, IsOneOf, Compares, IsKnown, Happened, NoneHappened, Elapsed,
               AnyOverdue, IsBusinessDay, DueWithin>
      node;
  Span span;
};

}  // namespace engage::syntax
