#include "drivers/sheet_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>
#include <system_error>

#include "calendar/date.h"

namespace engage::drivers {
namespace {

constexpr std::int64_t kDay = 86'400'000;  // in milliseconds, as all here
constexpr std::int64_t kSecond = 1000;

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

void append_clock(std::string& out, std::int64_t at) {
  const std::int64_t seconds = at / kSecond;
  fmt::format_to(std::back_inserter(out), "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (at % kSecond != 0) fmt::format_to(std::back_inserter(out), ".{:03}", at % kSecond);
}

// The 29th of February 1900, which is in every sheet since Lotus 1-2-3 had it.
constexpr std::int64_t kNoSuchDay = 60;

// Nothing where no calendar has the day.
std::optional<Date> date_of_day(std::int64_t day, DayCount days) {
  constexpr std::int64_t kFrom1904 = 1462;
  if (days == DayCount::since_1904) {
    day += kFrom1904;
  } else if (day == kNoSuchDay || day < 1) {
    return std::nullopt;
  } else if (day < kNoSuchDay) {
    ++day;
  }
  constexpr std::int64_t kFirst1970 = 25569;
  constexpr std::int64_t kLast = 200'000;
  if (day > kLast) return std::nullopt;
  const Date date{static_cast<std::int32_t>(day - kFirst1970)};
  return in_range(date) ? std::optional(date) : std::nullopt;
}

// Nothing where the number is not what its format says.
bool append_moment(std::string& out, double value, NumberFormat::Kind kind, DayCount days) {
  constexpr double kMost = 1e7;
  if (value < 0 || value > kMost) return false;
  const auto at = static_cast<std::int64_t>(std::llround(value * kDay));
  const bool moment_without_day = kind == NumberFormat::Kind::moment && days == DayCount::since_1900;
  const bool clock = kind == NumberFormat::Kind::time_of_day || moment_without_day;
  if (kind == NumberFormat::Kind::hours || (clock && at < kDay)) {
    append_clock(out, at);
    return true;
  }
  const std::optional<Date> date = date_of_day(at / kDay, days);
  if (!date) return false;
  append_date(out, *date);
  if (kind != NumberFormat::Kind::date || at % kDay != 0) {
    out += ' ';
    append_clock(out, at % kDay);
  }
  return true;
}

// The first of up to four parts, for numbers above zero, without what stands in quotes, after a backslash or is a
// colour, a condition or a language in brackets.
std::string plain_code(std::string_view code) {
  std::string plain;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = code[at];
    if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', at), code.size());
      const std::string_view inside = code.substr(at + 1, end - at - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == inside.npos) plain += '[';  // hours past 24
      at = end;
    } else {
      plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return plain;
}

}  // namespace

NumberFormat format_of_code(std::string_view code) {
  using Kind = NumberFormat::Kind;
  const std::string plain = plain_code(code);
  const auto has = [&](std::string_view any) { return plain.find_first_of(any) != std::string::npos; };
  if (plain == "general" || plain == "@") return {};
  if (plain.size() > 1 && plain.find_first_not_of('0') == std::string::npos) {
    return {Kind::number, static_cast<int>(std::min<std::size_t>(plain.size(), 255))};
  }
  if (has("[")) return {Kind::hours};
  const bool time = has("hs");
  // `m` alone is months, and minutes beside hours or seconds.
  const bool date = has("yd") || (has("m") && !time);
  if (date) return {time ? Kind::moment : Kind::date};
  return {time ? Kind::time_of_day : Kind::number};
}

NumberFormat format_of_id(int id) {
  using enum NumberFormat::Kind;
  if (id == 22) return {moment};
  if ((id >= 18 && id <= 21) || id == 45 || id == 47) return {time_of_day};
  if (id == 46) return {hours};
  // From 27 on as Office has them for languages of East Asia; of these 32 to 35 are times of day.
  if (id >= 32 && id <= 35) return {time_of_day};
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return {date};
  return {};
}

void append_number(std::string& out, std::string_view written, const NumberFormat& format, DayCount days) {
  double value = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
  if (error != std::errc() || end != written.data() + written.size()) {
    out += written;
    return;
  }
  if (format.kind != NumberFormat::Kind::number && append_moment(out, value, format.kind, days)) return;
  if (is_digits(written)) {
    // Not by way of a double, which has no more than 15 digits.
    if (written.size() < static_cast<std::size_t>(format.digits)) {
      out.append(static_cast<std::size_t>(format.digits) - written.size(), '0');
    }
    out += written;
    return;
  }
  constexpr double kWhole = 1e15;
  if (std::abs(value) < kWhole && value == std::trunc(value)) {
    const auto whole = static_cast<std::int64_t>(value);
    fmt::format_to(std::back_inserter(out), "{:0{}}", whole, value < 0 ? 0 : format.digits);
    return;
  }
  // As many digits as Excel shows: 0.1 + 0.2 is 0.3.
  fmt::format_to(std::back_inserter(out), "{:.15g}", value);
}

void append_iso(std::string& out, std::string_view written, const NumberFormat& format) {
  const std::size_t t = written.find('T');
  if (t == std::string_view::npos) {
    out += written;
    return;
  }
  const std::string_view time = written.substr(t + 1);
  out += written.substr(0, t);
  if (format.kind == NumberFormat::Kind::date && time.find_first_not_of("0:.Z") == std::string_view::npos) return;
  out += ' ';
  out += time;
}

}  // namespace engage::drivers
