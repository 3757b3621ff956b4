#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace engage {

// A civil date as days since 1970-01-01; the language knows 1900-01-01 to 2199-12-31.
struct Date {
  std::int32_t days = 0;
  friend auto operator<=>(Date, Date) = default;
};

// A local wall-clock minute as minutes since 1970-01-01T00:00; seconds are dropped.
struct Instant {
  std::int32_t minutes = 0;
  friend auto operator<=>(Instant, Instant) = default;
};

struct Ymd {
  int year = 1970;
  int month = 1;
  int day = 1;
};

enum class Weekday : std::uint8_t { sunday, monday, tuesday, wednesday, thursday, friday, saturday };

inline constexpr int kMinutesPerDay = 1440;
inline constexpr int kFirstYear = 1900;
inline constexpr int kLastYear = 2199;
inline constexpr Date kFirstDate{-25567};  // 1900-01-01
inline constexpr Date kLastDate{84005};    // 2199-12-31

// Nothing when there is no such day or the year lies outside 1900 to 2199.
std::optional<Date> make_date(int year, int month, int day);
Ymd ymd(Date date);
Weekday weekday(Date date);
bool in_range(Date date);

constexpr Date operator+(Date date, int days) { return {date.days + days}; }
constexpr Date operator-(Date date, int days) { return {date.days - days}; }
constexpr int operator-(Date a, Date b) { return a.days - b.days; }

constexpr Instant start_of(Date date) { return {date.days * kMinutesPerDay}; }
constexpr Instant last_minute_of(Date date) { return {date.days * kMinutesPerDay + kMinutesPerDay - 1}; }
constexpr Date date_of(Instant at) {
  const std::int32_t days = at.minutes / kMinutesPerDay;
  return {at.minutes % kMinutesPerDay < 0 ? days - 1 : days};
}
constexpr int minute_of_day(Instant at) { return at.minutes - start_of(date_of(at)).minutes; }

// Exactly YYYY-MM-DD.
std::optional<Date> parse_date(std::string_view text);

// Same day of the month n months later (or earlier, n < 0), or that month's last day if it has no
// such day: 31 January + 1 = 28 or 29 February; 28 February + 1 = 28 March. The result is some date
// out of range where it would leave 1900 to 2199: the caller asks in_range.
Date add_months(Date date, int months);

// YYYY-MM-DD; YYYY-MM-DDTHH:MM; an instant at 00:00 as its date alone.
void append_date(std::string& out, Date date);
void append_minute(std::string& out, Instant at);
void append_instant(std::string& out, Instant at);
std::string to_string(Date date);
std::string to_string(Instant at);

std::string_view name(Weekday day);      // "sunday"
std::string_view month_name(int month);  // 1: "january"

}  // namespace engage
