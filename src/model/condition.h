#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/calendar.h"
#include "calendar/duration.h"
#include "model/words.h"
#include "text/source.h"

// Conditions, resolved: names have become ids, settings their durations, defines what they stand
// for. A policy keeps all its conditions in one vector; a ConditionId is an index into it, and a
// condition's parts always come before it.
namespace engage::model {

using ConditionId = std::uint32_t;
using StepId = std::uint16_t;

// A point in time to count from.
struct Anchor {
  enum class Kind : std::uint8_t {
    start,
    stage_start,
    date_fact,
    latest_event,
    first_event,
    date_word,  // a date that is worked out from another anchor
    its_date,   // of the round in which it stands
    later,      // the later of several; of those that have not happened the others
    earlier,
  } kind = Kind::start;
  FactId fact = 0;         // date_fact: 00:00 of it; date_word: index into Policy::dates
  std::string word;        // date_word: its name
  EventSet events;         // latest_event, first_event: in the whole log so far; later, earlier: those of all
  std::vector<Anchor> of;  // later, earlier: none of these two kinds
};

// Which events of the log count. Without an episode (applies when, starts on … when) `episode` means
// since the previous finish.
struct Scope {
  enum class Kind : std::uint8_t {
    episode,
    stage,
    last,
    since,
    within,
    this_period,    // the period of the calendar that holds now
    last_period,    // the latest that ended before
    this_calendar,  // the calendar week, month, quarter or year of now
    last_calendar,  // the one before it
  } kind = Kind::episode;
  Duration duration;                       // last, within
  Anchor anchor;                           // since, within
  CalendarUnit unit = CalendarUnit::week;  // this_calendar, last_calendar
  std::string period;                      // this_period, last_period: its name
};

struct And {
  ConditionId left, right;
};
struct Or {
  ConditionId left, right;
};
struct Not {
  ConditionId inner;
};
// The fact equals one of the values; of a yes/no fact, one value.
struct FactIs {
  FactId fact;
  std::vector<Value> values;
  std::vector<std::string> storage;
};
enum class Comparison : std::uint8_t { at_least, at_most, above, below };  // dates: above = after, below = before
struct FactCompares {
  FactId fact;
  Comparison how;
  Value value;
};
struct FactKnown {
  FactId fact;
  bool known;
};
struct Happened {
  enum class Count : std::uint8_t { times, different_days, consecutive_days } count = Count::times;
  EventSet events;
  bool ever = false;  // in the whole log, whenever the episode began
  int at_least = 1;
  Scope scope;
};
struct NoneHappened {
  EventSet events;
  bool ever = false;
  Scope scope;
};
struct Elapsed {
  Duration duration;
  bool before;
  Anchor anchor;
};
struct StepState {
  enum class State : std::uint8_t { done, skipped, over } state;
  StepId step;
};
struct StepOverdue {
  std::optional<StepId> step;
  std::optional<Duration> by;
};  // no step: any step
struct StepDue {
  StepId step;
  Duration within;
};  // an open line of it has a deadline that is not later than so long after now
struct Today {
  std::uint8_t weekdays = 0;                 // a bit for each that it may be
  bool business_day = false;                 // or that, by the calendar
  std::shared_ptr<const Calendar> calendar;  // none: the policy's
};

// What a fact could be asked, of a date that is worked out.
struct AboutDate {
  Anchor date;  // a date_word
  std::variant<FactIs, FactCompares, FactKnown> asked;
};

struct Condition {
  std::variant<And, Or, Not, FactIs, FactCompares, FactKnown, Happened, NoneHappened, Elapsed, StepState, StepOverdue,
               StepDue, Today, AboutDate>
      node;
  std::string text;  // as written, for explanations
  Span span;
};

}  // namespace engage::model
