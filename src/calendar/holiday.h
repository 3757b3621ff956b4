#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/date.h"

namespace engage {

// The kinds of holiday a calendar can name (language reference, section 2).
struct OnFixedDate {
  int month;
  int day;
};  // a year without that day has none
struct OnNthWeekday {
  int nth;
  Weekday weekday;
  int month;
};  // nth 1 to 5, 0: last
struct OnLastWeekdayBefore {
  Weekday weekday;
  int month;
  int day;
};
struct OnFirstWeekdayFrom {
  Weekday weekday;
  int month;
  int day;
};  // on or after
struct OnEaster {
  int days;
};  // after Western Easter Sunday; before: negative
struct OnDate {
  Date date;
};
using HolidayDay = std::variant<OnFixedDate, OnNthWeekday, OnLastWeekdayBefore, OnFirstWeekdayFrom, OnEaster, OnDate>;

// `if weekend|saturday|sunday then …`: the first rule that fits the actual date places a substitute.
struct SubstituteRule {
  enum class If : std::uint8_t { weekend, saturday, sunday } when;
  enum class Then : std::uint8_t { next_business_day, next_monday, previous_friday } then;
};

struct HolidayRule {
  std::string name;
  HolidayDay day;
  // Both for the year of the actual date, both included.
  int from_year = kFirstYear;
  int until_year = kLastYear;
  std::vector<SubstituteRule> substitutes;
};

struct Closure {
  Date first;
  Date last;
  std::string name;
};

struct WorkingDay {
  Date date;
  std::string name;  // may be empty
};

// A calendar as declared, with all that it includes already taken in.
struct CalendarSpec {
  std::string name;
  std::string title;  // may be empty
  int first_year = kFirstYear;
  int last_year = kLastYear;
  std::vector<Weekday> weekend;  // may be empty: every day is a working day
  std::vector<HolidayRule> holidays;
  std::vector<Closure> closures;
  std::vector<WorkingDay> openings;  // business days whatever else says
};

// Western (Gregorian) Easter Sunday; year 1583 to 9999.
Date easter(int year);

// The actual date counted in that year, if it has one (year 1400 to 9999). It may fall into the year
// beside it: the last monday before january 1.
std::optional<Date> actual_date(const HolidayDay& day, int year);

}  // namespace engage
