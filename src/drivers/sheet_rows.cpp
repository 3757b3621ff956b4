#include "drivers/sheet_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "drivers/workbook.h"
#include "drivers/xml_part.h"

namespace engage::drivers {
namespace {

constexpr std::size_t kMostColumns = 16384;  // as Excel has
constexpr std::uint64_t kMostRows = 1'048'576;
constexpr std::size_t kMostOfRow = 64'000'000;  // bytes; Excel has at most 32767 characters in a cell

template <typename Number>
std::optional<Number> whole_number(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The column of `AB12`, from 0.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    if (column > kMostColumns) return std::nullopt;
  }
  return column == 0 ? std::nullopt : std::optional(column - 1);
}

class SheetRows final : public Rows, XmlListener {
 public:
  SheetRows(std::shared_ptr<const WorkbookParts> parts, const std::string& name, ZipPart part)
      : parts_(std::move(parts)), xml_(name, std::move(part), *this) {}

  const std::vector<std::string>& columns() const override { return none_; }
  std::uint64_t line() const override { return line_; }

  Expected<bool> next(Cells& cells) override {
    const Expected<bool> more = xml_.go_on();
    if (!more || !*more) return more;
    cells.assign(width_, std::nullopt);
    for (const Piece& piece : pieces_) {
      cells[piece.column] = std::string_view(bytes_).substr(piece.begin, piece.end - piece.begin);
    }
    return true;
  }

 private:
  // Where a cell's text lies in the row's.
  struct Piece {
    std::size_t column, begin, end;
  };

  void begin(std::string_view element, const Attributes& attributes) override {
    if (element == "sheetData") in_data_ = true;
    if (!in_data_) return;
    if (element == "row") {
      begin_row(attributes["r"]);
    } else if (element == "c") {
      begin_cell(attributes);
    } else if (element == "f") {
      formula_ = true;
    } else if (element == "rPh") {
      spoken_ = true;
    } else if (element == "v" || (element == "t" && !spoken_)) {
      reading_ = true;
    }
  }

  void text(std::string_view text) override {
    if (!reading_) return;
    if (bytes_.size() + value_.size() + text.size() > kMostOfRow) {
      xml_.fail(fmt::format("row {} has more text than a sheet can hold", line_));
      return;
    }
    value_ += text;
  }

  void end(std::string_view element) override {
    if (!in_data_) return;
    if (element == "v" || element == "t") {
      reading_ = false;
    } else if (element == "rPh") {
      spoken_ = false;
    } else if (element == "c") {
      end_cell();
    } else if (element == "row" && !pieces_.empty()) {
      xml_.pause();
    } else if (element == "sheetData") {
      in_data_ = false;
    }
  }

  // The number of a row may be left out: it is then the next one.
  void begin_row(std::string_view number) {
    const std::optional<std::uint64_t> given = number.empty() ? line_ + 1 : whole_number<std::uint64_t>(number);
    if (!given || *given <= line_ || *given > kMostRows) {
      xml_.fail(fmt::format("`{}` is no number of a row after row {}", number, line_));
      return;
    }
    line_ = *given;
    next_column_ = 0;
    width_ = 0;
    bytes_.clear();
    pieces_.clear();
  }

  void begin_cell(const Attributes& attributes) {
    const std::string_view reference = attributes["r"];
    const std::optional<std::size_t> column = reference.empty() ? next_column_ : column_of(reference);
    if (!column || *column < next_column_ || *column >= kMostColumns) {
      xml_.fail(fmt::format("row {} has no place for a cell `{}`", line_, reference));
      return;
    }
    column_ = *column;
    next_column_ = column_ + 1;
    type_ = attributes["t"];
    const std::string_view style = attributes["s"];
    style_ = style.empty() ? 0 : whole_number<std::size_t>(style).value_or(0);
    value_.clear();
    formula_ = false;
  }

  void end_cell() {
    const std::size_t begin = bytes_.size();
    if (!value_.empty()) {
      append_value();
    } else if (formula_ && type_ != "str") {
      bytes_ += kNotWorkedOut;
    }
    if (bytes_.size() == begin) return;
    pieces_.push_back({column_, begin, bytes_.size()});
    width_ = column_ + 1;
  }

  void append_value() {
    static const NumberFormat kGeneral;
    const NumberFormat& format = style_ < parts_->formats.size() ? parts_->formats[style_] : kGeneral;
    if (type_.empty() || type_ == "n") {
      append_number(bytes_, value_, format, parts_->days);
    } else if (type_ == "s") {
      const std::optional<std::size_t> index = whole_number<std::size_t>(value_);
      if (!index || *index >= parts_->texts.size()) {
        xml_.fail(fmt::format("row {} names text {}, and there are {}", line_, value_, parts_->texts.size()));
        return;
      }
      bytes_ += parts_->texts[*index];
    } else if (type_ == "b") {
      bytes_ += value_ == "1" || value_ == "true" ? "true" : "false";
    } else if (type_ == "d") {
      append_iso(bytes_, value_, format);
    } else if (type_ == "e") {
      bytes_ += value_;
    } else if (type_ == "str" || type_ == "inlineStr") {
      append_unescaped(bytes_, value_);
    } else {
      xml_.fail(fmt::format("row {} has a cell of the kind `{}`, which is not known", line_, type_));
    }
  }

  std::shared_ptr<const WorkbookParts> parts_;
  XmlPart xml_;
  const std::vector<std::string> none_;
  // The row.
  std::uint64_t line_ = 0;
  std::string bytes_;
  std::vector<Piece> pieces_;
  std::size_t width_ = 0;
  std::size_t next_column_ = 0;
  // The cell.
  std::size_t column_ = 0;
  std::size_t style_ = 0;
  std::string type_;
  std::string value_;
  bool in_data_ = false;
  bool formula_ = false;
  bool reading_ = false;  // the value
  bool spoken_ = false;   // how a text is read aloud, which is not part of it
};

}  // namespace

Expected<std::unique_ptr<Rows>> open_sheet(std::shared_ptr<const WorkbookParts> parts, const Sheet& sheet) {
  Expected<std::optional<ZipPart>> part = ZipPart::open(parts->bytes, sheet.part);
  if (!part) return std::unexpected(part.error());
  if (!*part) return fault(fmt::format("the file is damaged: it has no part {}", sheet.part));
  return std::make_unique<SheetRows>(std::move(parts), sheet.part, std::move(**part));
}

}  // namespace engage::drivers
