#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tables/csv.h"
#include "tables/row_origins.h"
#include "text/error.h"

namespace engage::tables {

// How the text of a table is to be cut.
struct TableForm {
  char separator = '\0';         // nothing: the one of , ; tab and | by which the header has the columns asked for
  std::uint64_t header = 0;      // its line; 0: the first that is not empty
  std::string footer;            // the first row whose first cell begins with this ends the table; empty: none does
  std::vector<std::string> key;  // of these columns one is there
  // Lines are counted as rows from this one on, however many line breaks stand in their cells: of a workbook or a
  // query. 0: lines are lines.
  std::uint64_t first_row = 0;
  // Of a table that is put together of several files, where the rows behind the header stand.
  std::shared_ptr<const RowOrigins> origins;
};

// What became of a row, and of how many.
struct RowCounts {
  std::uint64_t read = 0;
  std::uint64_t empty = 0;     // nothing stands in it
  std::uint64_t broken = 0;    // cannot be read
  std::uint64_t left_out = 0;  // by what the description of the source says
  std::uint64_t footer = 0;

  std::uint64_t passed_over() const { return empty + broken + left_out + footer; }
};

// More of a table's text, UTF-8 with LF between lines: puts up to `room` bytes there and says how many; 0: the end.
using Feed = std::function<Expected<std::size_t>(char* to, std::size_t room)>;

// A table with a header row, read row by row. After a row that cannot be read, reading begins again at the next line
// that fits: half of the table is not lost for one quote.
class Table {
 public:
  // So many bytes are taken in at once.
  static constexpr std::size_t kPart = std::size_t{1} << 18;

  enum class RowKind : std::uint8_t {
    read,
    empty,
    broken,
    behind_broken,  // a line that fits no row, behind a broken one: what its cell went on with, perhaps
    footer,
  };
  enum class RowFault : std::uint8_t { none, open_quote, text_behind_quote, too_many_cells, null_byte, elsewhere };
  struct Row {
    std::size_t begin = 0, end = 0;  // its bytes, in the text at hand
    std::uint64_t line = 1;
    std::uint32_t lines = 1;
    RowKind kind = RowKind::read;
    RowFault fault = RowFault::none;
    std::size_t sound_cells = 0;      // of a broken row: those before the fault
    std::uint32_t lines_as_rows = 0;  // so many of its lines behind the first look like rows themselves
  };

  // `name` is what messages call it. The text is UTF-8 but for single cells.
  Table(std::string name, std::string text, TableForm form);
  // The same of a text that is read in parts, of which only that at hand is kept.
  Table(std::string name, Feed feed, TableForm form, std::size_t part = kPart);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  const std::string& name() const { return name_; }
  // Where a row with this line stands, and the same in words: "events.csv:7".
  Place place(std::uint64_t line) const;
  std::string place_words(std::uint64_t line) const;
  // Why no row can be used; else empty.
  const std::string& fault() const { return fault_; }
  const std::vector<std::string>& columns() const { return columns_; }
  char separator() const { return form_.separator; }
  // Where the header has none of the columns asked for: a line further down that has one. 0: none.
  std::uint64_t likely_header() const { return likely_header_; }
  // Every byte so far is UTF-8.
  bool is_utf8() const { return utf8_; }
  // The whole text, or the part at hand, and what keeps its bytes where they are.
  std::string_view text() const { return text_; }
  const std::shared_ptr<const void>& held() const { return held_; }
  // Why it ended before its end, where its parts could not be read.
  const std::optional<Error>& error() const { return error_; }

  // The next row, once each, and its cells: as many as there are columns, or fewer; those of a broken row that stand
  // before its fault. Both hold until the next call; forget() frees what cells with quotes took.
  std::optional<Row> next();
  const std::vector<std::string_view>& cells() const { return cells_; }
  CsvCursor& cursor() { return cursor_; }

  // "the closing quote of a cell is missing", and what to do.
  std::string sentence(const Row& row) const;

 private:
  void take_in(std::shared_ptr<const void> held, std::string_view text);
  void refill();
  bool is_cut(const CsvRow& row) const;
  std::size_t line_end(std::size_t begin);
  void find_form();
  void read_header(std::size_t begin);
  bool has_key(std::span<const std::string> names) const;
  void look_for_header();
  bool fits(const CsvRow& row) const;
  const std::string* fault_of_origin(std::uint64_t line) const;
  std::uint32_t lines_as_rows(const CsvRow& row, std::size_t begin);
  Row take(const CsvRow& row, Row found);

  std::string name_, fault_;
  TableForm form_;
  Feed feed_;  // none at the end of the text
  std::optional<Error> error_;
  std::shared_ptr<const void> held_;
  std::string_view text_;
  CsvCursor cursor_;
  std::vector<std::string> columns_;
  std::vector<std::string_view> cells_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1, likely_header_ = 0;
  std::size_t part_ = kPart;
  bool utf8_ = true, null_bytes_ = false;
  bool recovering_ = false, ended_ = false;
};

// Whether all bytes are UTF-8.
bool is_utf8(std::string_view text);

}  // namespace engage::tables
