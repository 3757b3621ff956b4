#include "tables/csv_text.h"

namespace engage::tables {

void append_cell(std::string& out, std::string_view cell, bool first, char separator) {
  if (!first) out += separator;
  const bool plain =
      cell.find_first_of("\"\n\r") == std::string_view::npos && cell.find(separator) == std::string_view::npos &&
      (cell.empty() || (cell.front() != ' ' && cell.front() != '\t' && cell.back() != ' ' && cell.back() != '\t'));
  if (plain) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace engage::tables
