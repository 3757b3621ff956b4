#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "calendar/calendar.h"

namespace engage {

// Failures read as dates.
inline void PrintTo(Date date, std::ostream* out) { *out << to_string(date); }
inline void PrintTo(Instant at, std::ostream* out) { *out << to_string(at); }

// `text` is YYYY-MM-DD.
inline Date day(std::string_view text) {
  const auto date = parse_date(text);
  if (!date) throw std::invalid_argument(std::string(text));
  return *date;
}

// `text` is YYYY-MM-DDTHH:MM.
inline Instant minute(std::string_view text) {
  const int hours = std::stoi(std::string(text.substr(11, 2)));
  const int minutes = std::stoi(std::string(text.substr(14, 2)));
  return {start_of(day(text.substr(0, 10))).minutes + hours * 60 + minutes};
}

// The date, or the fault in words, to compare in one line.
inline std::string said(const std::expected<Date, DateFault>& result) {
  if (result) return to_string(*result);
  return result.error().kind == DateFault::Kind::outside_coverage ? "not covered: " + to_string(result.error().date)
                                                                  : "outside 1900 to 2199";
}

inline std::string said(const std::expected<Instant, DateFault>& result) {
  if (result) return to_string(*result);
  return said(std::expected<Date, DateFault>(std::unexpected(result.error())));
}

inline std::string said(const std::expected<Deadline, DateFault>& result) {
  if (!result) return said(std::expected<Date, DateFault>(std::unexpected(result.error())));
  std::string text;
  if (result->whole_day) {
    append_date(text, date_of(result->at));
  } else {
    append_minute(text, result->at);
  }
  return text;
}

}  // namespace engage
