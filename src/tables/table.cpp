#include "tables/table.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "tables/names.h"
#include "text/shortened.h"

namespace engage::tables {
namespace {

bool is_empty(const CsvRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](std::string_view cell) { return cell.empty(); });
}

std::vector<std::string> names_in(const CsvRow& row) {
  std::vector<std::string> names(row.cells.begin(), row.cells.end());
  while (!names.empty() && names.back().empty()) names.pop_back();
  return names;
}

}  // namespace

bool is_utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

Table::Table(std::string name, std::string text, TableForm form)
    : name_(std::move(name)), form_(std::move(form)), cursor_({}, ',') {
  if (form_.first_row > 0) line_ = form_.first_row;
  const auto held = std::make_shared<const std::string>(std::move(text));
  take_in(held, *held);
  find_form();
}

Table::Table(std::string name, Feed feed, TableForm form, std::size_t part)
    : name_(std::move(name)), form_(std::move(form)), feed_(std::move(feed)), cursor_({}, ','), part_(part) {
  const TableForm asked = form_;
  // A header that ends with the text at hand may go on.
  do {
    at_ = 0;
    form_ = asked;
    line_ = std::max<std::uint64_t>(form_.first_row, 1);
    likely_header_ = 0;
    fault_.clear();
    columns_.clear();
    refill();
    find_form();
  } while (feed_ && at_ >= text_.size());
}

void Table::take_in(std::shared_ptr<const void> held, std::string_view text) {
  held_ = std::move(held);
  text_ = text;
  cursor_.look_into(text_);
  // The last line may end in the middle of a character.
  const std::size_t whole_lines = feed_ ? text_.rfind('\n') + 1 : text_.size();
  utf8_ = utf8_ && tables::is_utf8(text_.substr(0, whole_lines));
  null_bytes_ = null_bytes_ || text_.find('\0') != std::string::npos;
}

// Takes in more of the text, behind what is left of that at hand.
void Table::refill() {
  const std::size_t rest = text_.size() - at_;
  const std::size_t size = rest + std::max(part_, rest);
  auto part = std::make_shared_for_overwrite<char[]>(size);
  std::copy(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.end(), part.get());
  std::size_t end = rest;
  while (feed_ && end < size) {
    const auto got = feed_(part.get() + end, size - end);
    if (!got) error_ = got.error();
    if (!got || *got == 0) feed_ = nullptr;
    else end += *got;
  }
  at_ = 0;
  const std::string_view text(part.get(), end);
  take_in(std::move(part), text);
}

// Whether what comes behind the text at hand may belong to the row.
bool Table::is_cut(const CsvRow& row) const {
  if (!feed_ || row.end < text_.size()) return false;
  if (row.fault != CellFault::open_quote) return text_.back() != '\n';
  return text_.size() - row.open_at <= CsvCursor::kMaxCell + 2 || text_.find('\n', at_) == std::string::npos;
}

// Behind the line that begins there, or the row that counts as one.
std::size_t Table::line_end(std::size_t begin) {
  if (form_.first_row > 0) return cursor_.read(begin).end;
  return std::min(text_.find('\n', begin), text_.size() - 1) + 1;
}

// Leaves the walk behind the header row.
void Table::find_form() {
  // What spreadsheets take for the separator when it stands alone on the first line.
  if (text_.starts_with("sep=") && text_.size() > 5 && (text_[5] == '\n' || text_[5] == '\r')) {
    if (form_.separator == '\0') form_.separator = text_[4];
    at_ = std::min(text_.find('\n'), text_.size() - 1) + 1;
    ++line_;
  }
  for (; at_ < text_.size(); ++line_) {
    const std::size_t end = line_end(at_);
    const std::string_view line = text_.substr(at_, end - at_);
    const bool blank = line.find_first_not_of(" \t\r\n,;|") == std::string_view::npos;
    if (form_.header > 0 ? line_ >= form_.header : !blank) break;
    at_ = end;
  }
  if (at_ >= text_.size()) {
    fault_ =
        form_.header > 0 ? fmt::format("there is no line {} for a header row", form_.header) : "there is no header row";
    return;
  }
  read_header(at_);
}

void Table::read_header(std::size_t begin) {
  const std::string_view separators =
      form_.separator == '\0' ? std::string_view(",;\t|") : std::string_view(&form_.separator, 1);
  char best = separators.front(), faulty = '\0';
  std::size_t most = 0;
  bool cuts = false;
  for (const char separator : separators) {
    CsvCursor cursor(text_, separator);
    const CsvRow& row = cursor.read(begin);
    if (row.fault != CellFault::none) {
      if (faulty == '\0') faulty = separator;
      continue;
    }
    const std::vector<std::string> names = names_in(row);
    const std::size_t weight = names.size() + (has_key(names) ? row.end : 0);
    if (weight <= most) continue;
    most = weight;
    best = separator;
    cuts = row.cells.size() > 1;
  }
  // A header with a faulty quote is a single name for separators that do not stand in it.
  form_.separator = best = !cuts && faulty != '\0' ? faulty : best;
  cursor_.look_into(text_, best);
  const CsvRow& row = cursor_.read(begin);
  columns_ = names_in(row);
  if (row.fault == CellFault::open_quote) fault_ = "the header row cannot be used: a quote in it is never closed";
  if (row.fault == CellFault::text_behind_quote) {
    fault_ = "the header row cannot be used: text follows the closing quote of a name";
  }
  for (const std::string& column : columns_) {
    if (!tables::is_utf8(column)) {
      fault_ = fmt::format(
          "the name of a column, `{}`, is not UTF-8: save the table as CSV UTF-8, or say its encoding "
          "in a description of the source",
          shortened(column));
    }
  }
  at_ = row.end;
  line_ += form_.first_row > 0 ? 1 : row.lines;
  cursor_.forget();
  if (!has_key(columns_)) look_for_header();
}

bool Table::has_key(std::span<const std::string> names) const {
  return std::any_of(form_.key.begin(), form_.key.end(),
                     [&](const std::string& key) { return find_column(names, key).index.has_value(); });
}

// Exports have titles above their tables.
void Table::look_for_header() {
  constexpr std::uint64_t kFarthest = 30;
  std::size_t at = at_;
  for (std::uint64_t line = line_; at < text_.size() && line < line_ + kFarthest; ++line) {
    for (const char separator : std::string_view(",;\t|")) {
      CsvCursor cursor(text_, separator);
      const CsvRow& row = cursor.read_line(at);
      if (row.fault == CellFault::none && row.cells.size() > 1 && has_key(names_in(row))) {
        likely_header_ = line;
        return;
      }
    }
    at = line_end(at);
  }
}

Place Table::place(std::uint64_t line) const {
  const std::uint64_t first = form_.first_row + 1;
  if (!form_.origins || line < first) return {name_, line};
  return form_.origins->place(line - first);
}

std::string Table::place_words(std::uint64_t line) const {
  const Place found = place(line);
  return fmt::format("{}:{}", found.file, found.line);
}

const std::string* Table::fault_of_origin(std::uint64_t line) const {
  return form_.origins ? form_.origins->fault(line - form_.first_row - 1) : nullptr;
}

// No more cells than there are columns, but for empty ones.
bool Table::fits(const CsvRow& row) const {
  return std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(std::min(columns_.size(), row.cells.size())),
                     row.cells.end(), [](std::string_view cell) { return cell.empty(); });
}

Table::Row Table::take(const CsvRow& row, Row found) {
  cells_.assign(row.cells.begin(),
                row.cells.begin() + static_cast<std::ptrdiff_t>(std::min(found.sound_cells, columns_.size())));
  at_ = row.end;
  found.lines = form_.first_row > 0 ? 1 : row.lines;
  line_ += found.lines;
  found.end = row.end;
  return found;
}

// Of a row with line breaks in its cells: how many of its lines look like rows themselves.
std::uint32_t Table::lines_as_rows(const CsvRow& row, std::size_t begin) {
  if (columns_.size() < 3) return 0;
  std::uint32_t count = 0;
  const std::size_t end = row.end;
  for (std::size_t at = text_.find('\n', begin) + 1; at < end;) {
    const CsvRow& line = cursor_.read_line(at);
    if (line.cells.size() >= columns_.size() && fits(line)) ++count;
    at = line.end;
  }
  return count;
}

std::optional<Table::Row> Table::next() {
  while (feed_ && at_ >= text_.size()) refill();
  if (at_ >= text_.size() || error_) return std::nullopt;
  const CsvRow* row = &cursor_.read(at_);
  while (is_cut(*row)) {
    cursor_.forget();
    refill();
    row = &cursor_.read(at_);
  }
  if (error_) return std::nullopt;
  Row found;
  found.begin = at_;
  found.line = line_;
  const std::string_view text = text_.substr(at_, row->end - at_);
  if (fault_of_origin(line_) != nullptr) {
    found.fault = RowFault::elsewhere;
  } else if (null_bytes_ && row->fault == CellFault::none && text.find('\0') != std::string_view::npos) {
    found.fault = RowFault::null_byte;
  } else if (row->fault == CellFault::open_quote) {
    found.fault = RowFault::open_quote;
  } else if (row->fault == CellFault::text_behind_quote) {
    found.fault = RowFault::text_behind_quote;
  } else if (!fits(*row)) {
    // A quote that is closed by the next one of the table makes one row of two.
    found.fault = row->lines > 1 ? RowFault::open_quote : RowFault::too_many_cells;
  }
  if (found.fault == RowFault::none && row->lines > 1 && form_.first_row == 0) {
    found.lines_as_rows = lines_as_rows(*row, at_);
    row = &cursor_.read(at_);
    if (found.lines_as_rows > 0 && row->cells.size() < columns_.size()) found.fault = RowFault::open_quote;
  }
  const bool whole = found.fault == RowFault::none;
  if (ended_ || (whole && !form_.footer.empty() && !row->cells.empty() && row->cells[0].starts_with(form_.footer))) {
    ended_ = true;
    found.kind = RowKind::footer;
    return take(cursor_.read_line(at_), found);
  }
  if (whole && is_empty(*row)) {
    found.kind = RowKind::empty;
    return take(*row, found);
  }
  if (whole && (!recovering_ || row->cells.size() >= columns_.size())) {
    recovering_ = false;
    found.sound_cells = row->cells.size();
    return take(*row, found);
  }
  found.kind = recovering_ ? RowKind::behind_broken : RowKind::broken;
  // But for what stands in its cells.
  const bool sound = (found.fault == RowFault::null_byte || found.fault == RowFault::elsewhere) && !recovering_;
  if (!sound && (row->lines > 1 || row->fault == CellFault::open_quote)) row = &cursor_.read_line(at_);
  recovering_ = recovering_ || found.fault == RowFault::open_quote || found.fault == RowFault::text_behind_quote;
  found.sound_cells = row->sound_cells;
  return take(*row, found);
}

std::string Table::sentence(const Row& row) const {
  switch (row.fault) {
    case RowFault::open_quote:
      return "the closing quote of a cell is missing: put one behind its text, and write a quote inside of it twice";
    case RowFault::text_behind_quote:
      return "text follows the closing quote of a cell: write a quote inside of a cell twice";
    case RowFault::too_many_cells:
      return fmt::format("the row has more cells than the header's {}: put quotes around a cell that holds `{}`",
                         columns_.size(),
                         form_.separator == '\t' ? std::string("a tab") : std::string(1, form_.separator));
    case RowFault::elsewhere: return *fault_of_origin(row.line);
    case RowFault::null_byte: return "the row holds a null byte: save the table as CSV UTF-8";
    case RowFault::none: break;
  }
  return "the line fits no row of the table";
}

}  // namespace engage::tables
