#pragma once

#include <cstdint>
#include <string>

#include "calendar/date.h"

namespace engage {

class Calendar;

enum class Unit : std::uint8_t { hours, business_hours, days, business_days, weeks, months, years };

enum class CalendarUnit : std::uint8_t { week, month, quarter, year };

// A length of time as written: 0 to 9999 of a unit (months to 1200). Only hours are exact on the
// clock; all else goes from date to date.
struct Duration {
  std::int32_t count = 0;
  Unit unit = Unit::days;
  const Calendar* calendar = nullptr;  // of business units: which counts them; null: the policy's own
  friend bool operator==(Duration, Duration) = default;
};

std::string to_string(Duration duration);  // "3 business days", "1 week", "2 business hours in clinic"

// Whether it leads to a minute of the clock, not to a date.
constexpr bool is_exact(Duration duration) {
  return duration.unit == Unit::hours || duration.unit == Unit::business_hours;
}
// Whether it is counted by a calendar's business days.
constexpr bool is_business(Duration duration) {
  return duration.unit == Unit::business_days || duration.unit == Unit::business_hours;
}

// Whether one can be held against the other: business units compare only where unit and calendar are the same.
bool comparable(Duration a, Duration b);
// What is certain of `a` against `b`, over all dates from 1900 to 2199 that they may start from: 6 weeks
// is at most 3 months; 13 weeks is neither at most nor at least 3 months; of two that do not compare, nothing. Hours are n/24 days exactly, while a length in days lasts from some minute of a
// day to the end of another, so n days are between n and n + 1 times 24 hours: 24 hours is at most
// 1 day, but only 48 hours is at least 1 day.
bool certainly_at_most(Duration a, Duration b);
bool certainly_at_least(Duration a, Duration b);

// The last moment at which something is in time. `at` is the minute itself when the duration was
// exact, else 00:00 of the date whose whole day counts.
struct Deadline {
  Instant at;
  bool whole_day = true;

  // The first instant at which it has passed.
  constexpr Instant passed_at() const { return {whole_day ? at.minutes + kMinutesPerDay : at.minutes + 1}; }
  friend bool operator==(const Deadline&, const Deadline&) = default;
};

// The dates of the calendar week (from Monday), month, quarter or year that holds one.
struct DateSpan {
  Date first;
  Date last;
};
DateSpan span_of(CalendarUnit unit, Date date);
std::string_view name(CalendarUnit unit);  // "week"

// That minute of the deadline's date.
constexpr Deadline at_time(const Deadline& deadline, std::int16_t minute) {
  return {Instant{start_of(date_of(deadline.at)).minutes + minute}, false};
}

// A deadline's date that is not a business day may be moved; nothing else ever moves.
enum class Adjust : std::uint8_t { none, next_business_day, previous_business_day };

}  // namespace engage
