#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/calendar.h"
#include "model/condition.h"
#include "model/scenario.h"
#include "model/words.h"

// A checked policy: resolved, typed, immutable. All ids are indices into the vectors of the policy
// that they belong to.
namespace engage::model {

using StageId = std::uint16_t;
using RuleId = std::uint16_t;
using LimitId = std::uint16_t;
using OutcomeId = std::uint16_t;
using StatementId = std::uint16_t;
inline constexpr StatementId kEnd = 0xFFFF;  // no further statement
inline constexpr int kMaxRepeatDepth = 8;    // rounds within rounds

// The deadline that a step sets itself.
struct StepDeadline {
  enum class Kind : std::uint8_t {
    none,
    after_opening,  // within D
    after_anchor,   // within D of ANCHOR
    before_anchor,  // no later than D before ANCHOR: the whole of that date
  } kind = Kind::none;
  Duration duration;
  Adjust adjust = Adjust::none;
  Anchor anchor;
};

// The named things together make a slot.
struct Varying {
  bool weekday = false;
  bool time_of_day = false;
  bool way = false;
  EventSet among;  // the events whose slots count: the group's, or the line's own actions
};

// One `do` line: an action, or a choice of which one is enough.
struct DoLine {
  std::vector<EventId> actions;  // as written; at most 64
  bool any_of = false;
  std::optional<ConditionId> condition;
  std::optional<Varying> varying;
  RoleId role = kNoRole;         // whose work it is, worked out by the order of section 6.8
  std::string id;                // "step.action" or "step.any(a,b)": an id without its #K
  Span span;

  static constexpr RoleId kNoRole = 0xFFFF;
};

struct Step {
  std::string name;
  std::string title;
  std::string clause;                  // its own source, else its rule's, its stage's, the policy's
  std::string note;                    // several notes: one a line
  StepDeadline deadline;
  std::optional<ConditionId> only_if;
  std::vector<DoLine> lines;           // at most 64
  std::optional<RuleId> rule;          // the rule in whose block it stands
  std::optional<StageId> stage;        // the stage in whose sequence, or rule, it stands
  Span span;
  bool titled = true;                  // here and below as in words.h
};

// Statements of all sequences, flat. Where a statement ends and the sequence goes on, `next` says
// what comes; a repeat's block comes back to its repeat with `round_ended`.
struct Next {
  StatementId statement = kEnd;
  bool round_ended = false;
};

struct OpenStep { StepId step; };
struct Wait { Duration low; std::optional<Duration> high; EventSet events; };
struct WaitFor { EventSet events; std::optional<Duration> at_most; };
struct WaitUntil { ConditionId condition; std::optional<Duration> at_most; };
struct Repeat {
  Duration every;
  std::optional<Duration> to;
  std::optional<int> times;
  std::optional<ConditionId> until;
  Next body;
  std::uint8_t depth = 0;  // of nesting: which counter it uses
};
struct If { ConditionId condition; Next then; Next otherwise; };  // without `otherwise`: what comes after
struct GoTo { StageId stage; };
struct Finish { OutcomeId outcome; };

struct Statement {
  std::variant<OpenStep, Wait, WaitFor, WaitUntil, Repeat, If, GoTo, Finish> node;
  Next next;
  Span span;
};

struct Escalation {
  std::string name;
  std::string title;
  RoleId role = 0;
  bool titled = true;
};

struct Rule {
  enum class Kind : std::uint8_t { on, when } kind = Kind::on;
  EventSet events;                         // on
  std::optional<ConditionId> condition;    // on … if; when: always there
  std::optional<StageId> stage;            // written in this stage
  std::vector<bool> active;                // by StageId
  std::optional<Escalation> escalation;
  std::string clause;
  Next body;
  Span span;
};

struct Limit {
  Duration duration;
  Adjust adjust = Adjust::none;
  std::optional<Anchor> since;
  std::optional<StageId> stage;            // written in this stage; else the policy's
  std::vector<bool> active;                // by StageId
  std::optional<StageId> go_to;
  std::optional<OutcomeId> finish;
  Span span;
};

struct Stage {
  std::string name;
  std::string title;
  std::string clause;
  Next body;
  std::vector<RuleId> rules;               // its own, in the order written
  std::vector<LimitId> limits;
  Span span;
  bool titled = true;
};

struct Outcome {
  std::string name;
  std::string title;
  bool titled = true;
};

struct Setting {
  std::string name;
  std::string title;
  Duration value;
  std::optional<Duration> at_most;
  std::optional<Duration> at_least;
};

// A name for several events, which conditions have forgotten.
struct Group {
  std::string name;
  std::string title;
  EventSet events;
  Span span;
  bool titled = true;
};

// A name for a condition: wherever it is used stands this same ConditionId.
struct Define {
  std::string name;
  ConditionId condition = 0;
  Span span;
};

// One version of a policy.
struct Policy {
  std::string name;
  std::string title;
  bool titled = true;
  std::string clause;
  int version = 1;
  std::optional<Date> effective;           // none: before all
  bool for_all_cases = false;
  std::shared_ptr<const Calendar> calendar;
  std::optional<std::string> timezone;     // IANA; its calendar's
  std::optional<ConditionId> applies_when;
  EventSet starts_on;
  std::optional<ConditionId> starts_when;
  std::optional<Duration> default_within;
  std::vector<Setting> settings;
  std::vector<Group> groups;               // used or not, in the order declared
  std::vector<Define> defines;

  std::vector<Condition> conditions;
  std::vector<std::optional<ConditionId>> guards;  // by EventId, of the actions `allowed if`
  std::vector<Statement> statements;
  std::vector<Step> steps;
  std::vector<Stage> stages;               // the first is where an episode starts
  std::vector<Rule> rules;                 // in the order written
  std::vector<RuleId> policy_rules;        // those written at policy level
  std::vector<Limit> limits;
  std::vector<LimitId> policy_limits;
  std::vector<Outcome> outcomes;
  Span span;
};

// A policy name with all its versions, which share their words: case records are read with the
// words of all versions together.
struct Family {
  std::string name;
  Words words;
  std::optional<std::string> timezone;     // IANA; of the newest version's calendar that has one
  std::vector<Policy> versions;            // by effective date, those without one first, then by number
  bool named = false;                      // declared in a file named by the user, not only used
};

struct Program {
  std::vector<Family> families;            // in order of first declaration
  std::vector<Scenario> scenarios;         // by file, in the order written
  const Family* find(std::string_view name) const;
};

}  // namespace engage::model
