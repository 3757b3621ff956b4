#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "calendar/date.h"

// A workbook as spreadsheet programs have it, before it is packed into a file. Its limits are those of Excel, which
// refuses a file that breaks one.
namespace engage::form {

// Nothing, a text, a whole number, a day, a minute of a day.
using Cell = std::variant<std::monostate, std::string, std::int64_t, Date, Instant>;
using Row = std::vector<Cell>;

struct Sheet {
  std::string name;
  std::vector<std::string> headings;
  std::vector<Row> rows;  // each as long as the headings
};

struct Workbook {
  std::string title;
  Instant created;
  std::vector<Sheet> sheets;
};

inline constexpr std::size_t kMostRows = 1'048'576;  // of a sheet, with the headings
inline constexpr std::size_t kLongestCell = 32'767;  // in units of UTF-16
inline constexpr std::size_t kLongestName = 31;      // of a sheet, in the same

// Makes a workbook such that it breaks no limit. A sheet that is too long goes on in further ones; a text that is too
// long is cut, and says so at its end; one that spreadsheets would read as an escape is escaped. Names of sheets become different ones, also where capitals are not told from
// small letters, and lose what may not stand in them.
void fit(Workbook& workbook, std::size_t most_rows = kMostRows);

// How wide each column is to be, in characters: what is in it fits, up to a width at which it is wrapped.
std::vector<std::size_t> column_widths(const Sheet& sheet);

}  // namespace engage::form
