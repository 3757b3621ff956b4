#include "cases/times.h"

#include <fmt/format.h>
#include <array>

#include "text/ascii.h"
#include "text/shortened.h"

namespace engage::cases {
namespace {

// Two digits, or -1.
constexpr int two_digits(const char* at) {
  return is_digit(at[0]) && is_digit(at[1]) ? (at[0] - '0') * 10 + (at[1] - '0') : -1;
}

constexpr bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

constexpr std::array<int, 13> kDaysBefore = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
constexpr std::array<int, 13> kDaysIn = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

// Leap days in the years 1 to `year`.
constexpr int leap_days(int year) { return year / 4 - year / 100 + year / 400; }

constexpr Date date_from(int year, int month, int day) {
  const int years = (year - 1970) * 365 + leap_days(year - 1) - leap_days(1969);
  return {years + kDaysBefore[static_cast<std::size_t>(month)] + (month > 2 && leap(year) ? 1 : 0) + day - 1};
}
static_assert(date_from(1900, 1, 1) == kFirstDate && date_from(2199, 12, 31) == kLastDate);
static_assert(date_from(1970, 1, 1).days == 0 && date_from(2024, 3, 1) - date_from(2024, 2, 28) == 2);

// Of ten characters.
TimeFault date_at(const char* at, Date& date) {
  const int century = two_digits(at), years = two_digits(at + 2);
  const int month = two_digits(at + 5), day = two_digits(at + 8);
  if ((century | years | month | day) < 0 || at[4] != '-' || at[7] != '-') return TimeFault::shape;
  const int year = century * 100 + years;
  if (month < 1 || month > 12 || day < 1) return TimeFault::no_such_date;
  if (day > kDaysIn[static_cast<std::size_t>(month)] + (month == 2 && leap(year) ? 1 : 0)) {
    return TimeFault::no_such_date;
  }
  if (year < kFirstYear || year > kLastYear) return TimeFault::out_of_range;
  date = date_from(year, month, day);
  return TimeFault::none;
}

}  // namespace

TimeFault parse_date(std::string_view text, Date& date) {
  return text.size() == 10 ? date_at(text.data(), date) : TimeFault::shape;
}

TimeFault parse_time(std::string_view text, WrittenTime& time) {
  time = {};
  if (text.size() < 10) return TimeFault::shape;
  TimeFault fault = date_at(text.data(), time.date);
  if (fault == TimeFault::shape || text.size() == 10) return fault;
  if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':') return TimeFault::shape;
  const int hour = two_digits(text.data() + 11), minute = two_digits(text.data() + 14);
  if ((hour | minute) < 0) return TimeFault::shape;
  std::string_view rest = text.substr(16);
  int second = 0;
  if (rest.starts_with(':')) {
    second = rest.size() >= 3 ? two_digits(rest.data() + 1) : -1;
    if (second < 0) return TimeFault::shape;
    rest.remove_prefix(3);
  }
  if (rest.starts_with('.')) {
    std::size_t digits = 0;
    while (1 + digits < rest.size() && is_digit(rest[1 + digits])) ++digits;
    if (digits == 0) return TimeFault::shape;
    rest.remove_prefix(1 + digits);
  }
  if (rest == "Z" || rest == " UTC") {
    time.zone = WrittenTime::Zone::utc;
  } else if (!rest.empty()) {
    // ±HH:MM, and as databases write it: ±HH.
    const bool whole = rest.size() == 6 && rest[3] == ':';
    if ((rest[0] != '+' && rest[0] != '-') || (!whole && rest.size() != 3)) return TimeFault::shape;
    const int hours = two_digits(rest.data() + 1), minutes = whole ? two_digits(rest.data() + 4) : 0;
    if ((hours | minutes) < 0) return TimeFault::shape;
    if (fault == TimeFault::none && (hours > 23 || minutes > 59)) fault = TimeFault::no_such_offset;
    time.zone = WrittenTime::Zone::offset;
    time.offset = static_cast<std::int16_t>((hours * 60 + minutes) * (rest[0] == '-' ? -1 : 1));
  }
  if (fault == TimeFault::none && (hour > 23 || minute > 59 || second > 59)) fault = TimeFault::no_such_time;
  time.minute = static_cast<std::int16_t>(hour * 60 + minute);
  return fault;
}

TimeFault to_local(const WrittenTime& written, const TimeZone* zone, LocalTime& local) {
  local = {written.date, written.minute, false};
  if (written.zone == WrittenTime::Zone::local) return TimeFault::none;
  if (zone == nullptr) return written.zone == WrittenTime::Zone::utc ? TimeFault::no_timezone : TimeFault::none;
  const Instant utc{start_of(written.date).minutes + *written.minute - written.offset};
  const auto [there, again] = zone->local(utc);
  local.date = date_of(there);
  local.minute = static_cast<std::int16_t>(minute_of_day(there));
  local.again = again;
  return local.date < kFirstDate || local.date > kLastDate ? TimeFault::out_of_range : TimeFault::none;
}

std::expected<Moment, std::string> read_moment(std::string_view text) {
  WrittenTime time;
  const TimeFault fault = parse_time(text, time);
  if (fault != TimeFault::none) return std::unexpected(sentence(fault, text));
  if (time.zone == WrittenTime::Zone::local) return Moment{time.date, time.minute};
  return std::unexpected(
      fmt::format("`{}` has an offset, and a time is meant here as the clock of the place shows it", shortened(text)));
}

std::string sentence(TimeFault fault, std::string_view text) {
  const std::string shown = shortened(text);
  switch (fault) {
    case TimeFault::none: break;
    case TimeFault::shape:
      return fmt::format("`{}` is neither a date such as 2026-01-31 nor a time such as 2026-01-31T09:30", shown);
    case TimeFault::no_such_date: return fmt::format("{} is no date", shown);
    case TimeFault::no_such_time: return fmt::format("{} is no time: a day goes from 00:00 to 23:59", shown);
    case TimeFault::no_such_offset: return fmt::format("{} has an offset of more than 23:59", shown);
    case TimeFault::out_of_range:
      return fmt::format("{} lies outside the years {} to {}", shown, kFirstYear, kLastYear);
    case TimeFault::no_timezone:
      return fmt::format("{} is in UTC, and the policy's calendar has no timezone to turn it into local time", shown);
  }
  return {};
}

}  // namespace engage::cases
