#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "calendar/calendar.h"
#include "model/condition.h"
#include "model/scenario.h"
#include "model/statement.h"
#include "model/words.h"

// A checked policy: resolved, typed, immutable. All ids are indices into the vectors of the policy
// that they belong to.
namespace engage::model {

struct Escalation {
  std::string name;
  std::string title;
  RoleId role = 0;
  bool titled = true;
};

// What is done beside the stage's sequence: at an event, when something becomes true, or from when the stage is entered.
struct Rule {
  enum class Kind : std::uint8_t { on, when, alongside } kind = Kind::on;
  enum class Again : std::uint8_t { beside, unless_open, starting_over } again = Again::beside;  // on
  bool after_closing = false;            // when: asked on until the case's next episode starts
  std::string title;                     // alongside
  EventSet events;                       // on
  std::optional<ConditionId> condition;  // on … if; when: always there
  std::optional<StageId> stage;          // written in this stage
  std::vector<bool> active;              // by StageId
  std::optional<Escalation> escalation;
  std::string clause;
  Next body;
  Span span;
};

struct Limit {
  Duration duration;
  Adjust adjust = Adjust::none;
  std::optional<Anchor> since;
  std::optional<StageId> stage;  // written in this stage; else the policy's
  std::vector<bool> active;      // by StageId
  std::optional<StageId> go_to;
  std::optional<OutcomeId> finish;
  Span span;
};

struct Stage {
  std::string name;
  std::string title;
  std::string clause;
  Next body;
  std::vector<RuleId> rules;  // its own, in the order written
  std::vector<LimitId> limits;
  Span span;
  bool titled = true;
};
inline const std::string& title_of(const Stage& stage) { return stage.title.empty() ? stage.name : stage.title; }

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

// A name for a date that is worked out from an anchor, by the calendar of the policy that asks.
struct DateWord {
  enum class Kind : std::uint8_t { same_day, counted, day_of_month, last_day_of_month } kind = Kind::same_day;
  std::string name;
  std::string title;
  bool titled = true;
  Duration duration;  // counted; not in hours
  bool before = false;
  Adjust adjust = Adjust::none;
  int day = 1;  // day_of_month: at most the month's last
  bool next_month = false;
  Anchor anchor;
  Span span;
};

// One version of a policy.
struct Policy {
  std::string name;
  std::string title;
  bool titled = true;
  std::string clause;
  std::optional<Span> extends;  // where the name of the policy stands whose text this one changes
  int version = 1;
  std::optional<Date> effective;  // none: before all
  bool for_all_cases = false;
  std::shared_ptr<const Calendar> calendar;
  std::vector<std::shared_ptr<const Calendar>> other_calendars;  // that some duration names
  std::optional<std::string> timezone;                           // IANA; its calendar's
  std::optional<ConditionId> applies_when;
  EventSet starts_on;
  std::optional<ConditionId> starts_when;
  std::optional<Duration> default_within;
  std::vector<Setting> settings;
  std::vector<Group> groups;  // used or not, in the order declared
  std::vector<Define> defines;
  std::vector<DateWord> dates;

  std::vector<Condition> conditions;
  std::vector<std::optional<ConditionId>> guards;  // by EventId, of the actions `allowed if`
  std::vector<Statement> statements;
  std::vector<Step> steps;
  std::vector<Stage> stages;         // the first is where an episode starts
  std::vector<Rule> rules;           // in the order written
  std::vector<RuleId> policy_rules;  // those written at policy level
  std::vector<Limit> limits;
  std::vector<LimitId> policy_limits;
  std::vector<Outcome> outcomes;
  EventSet outcomes_asked;                      // of which some part of it asks what came of them
  std::vector<EventSet::Narrowed> roles_asked;  // and who did them
  Span span;
};

// A policy name with all its versions, which share their words: case records are read with the
// words of all versions together.
struct Family {
  std::string name;
  Words words;
  std::optional<std::string> timezone;  // IANA; of the newest version's calendar that has one
  std::vector<Policy> versions;         // by effective date, those without one first, then by number
  bool named = false;                   // declared in a file named by the user, not only used
};

struct Program {
  std::vector<Family> families;     // in order of first declaration
  std::vector<Scenario> scenarios;  // by file, in the order written
  const Family* find(std::string_view name) const;
};

}  // namespace engage::model
