#include "form/workbook.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "form/layout.h"
#include "text/visible.h"

namespace engage::form {
namespace {

constexpr std::size_t kNarrowest = 8, kWidest = 50;
constexpr std::size_t kFilterButton = 3;
constexpr std::size_t kDateWidth = 10, kMinuteWidth = 16;  // 2026-01-14, 2026-01-14 10:15
constexpr std::string_view kCut = " … (cut: a cell holds no more)";

std::size_t units_of(Character character) { return character.code >= 0x10000 ? 2 : 1; }

// The longest beginning of a text that has at most so many units of UTF-16.
std::string_view beginning(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;  // no character has more units than bytes
  std::size_t units = 0, bytes = 0;
  while (bytes < text.size()) {
    const Character character = first_character(text.substr(bytes));
    units += units_of(character);
    if (units > most) break;
    bytes += std::max(character.bytes, 1u);
  }
  return text.substr(0, bytes);
}

// Where `_x0041_` begins, which spreadsheets read as the character of that number.
std::size_t find_escape(std::string_view text, std::size_t from) {
  const auto is_hex = [](char c) { return std::string_view("0123456789abcdefABCDEF").contains(c); };
  for (std::size_t at = text.find("_x", from); at != text.npos; at = text.find("_x", at + 1)) {
    const std::string_view rest = text.substr(at + 2, 5);
    if (rest.size() == 5 && rest[4] == '_' && std::ranges::all_of(rest.substr(0, 4), is_hex)) return at;
  }
  return text.npos;
}

void fit_cell(std::string& text) {
  for (std::size_t at = find_escape(text, 0); at != text.npos; at = find_escape(text, at + 7)) {
    text.replace(at, 1, "_x005F_");  // an underscore
  }
  if (beginning(text, kLongestCell).size() == text.size()) return;
  text.resize(beginning(text, kLongestCell - width(kCut)).size());
  text += kCut;
}

// The small letter of a Latin, Greek or Cyrillic capital.
std::uint32_t small(std::uint32_t code) {
  const auto within = [code](std::uint32_t first, std::uint32_t last) { return code >= first && code <= last; };
  if (within('A', 'Z') || (within(0xC0, 0xDE) && code != 0xD7) || within(0x391, 0x3AB) || within(0x410, 0x42F)) {
    return code + 32;
  }
  if (within(0x400, 0x40F)) return code + 80;
  if (code == 0x178) return 0xFF;
  if (within(0x139, 0x148) || within(0x179, 0x17E)) return code + code % 2;
  if (within(0x100, 0x177) || within(0x460, 0x481) || within(0x48A, 0x4BF) || within(0x4D0, 0x52F) ||
      within(0x1E00, 0x1EFF)) {
    return code | 1;
  }
  return code;
}

// Two names that differ in nothing but this are one to a spreadsheet.
std::vector<std::uint32_t> without_case(std::string_view name) {
  std::vector<std::uint32_t> codes;
  while (!name.empty()) {
    const Character character = first_character(name);
    codes.push_back(small(character.code));
    name.remove_prefix(std::max(character.bytes, 1u));
  }
  return codes;
}

// Without what may not stand in it; a name may not begin or end with an apostrophe either.
std::string allowed_name(std::string_view wanted) {
  std::string name(wanted);
  std::ranges::replace_if(
      name, [](char c) { return c == '\n' || c == '\t' || std::string_view("[]:*?/\\").contains(c); }, ' ');
  for (std::size_t at = find_escape(name, 0); at != name.npos; at = find_escape(name, at)) name[at] = ' ';
  name.resize(beginning(name, kLongestName).size());
  const auto trimmed = [](char c) { return c == ' ' || c == '\''; };
  name.erase(name.begin(), std::ranges::find_if_not(name, trimmed));
  while (!name.empty() && trimmed(name.back())) name.pop_back();
  return name.empty() ? "Sheet" : name;
}

void fit_names(std::vector<Sheet>& sheets) {
  std::set<std::vector<std::uint32_t>> taken{without_case("History")};  // Excel keeps this one for itself
  for (Sheet& sheet : sheets) {
    const std::string name = allowed_name(sheet.name);
    sheet.name = name;
    for (int number = 2; !taken.insert(without_case(sheet.name)).second; ++number) {
      const std::string behind = " (" + std::to_string(number) + ")";
      sheet.name = std::string(beginning(name, kLongestName - behind.size())) + behind;
    }
  }
}

void split_long_sheets(std::vector<Sheet>& sheets, std::size_t most_rows) {
  const auto most = static_cast<std::ptrdiff_t>(most_rows - 1);
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (std::ssize(sheets[i].rows) <= most) continue;
    Sheet rest{sheets[i].name, sheets[i].headings, {}};
    std::vector<Row>& rows = sheets[i].rows;
    std::move(rows.begin() + most, rows.end(), std::back_inserter(rest.rows));
    rows.resize(most_rows - 1);
    sheets.insert(sheets.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(rest));
  }
}

struct WidthOf {
  std::size_t operator()(std::monostate) const { return 0; }
  std::size_t operator()(const std::string& text) const {
    std::size_t widest = 0;
    for (std::size_t begin = 0; begin <= text.size() && widest < kWidest;) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      widest = std::max(widest, width(std::string_view(text).substr(begin, end - begin)));
      begin = end + 1;
    }
    return widest;
  }
  std::size_t operator()(std::int64_t number) const { return std::to_string(number).size(); }
  std::size_t operator()(Date) const { return kDateWidth; }
  std::size_t operator()(Instant) const { return kMinuteWidth; }
};

}  // namespace

void fit(Workbook& workbook, std::size_t most_rows) {
  split_long_sheets(workbook.sheets, most_rows);
  fit_names(workbook.sheets);
  for (Sheet& sheet : workbook.sheets) {
    for (Row& row : sheet.rows) {
      for (Cell& cell : row) {
        if (std::string* text = std::get_if<std::string>(&cell)) fit_cell(*text);
      }
    }
  }
}

std::vector<std::size_t> column_widths(const Sheet& sheet) {
  std::vector<std::size_t> widths;
  for (const std::string& heading : sheet.headings) {
    widths.push_back(std::max(kNarrowest, width(heading) + kFilterButton));
  }
  for (const Row& row : sheet.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], std::visit(WidthOf(), row[i]));
  }
  for (std::size_t& each : widths) each = std::min(each, kWidest) + 1;
  return widths;
}

}  // namespace engage::form
