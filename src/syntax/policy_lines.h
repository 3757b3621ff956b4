#pragma once

#include <optional>
#include <vector>

#include "syntax/condition.h"

// The statements of a policy, of a sequence and of a step, as written.
namespace engage::syntax {

// --- in a policy
struct Version {
  int number = 1;
  std::optional<Date> effective;
  bool for_all = false;
};
struct SourceClause {  // also of a stage, a step, a rule
  Text clause;
};
struct CalendarRef {
  Name name;
};
struct AppliesWhen {
  Condition condition;
};
struct StartsOn {
  std::vector<EventUse> events;
  std::optional<Condition> when;
};
struct DefaultWithin {
  Length length;
};
struct DefaultBy {
  Name role;
};
struct Setting {
  Name name;
  Length value;
  std::optional<Length> at_most;
  std::optional<Length> at_least;
  std::optional<Text> title;
};
struct Set {
  Name name;
  Length value;
};
struct Stage {
  Name name;
  std::optional<Text> title;
};
struct InStage {
  enum class How : std::uint8_t { instead_of, before, after, without };
  Name stage;
  How how = How::instead_of;
  Name step;
};  // its block: what stands there instead, before or after
struct Limit {
  Length length;
  Adjust adjust = Adjust::none;
  std::optional<Anchor> since;
  std::vector<Name> during;
  bool finish = false;
  Name target;
  std::optional<Text> title;
};
struct On {
  enum class Again : std::uint8_t { beside, unless_open, starting_over } again = Again::beside;
  std::vector<EventUse> events;
  std::vector<Name> during;
  std::optional<Condition> condition;
};
struct When {
  Condition condition;
  std::vector<Name> during;
  bool after_closing = false;
};
struct Alongside {
  Text title;
  std::vector<Name> during;
};
struct Escalate {
  Name name;
  std::optional<Text> title;
  Name role;
};  // its block begins with On or When without block

// --- in a sequence
struct Step {
  Name name;
  std::optional<Text> title;
};
struct Wait {
  Range range;
  std::vector<EventUse> events;  // `for` them
};
struct WaitFor {
  std::vector<EventUse> events;
  std::optional<Length> at_most;
};
struct WaitUntil {
  Condition condition;
  std::optional<Length> at_most;
};
struct Repeat {
  Range every;
  std::optional<int> times;
  std::optional<Condition> until;
};
struct AtLeastEvery {
  Length every;
  std::optional<Length> listed;  // so long ahead
  std::optional<int> times;
  std::optional<Condition> until;
};
struct EveryFrom {
  Length every;
  Anchor from;
  std::optional<Length> listed;
  std::optional<int> times;
  std::optional<Condition> until;
};
struct OnceEvery {
  CalendarUnit unit = CalendarUnit::week;
  std::optional<Name> period;  // of the calendar, instead of the unit
  bool from_next = false;
  std::optional<int> times;
  std::optional<Condition> until;
};
struct If {
  Condition condition;
};
struct Otherwise {};
struct GoTo {
  Name stage;
};
struct Finish {
  Name outcome;
  std::optional<Text> title;
};

// --- in a step
struct Within {
  Length length;
  Adjust adjust = Adjust::none;
  std::optional<Anchor> of;
};
struct NoLaterThan {
  std::optional<Length> length;  // none: the anchor's own date
  bool before = true;
  Anchor anchor;
};
struct GiveAtLeast {
  Length length;
};
struct Aim {
  Length length;
  std::optional<Anchor> of;
};
struct ByTime {
  std::int16_t minute = 0;  // of the day
};
struct By {
  Name role;
};
struct OnlyIf {
  Condition condition;
};
struct Note {
  Text text;
};
struct Varying {
  bool weekday = false;
  bool time_of_day = false;
  bool way = false;
  bool from_last_time = false;
  std::optional<Name> among;
  Span span;
};
struct Do {
  std::vector<EventUse> actions;
  bool any_of = false;
  std::optional<Condition> condition;
  std::optional<Varying> varying;
};

}  // namespace engage::syntax
