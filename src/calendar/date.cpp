#include "calendar/date.h"

#include <algorithm>
#include <array>
#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <cassert>

namespace engage {
namespace {

using Gregorian = boost::gregorian::gregorian_calendar;

// Boost's number of 1970-01-01.
constexpr std::int32_t kEpoch = 2440588;

int days_in_month(int year, int month) {
  return Gregorian::end_of_month_day(static_cast<unsigned short>(year), static_cast<unsigned short>(month));
}

// The day must exist.
Date from_ymd(int year, int month, int day) {
  const Gregorian::ymd_type ymd(static_cast<unsigned short>(year), static_cast<unsigned short>(month),
                                static_cast<unsigned short>(day));
  return {static_cast<std::int32_t>(Gregorian::day_number(ymd)) - kEpoch};
}

// The number that `text` spells, digits only; -1 for anything else.
int digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

void put_two_digits(char* to, int value) {
  to[0] = static_cast<char>('0' + value / 10);
  to[1] = static_cast<char>('0' + value % 10);
}

}  // namespace

std::optional<Date> make_date(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return from_ymd(year, month, day);
}

Ymd ymd(Date date) {
  const auto [year, month, day] = Gregorian::from_day_number(static_cast<std::uint32_t>(date.days + kEpoch));
  return {year, month, day};
}

Weekday weekday(Date date) {
  constexpr int kOfEpoch = static_cast<int>(Weekday::thursday);
  return static_cast<Weekday>((date.days % 7 + 7 + kOfEpoch) % 7);
}

bool in_range(Date date) { return kFirstDate <= date && date <= kLastDate; }

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return make_date(digits(text.substr(0, 4)), digits(text.substr(5, 2)), digits(text.substr(8, 2)));
}

Date add_months(Date date, int months) {
  const Ymd from = ymd(date);
  const int to = from.year * 12 + from.month - 1 + months;
  if (to < kFirstYear * 12) return kFirstDate - 1;
  const int year = to / 12;
  const int month = to % 12 + 1;
  if (year > kLastYear) return kLastDate + 1;
  return from_ymd(year, month, std::min(from.day, days_in_month(year, month)));
}

void append_date(std::string& out, Date date) {
  const Ymd at = ymd(date);
  char text[] = "YYYY-MM-DD";
  put_two_digits(text, at.year / 100);
  put_two_digits(text + 2, at.year % 100);
  put_two_digits(text + 5, at.month);
  put_two_digits(text + 8, at.day);
  out.append(text, 10);
}

void append_minute(std::string& out, Instant at) {
  append_date(out, date_of(at));
  const int minute = minute_of_day(at);
  char text[] = "THH:MM";
  put_two_digits(text + 1, minute / 60);
  put_two_digits(text + 4, minute % 60);
  out.append(text, 6);
}

void append_instant(std::string& out, Instant at) {
  if (minute_of_day(at) == 0) {
    append_date(out, date_of(at));
  } else {
    append_minute(out, at);
  }
}

std::string to_string(Date date) {
  std::string out;
  append_date(out, date);
  return out;
}

std::string to_string(Instant at) {
  std::string out;
  append_instant(out, at);
  return out;
}

std::string_view name(Weekday day) {
  static constexpr std::array<std::string_view, 7> kNames = {"sunday",   "monday", "tuesday", "wednesday",
                                                             "thursday", "friday", "saturday"};
  return kNames[static_cast<std::size_t>(day)];
}

std::string_view month_name(int month) {
  static constexpr std::array<std::string_view, 12> kNames = {"january",   "february", "march",    "april",
                                                              "may",       "june",     "july",     "august",
                                                              "september", "october",  "november", "december"};
  assert(month >= 1 && month <= 12);
  return kNames[static_cast<std::size_t>(month - 1)];
}

}  // namespace engage
