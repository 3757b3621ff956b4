#include "tables/csv.h"

#include <algorithm>

namespace engage::tables {

std::string_view CsvCursor::trimmed(std::string_view text) const {
  const std::string_view blanks = separator_ == '\t' ? " \r" : " \t\r";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

const CsvRow& CsvCursor::read_line(std::size_t begin) {
  return read(begin, bytes_.substr(0, std::min(bytes_.find('\n', begin), bytes_.size() - 1) + 1));
}

const CsvRow& CsvCursor::read(std::size_t begin, std::string_view bytes) {
  row_.cells.clear();
  row_.fault = CellFault::none;
  row_.lines = 1;
  const std::size_t line_end = std::min(bytes.find('\n', begin), bytes.size());
  const std::string_view line = bytes.substr(begin, line_end - begin);
  std::size_t at = begin;
  if (line.find('"') == std::string_view::npos) {
    while (true) {
      const std::size_t cell_end = std::min(line.find(separator_, at - begin), line.size()) + begin;
      row_.cells.push_back(trimmed(bytes.substr(at, cell_end - at)));
      if (cell_end == line_end) break;
      at = cell_end + 1;
    }
    at = line_end;
  } else {
    while (true) {
      const std::string_view cell = read_cell(bytes, at);
      row_.cells.push_back(cell);
      if (at == bytes.size() || bytes[at] == '\n') break;
      ++at;  // the separator
    }
    const std::string_view text = bytes.substr(begin, at - begin);
    if (row_.fault != CellFault::open_quote) {
      row_.lines += static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
    }
  }
  if (row_.fault == CellFault::none) row_.sound_cells = row_.cells.size();
  row_.end = std::min(at + 1, bytes.size());
  return row_;
}

// Leaves `at` on the separator or line break behind the cell, or at the end.
std::string_view CsvCursor::read_cell(std::string_view bytes, std::size_t& at) {
  while (at < bytes.size() && (bytes[at] == ' ' || (bytes[at] == '\t' && separator_ != '\t'))) ++at;
  if (at < bytes.size() && bytes[at] == '"') return read_quoted(bytes, at);
  const std::size_t begin = at;
  while (at < bytes.size() && bytes[at] != separator_ && bytes[at] != '\n') ++at;
  return trimmed(bytes.substr(begin, at - begin));
}

std::string_view CsvCursor::read_quoted(std::string_view bytes, std::size_t& at) {
  const auto faulty = [this](CellFault fault) {
    if (row_.fault == CellFault::none) row_.sound_cells = row_.cells.size();
    row_.fault = fault;
  };
  const std::size_t begin = ++at;
  bool doubled = false;
  while (true) {
    at = bytes.find('"', at);
    if (at == std::string_view::npos || at - begin > kMaxCell) {
      faulty(CellFault::open_quote);
      at = std::min(at, bytes.size());
      const std::string_view cell = bytes.substr(begin, at - begin);
      at = bytes.size();
      return cell;
    }
    if (at + 1 == bytes.size() || bytes[at + 1] != '"') break;
    doubled = true;
    at += 2;
  }
  const std::string_view cell = bytes.substr(begin, at - begin);
  const std::size_t behind = ++at;
  while (at < bytes.size() && bytes[at] != separator_ && bytes[at] != '\n') ++at;
  if (!trimmed(bytes.substr(behind, at - behind)).empty()) faulty(CellFault::text_behind_quote);
  if (!doubled) return cell;
  std::string& text = unquoted_.emplace_back();
  for (std::size_t i = 0; i < cell.size(); ++i) {
    text += cell[i];
    if (cell[i] == '"') ++i;  // the second of two
  }
  return text;
}

}  // namespace engage::tables
