#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace engage::drivers {

// How a sheet shows a number, as far as it changes what the number says.
struct NumberFormat {
  enum class Kind : std::uint8_t {
    number,
    date,         // 2026-01-14, and the time of day where it has one
    moment,       // a date and a time of day
    time_of_day,  // 10:30:00
    hours         // hours that go on past 24: 27:30:00
  };
  Kind kind = Kind::number;
  int digits = 0;  // at least so many, with zeros before them: `00000`
};

// By its code, `yyyy-mm-dd`; by the number that stands for a code that Office knows by heart.
NumberFormat format_of_code(std::string_view code);
NumberFormat format_of_id(int id);

// Days are counted from the end of 1899, as if 1900 had been a leap year; in some files of Macs from 1904-01-01.
enum class DayCount : std::uint8_t { since_1900, since_1904 };

// What a number in a sheet says, appended; `written` as it stands in the file.
void append_number(std::string& out, std::string_view written, const NumberFormat& format, DayCount days);

// A date as ISO 8601 has it, which some programs write: 2026-01-14T10:30:00.
void append_iso(std::string& out, std::string_view written, const NumberFormat& format);

}  // namespace engage::drivers
