#include "tables/csv.h"

#include <algorithm>

namespace engage::tables {

std::string_view CsvCursor::trimmed(std::string_view text) const {
  const auto is_blank = [this](char c) { return c == ' ' || c == '\r' || (c == '\t' && separator_ != '\t'); };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

const CsvRow& CsvCursor::read_line(std::size_t begin) {
  return read(begin, bytes_.substr(0, std::min(bytes_.find('\n', begin), bytes_.size() - 1) + 1));
}

const CsvRow& CsvCursor::read(std::size_t begin, std::string_view bytes) {
  row_.cells.clear();
  row_.fault = CellFault::none;
  row_.lines = 1;
  std::size_t at = begin;
  while (true) {
    row_.cells.push_back(read_cell(bytes, at));
    if (at == bytes.size() || bytes[at] == '\n') break;
    ++at;  // the separator
  }
  if (row_.fault == CellFault::none) row_.sound_cells = row_.cells.size();
  row_.end = std::min(at + 1, bytes.size());
  return row_;
}

// Leaves `at` on the separator or line break behind the cell, or at the end.
std::string_view CsvCursor::read_cell(std::string_view bytes, std::size_t& at) {
  // Copies of what the loops ask: the compiler takes every char for a part of this.
  const char separator = separator_;
  const char* const end = bytes.data() + bytes.size();
  const char* begin = bytes.data() + at;
  while (begin != end && (*begin == ' ' || (*begin == '\t' && separator != '\t'))) ++begin;
  if (begin != end && *begin == '"') {
    at = static_cast<std::size_t>(begin - bytes.data());
    return read_quoted(bytes, at);
  }
  const char* behind = begin;
  while (behind != end && *behind != separator && *behind != '\n') ++behind;
  at = static_cast<std::size_t>(behind - bytes.data());
  if (behind == begin || (behind[-1] != ' ' && behind[-1] != '\t' && behind[-1] != '\r')) return {begin, behind};
  return trimmed({begin, behind});
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
      row_.open_at = begin;
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
  row_.lines += static_cast<std::uint32_t>(std::count(cell.begin(), cell.end(), '\n'));
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
