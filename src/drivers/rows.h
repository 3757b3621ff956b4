#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"

// Tables from where they are kept: sheets of a workbook, tables of a database. Cells are UTF-8 in engage's forms: a date
// is 2026-01-14, a moment 2026-01-14 10:30:00 with as much of .fff and +00:00 behind it as there is, yes and no are
// true and false, a number has no more digits than it needs.
namespace engage::drivers {

// The row's cells, in the order of the columns; none where the table has nothing.
using Cells = std::vector<std::optional<std::string_view>>;

// Rows of a table, one after the other, in constant memory. Outlives the database or workbook it came from.
class Rows {
 public:
  virtual ~Rows() = default;

  // Names as the table has them. Of a sheet none: which of its rows is the header, the caller says.
  virtual const std::vector<std::string>& columns() const = 0;

  // The next row; false after the last. What the cells point to holds until the next call. After an error there is no
  // further row.
  virtual Expected<bool> next(Cells& cells) = 0;

  // Of the row that was read: its number in the sheet, in the result of a query. From 1.
  virtual std::uint64_t line() const = 0;
};

}  // namespace engage::drivers
