#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"

namespace engage::tables {

// A form in which a column writes its dates, such as `D/M/YYYY`, `D MMM YYYY`, `MMMM D, YYYY`, `serial` (days of a
// spreadsheet, from 1899-12-30), `epoch` and `epoch ms` (seconds and thousandths of UTC since 1970). A time of day may
// follow the date: 14:30, 14:30:15.250, 2:30 PM, with an offset or `UTC` behind it.
//
// D and M take one digit or two, DD and MM two; YYYY four, YY two for 2000 to 2099; MMM and MMMM the English names of
// months, whole or their first three letters. What else stands in it stands in the cell.
class DateFormat {
 public:
  // Nothing where it is no such form.
  static std::optional<DateFormat> read(std::string_view form);

  const std::string& form() const { return form_; }

  // The same moment as case records write it: 2026-01-31, or 2026-01-31T09:30 with what stood behind; nothing where
  // the cell has another form, or the day does not exist.
  std::optional<std::string> to_record(std::string_view cell) const;

 private:
  enum class Kind : std::uint8_t { pattern, serial, epoch, epoch_ms };
  enum class Part : std::uint8_t { day, day2, month, month2, month_name, year, year2, text };
  struct Piece {
    Part part;
    char text = '\0';
  };

  std::optional<std::string> from_number(std::string_view cell) const;

  std::string form_;
  Kind kind_ = Kind::pattern;
  std::vector<Piece> pieces_;
};

// The usual forms, other than the one of case records, in which the cell is a date.
std::vector<std::string_view> possible_forms(std::string_view cell);
// The same, and forms in which dates are numbers that only a column of dates means so: `serial`, `epoch`, `epoch ms`.
std::vector<std::string_view> possible_forms_in_dates(std::string_view cell);

}  // namespace engage::tables
