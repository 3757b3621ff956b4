#pragma once

#include <optional>
#include <vector>

#include "calendar/holiday.h"
#include "syntax/condition.h"

// The statements that declare days and words, as written.
namespace engage::syntax {

// --- in a calendar
struct Covers {
  int first = 0;
  int last = 0;
};
struct Timezone {
  Text name;
};
struct Weekend {
  std::vector<Weekday> days;  // `none`: empty
};
struct Hours {
  std::vector<Weekday> days;  // none written: all seven
  OpenHours hours;
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
  Date first;
  Date last;
  std::optional<Text> title;
};
struct Include {
  Name calendar;
};
struct PeriodLine {
  Name name;
  std::optional<Text> title;
  Date first;
  Date last;
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
struct OutcomeWord {
  Name name;
  std::optional<Text> title;
};
struct ActionDecl {
  Name name;
  std::optional<Text> title;
  std::optional<Name> by;
  std::optional<Condition> allowed_if;
  bool never = false;
  std::vector<OutcomeWord> outcomes;
  bool with_client = false;
};
struct GroupDecl {
  Name name;
  std::optional<Text> title;
  std::vector<EventUse> members;
};
struct Define {
  Name name;
  Condition condition;
};
// How a date is worked out.
struct DateRule {
  enum class Kind : std::uint8_t { same_day, counted, day_of_month, last_day_of_month } kind = Kind::same_day;
  std::optional<Length> length;  // counted
  bool before = false;
  Adjust adjust = Adjust::none;
  int day = 1;              // day_of_month
  bool next_month = false;  // of the month after
  Anchor anchor;
};
struct DateDecl {
  Name name;
  std::optional<Text> title;
  DateRule rule;
};

}  // namespace engage::syntax
