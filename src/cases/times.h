#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "calendar/date.h"
#include "cases/timezone.h"

// The dates and times of case records: YYYY-MM-DD, or YYYY-MM-DDTHH:MM[:SS][.fff][Z|±HH:MM] with a
// T or one space between; also with what databases write for the zone: ±HH, " UTC". Seconds are dropped.
namespace engage::cases {

// A time as written.
struct WrittenTime {
  enum class Zone : std::uint8_t { local, utc, offset };
  Date date;
  std::optional<std::int16_t> minute;  // of the day; none: a date alone
  Zone zone = Zone::local;
  std::int16_t offset = 0;  // minutes east of UTC
};

// A time on the clock of the place.
struct LocalTime {
  Date date;
  std::optional<std::int16_t> minute;
  bool again = false;  // the clock had shown this minute once before: it had been set back
};

enum class TimeFault : std::uint8_t {
  none,
  shape,           // not of a form above
  no_such_date,    // 2026-02-30
  no_such_time,    // 24:00, 10:15:60
  no_such_offset,  // +24:00
  out_of_range,    // a year outside 1900 to 2199
  no_timezone,     // Z, and the calendar has no timezone
};

TimeFault parse_date(std::string_view text, Date& date);
TimeFault parse_time(std::string_view text, WrittenTime& time);

// Without a zone an offset is dropped: the time as written counts.
TimeFault to_local(const WrittenTime& written, const TimeZone* zone, LocalTime& local);

// One clause in lower case: "2026-02-30 is no date".
std::string sentence(TimeFault fault, std::string_view text);

// A date, or a date and a time of day, as somebody names one to a command: written as in a record, and local.
struct Moment {
  Date date;
  std::optional<std::int16_t> minute;  // of the day; none: the date alone

  Instant first() const { return {start_of(date).minutes + minute.value_or(0)}; }
  // A date stands for the whole of its day, to its last minute.
  Instant last() const { return minute ? first() : last_minute_of(date); }
};
// Or a clause that says what is wrong.
std::expected<Moment, std::string> read_moment(std::string_view text);

}  // namespace engage::cases
