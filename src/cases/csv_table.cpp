#include "cases/csv_table.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <unordered_set>

#include "cases/quote.h"

namespace engage::cases {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

}  // namespace

CsvTable::CsvTable(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  read_rows(bytes);
  read_header();
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

void CsvTable::read_rows(std::string_view bytes) {
  std::uint64_t line = 1;
  std::size_t at = 0;
  while (at < bytes.size()) {
    Row row;
    row.line = line;
    row.first_cell = cells_.size();
    const std::size_t begin = at;
    while (true) {
      cells_.push_back(read_cell(bytes, at, row));
      if (at == bytes.size() || bytes[at] == '\n') break;
      ++at;  // the comma
    }
    row.cells = cells_.size() - row.first_cell;
    const std::string_view text = bytes.substr(begin, at - begin);
    if (at < bytes.size()) ++at;
    line += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    if (trimmed(text).empty()) {
      cells_.resize(row.first_cell);
      continue;
    }
    if (!simdjson::validate_utf8(text.data(), text.size())) {
      row.fault = "the row is not UTF-8";
    } else if (text.find('\0') != std::string_view::npos) {
      row.fault = "the row holds a null byte";
    }
    rows_.push_back(std::move(row));
  }
}

// Leaves `at` on the comma or line break behind the cell, or at the end.
std::string_view CsvTable::read_cell(std::string_view bytes, std::size_t& at, Row& row) {
  while (at < bytes.size() && (bytes[at] == ' ' || bytes[at] == '\t')) ++at;
  if (at == bytes.size() || bytes[at] != '"') {
    const std::size_t end = std::min(bytes.find_first_of(",\n", at), bytes.size());
    const std::string_view cell = trimmed(bytes.substr(at, end - at));
    at = end;
    return cell;
  }
  const std::size_t begin = ++at;
  bool doubled = false;
  while (true) {
    at = bytes.find('"', at);
    if (at == std::string_view::npos) {
      at = bytes.size();
      row.fault = "the closing quote of a cell is missing, so the file has no end for this row";
      return bytes.substr(begin);
    }
    if (at + 1 == bytes.size() || bytes[at + 1] != '"') break;
    doubled = true;
    at += 2;
  }
  std::string_view cell = bytes.substr(begin, at - begin);
  const std::size_t end = std::min(bytes.find_first_of(",\n", ++at), bytes.size());
  if (!trimmed(bytes.substr(at, end - at)).empty()) row.fault = "text follows the closing quote of a cell";
  at = end;
  if (!doubled) return cell;
  std::string& text = unquoted_.emplace_back();
  for (std::size_t i = 0; i < cell.size(); ++i) {
    text += cell[i];
    if (cell[i] == '"') ++i;  // the second of two
  }
  return text;
}

void CsvTable::read_header() {
  if (rows_.empty()) {
    fault_ = "there is no header row";
    return;
  }
  const Row header = rows_.front();
  rows_.erase(rows_.begin());
  std::unordered_set<std::string_view> names;
  for (std::size_t i = 0; i < header.cells; ++i) {
    const std::string_view name = cell(header, i);
    if (!name.empty() && !names.insert(name).second && fault_.empty()) {
      fault_ = fmt::format("two columns are called `{}`", shortened(name));
    }
    columns_.push_back(name);
  }
  if (!header.fault.empty()) fault_ = fmt::format("the header row cannot be used: {}", header.fault);
  if (columns_.size() == 1 && columns_[0].find(';') != std::string_view::npos) {
    fault_ = "the columns are separated by semicolons: save the table with commas";
  }
  for (Row& row : rows_) {
    if (!row.fault.empty() || row.cells == columns_.size()) continue;
    row.fault = fmt::format("the row has {} cells, the header row has {}", row.cells, columns_.size());
  }
}

}  // namespace engage::cases
