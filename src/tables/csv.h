#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace engage::tables {

enum class CellFault : std::uint8_t {
  none,
  open_quote,         // its closing quote is missing
  text_behind_quote,  // something follows its closing quote
};

// One row of a table as RFC 4180 has it: quotes stand around what holds a separator, a quote (written twice) or a
// line break. Also taken: LF or CRLF, blanks around cells without quotes.
struct CsvRow {
  std::vector<std::string_view> cells;
  std::size_t end = 0;      // behind its line break
  std::uint32_t lines = 1;  // that it takes up
  CellFault fault = CellFault::none;
  std::size_t sound_cells = 0;  // before the faulty one
  std::size_t open_at = 0;      // behind the quote that is not closed
};

// Cuts rows out of a text, wherever they begin. Cells point into the text, or, where quotes stood in them, into this.
class CsvCursor {
 public:
  // A cell with quotes that is longer than this has lost its closing quote.
  static constexpr std::size_t kMaxCell = std::size_t{1} << 20;

  CsvCursor(std::string_view bytes, char separator) : bytes_(bytes), separator_(separator) {}

  // Reads in other bytes from here on.
  void look_into(std::string_view bytes) { bytes_ = bytes; }
  void look_into(std::string_view bytes, char separator) {
    bytes_ = bytes;
    separator_ = separator;
  }

  // The row that begins there, before the end. The answer holds until the next call, its cells until forget().
  const CsvRow& read(std::size_t begin) { return read(begin, bytes_); }
  // The same as if the text ended with the line.
  const CsvRow& read_line(std::size_t begin);

  void forget() { unquoted_.clear(); }
  // Whether a cell of an answer is lost by forget().
  bool holds(std::string_view cell) const {
    return !cell.empty() && (cell.data() < bytes_.data() || cell.data() >= bytes_.data() + bytes_.size());
  }

 private:
  const CsvRow& read(std::size_t begin, std::string_view bytes);
  std::string_view read_cell(std::string_view bytes, std::size_t& at);
  std::string_view read_quoted(std::string_view bytes, std::size_t& at);
  std::string_view trimmed(std::string_view text) const;

  std::string_view bytes_;
  char separator_;
  CsvRow row_;
  std::deque<std::string> unquoted_;
};

}  // namespace engage::tables
