#pragma once

#include <array>
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
struct OnWeekdayNear {
  enum class Side : std::uint8_t { before, on_or_before, on_or_after, after };
  int nth;  // 1 to 5, counted from the date on, backwards on the first two sides: 1 is the nearest
  Weekday weekday;
  Side side;
  int month;
  int day;
};
struct OnEaster {
  int days;
};  // after Western Easter Sunday; before: negative
struct OnDate {
  Date date;
};
struct OnDaysFrom {
  int days;  // after that day; before: negative
  std::variant<OnFixedDate, OnNthWeekday, OnWeekdayNear, OnDate> day;
};
using HolidayDay = std::variant<OnFixedDate, OnNthWeekday, OnWeekdayNear, OnEaster, OnDate, OnDaysFrom>;

// `if weekend|saturday|sunday then …`: the first rule that fits the actual date places a substitute.
struct SubstituteRule {
  enum class If : std::uint8_t { weekend, saturday, sunday } when;
  enum class Then : std::uint8_t { next_business_day, next_weekday, previous_weekday } then;
  Weekday weekday = Weekday::monday;  // of the latter two: from the next (previous) such day on
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

struct WorkingDays {
  Date first;
  Date last;
  std::string name;  // may be empty
};

// From when until when a place is open on a weekday, in minutes of the day: 0 <= opens < closes <= 1440.
struct OpenHours {
  int opens;
  int closes;
  friend bool operator==(OpenHours, OpenHours) = default;
};

// A stretch of dates with a name, such as a school term. Those of one name do not overlap.
struct Period {
  std::string name;
  std::string title;  // may be empty
  Date first;
  Date last;
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
  std::vector<WorkingDays> openings;              // business days whatever else says
  std::array<std::optional<OpenHours>, 7> hours;  // by Weekday
  std::vector<Period> periods;                    // by name, then by date
};

// Western (Gregorian) Easter Sunday; year 1583 to 9999.
Date easter(int year);

// The actual date counted in that year, if it has one (year 1402 to 9997). It may fall into another year near it:
// the last monday before january 1, 100 days after december 1.
std::optional<Date> actual_date(const HolidayDay& day, int year);

}  // namespace engage
