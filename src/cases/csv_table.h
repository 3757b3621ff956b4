#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engage::cases {

// A table as RFC 4180 has it: a header row with the names of the columns, commas, quotes around what
// holds a comma, a quote or a line break. Also taken: a byte order mark, LF or CRLF, blank lines,
// blanks around cells without quotes. Points into the bytes that it was read from.
class CsvTable {
 public:
  struct Row {
    std::uint64_t line = 1;  // where it begins
    std::size_t first_cell = 0;
    std::size_t cells = 0;
    std::string fault;  // why it cannot be used; else empty
  };

  explicit CsvTable(std::string_view bytes);

  // Why no row can be used: no header row, a column named twice; else empty.
  const std::string& fault() const { return fault_; }
  const std::vector<std::string_view>& columns() const { return columns_; }
  std::optional<std::size_t> column(std::string_view name) const;
  const std::vector<Row>& rows() const { return rows_; }

  // Empty if the row is too short.
  std::string_view cell(const Row& row, std::size_t column) const {
    return column < row.cells ? cells_[row.first_cell + column] : std::string_view();
  }

 private:
  void read_rows(std::string_view bytes);
  std::string_view read_cell(std::string_view bytes, std::size_t& at, Row& row);
  void read_header();

  std::string fault_;
  std::vector<std::string_view> columns_;
  std::vector<Row> rows_;
  std::vector<std::string_view> cells_;
  std::deque<std::string> unquoted_;  // cells with quotes in them
};

}  // namespace engage::cases
