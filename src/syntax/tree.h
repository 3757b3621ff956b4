#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/holiday.h"
#include "syntax/condition.h"
#include "text/source.h"

// What was written, line by line: a statement, and the block indented below it. Nothing here is
// checked beyond its form; names are not resolved.
namespace engage::syntax {

// --- at the top of a file
struct Use {
  Text path;
};
struct CalendarDecl {
  Name name;
  std::optional<Text> title;
};
struct VocabularyDecl {
  Name name;
  std::optional<Text> title;
};
struct PolicyDecl {
  Name name;
  std::optional<Text> title;
  std::optional<Name> extends;
};
struct ScenarioDecl {
  Text title;
  Name policy;
  std::optional<int> version;
  bool todo = false;
};

// --- in a calendar
struct Covers {
  int first = 0;
  int last = 0;
};
struct Timezone {
  Text name;
};
struct Weekend {
  std::vector<Weekday> days;
};
struct Holiday {
  Text name;
  HolidayDay day;
  std::optional<int> from;
  std::optional<int> until;
  std::vector<SubstituteRule> substitutes;
};
struct Closed {
  Date first;
  Date last;
  std::optional<Text> title;
};
struct OpenDay {
  Date date;
  std::optional<Text> title;
};
struct Include {
  Name calendar;
};

// --- words: in a vocabulary or a policy
enum class FactKind : std::uint8_t { choice, yes_no, scale, number, date, text };
struct RoleDecl {
  Name name;
  std::optional<Text> title;
};
struct FactDecl {
  Name name;
  std::optional<Text> title;
  FactKind kind = FactKind::text;
  std::vector<Name> values;
  std::optional<Literal> fallback;
};
struct EventDecl {
  Name name;
  std::optional<Text> title;
};
struct ActionDecl {
  Name name;
  std::optional<Text> title;
  std::optional<Name> by;
  std::optional<Condition> allowed_if;
  bool never = false;
};
struct GroupDecl {
  Name name;
  std::optional<Text> title;
  std::vector<Name> members;
};
struct Define {
  Name name;
  Condition condition;
};

// --- in a policy
struct Version {
  int number = 1;
  std::optional<Date> effective;
  bool for_all = false;
};
struct SourceClause {
  Text clause;
};  // policy, stage, step, rule
struct CalendarRef {
  Name name;
};
struct AppliesWhen {
  Condition condition;
};
struct StartsOn {
  std::vector<Name> events;
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
  std::vector<Name> events;
  std::vector<Name> during;
  std::optional<Condition> condition;
};
struct When {
  Condition condition;
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
  std::vector<Name> events;
};  // `for` events
struct WaitFor {
  std::vector<Name> events;
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
  Length length;
  Anchor before;
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
  std::optional<Name> among;
  Span span;
};
struct Do {
  std::vector<Name> actions;
  bool any_of = false;
  std::optional<Condition> condition;
  std::optional<Varying> varying;
};

// --- in a scenario
struct Moment {
  Date date;
  std::optional<int> minute;
  Span span;
};  // minute of the day
struct FactSet {
  Name fact;
  std::optional<Literal> value;
};  // no value: unknown
struct Facts {};  // header; its block holds FactSet lines
struct Happens {
  Moment at;
  std::vector<std::variant<Name, FactSet>> items;
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
  bool negated = false;         // `not` before the check, or `is not due`, `is not withheld`, …
  std::optional<Name> subject;  // action, step, stage, outcome, escalation, fact
  std::optional<Name> role;     // due to ROLE
  std::optional<Moment> from;
  std::optional<Moment> by;   // also the date of next_change
  std::optional<int> number;  // episode
};

// A line that could not be read. What it would have declared is kept, where it can be told, so that
// uses of it are not reported as well.
struct Damaged {
  std::string keyword;
  std::optional<Name> declares;
};

using Node =
    std::variant<Damaged, Use, CalendarDecl, VocabularyDecl, PolicyDecl, ScenarioDecl, Covers, Timezone, Weekend,
                 Holiday, Closed, OpenDay, Include, RoleDecl, FactDecl, EventDecl, ActionDecl, GroupDecl, Define,
                 Version, SourceClause, CalendarRef, AppliesWhen, StartsOn, DefaultWithin, DefaultBy, Setting, Set,
                 Stage, Limit, On, When, Escalate, Step, Wait, WaitFor, WaitUntil, Repeat, If, Otherwise, GoTo, Finish,
                 Within, NoLaterThan, By, OnlyIf, Note, Do, Facts, FactSet, Happens, Check>;

struct Statement {
  Node node;
  Span span;                     // the line, without indentation, comment and line ending
  std::vector<Statement> block;  // the lines indented below it, in order
};

struct Comment {
  Span span;              // from `#` to the end of the line
  bool own_line = false;  // nothing stands before it
};

struct File {
  FileId file = 0;
  std::vector<Statement> statements;
  std::vector<Comment> comments;
};

}  // namespace engage::syntax
