#include "text/excerpt.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "text/visible.h"

namespace engage {
namespace {

// One character, and how many columns it takes as shown.
struct Cell {
  std::string_view bytes;
  int width;
  std::uint32_t offset;  // in the file
};

constexpr CharacterRange kCombining[] = {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},
                                         {0x64B, 0x65F},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF},
                                         {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
constexpr CharacterRange kWide[] = {{0x1100, 0x115F},   {0x2E80, 0xA4CF},  {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
                                    {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
                                    {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

constexpr std::string_view kTab = "    ";
constexpr std::string_view kCut = "\xE2\x80\xA6";

// A tab as blanks, what would not show written out.
std::string shown(std::string_view bytes) { return bytes == "\t" ? std::string(kTab) : visible(bytes); }

// Bytes that are no character count one by one.
std::vector<Cell> cells_of(std::string_view line, std::uint32_t offset) {
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < line.size(); i += cells.back().bytes.size()) {
    const Character character = first_character(line.substr(i));
    Cell cell{line.substr(i, std::max(character.bytes, 1u)), 1, offset + static_cast<std::uint32_t>(i)};
    if (character.bytes == 0 || is_hidden(character.code)) {
      cell.width = static_cast<int>(shown(cell.bytes).size());
    } else if (character.bytes > 1) {
      cell.width = is_in(character.code, kCombining) ? 0 : is_in(character.code, kWide) ? 2 : 1;
    }
    cells.push_back(cell);
  }
  return cells;
}

// What of a long line can be shown around the place, with more than enough on both sides.
std::string_view around(std::string_view line, std::size_t place) {
  constexpr std::size_t kEnough = 8192;  // bytes; a line of the terminal has a few hundred columns
  const auto goes_on = [&](std::size_t at) {
    return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80;
  };
  std::size_t begin = place > kEnough ? place - kEnough : 0, end = std::min(line.size(), place + kEnough);
  while (goes_on(begin)) ++begin;
  while (goes_on(end)) ++end;
  return line.substr(begin, end - begin);
}

}  // namespace

Excerpt excerpt(const Source& source, std::uint32_t line, Span span, int width) {
  const std::string_view whole = source.line(line);
  const auto line_begin = static_cast<std::uint32_t>(whole.data() - source.text().data());
  const std::string_view text = around(whole, span.begin > line_begin ? span.begin - line_begin : 0);
  const auto begin = static_cast<std::uint32_t>(text.data() - source.text().data());
  const std::vector<Cell> cells = cells_of(text, begin);

  // The marked cells, and the columns at which every cell begins.
  std::vector<int> columns{0};
  for (const Cell& cell : cells) columns.push_back(columns.back() + cell.width);
  std::size_t first = 0;
  while (first < cells.size() && cells[first].offset < span.begin) ++first;
  std::size_t last = first;
  while (last < cells.size() && cells[last].offset < span.end) ++last;

  // What is shown: all, or as much around the beginning of the mark as there is room for.
  std::size_t from = 0, to = cells.size();
  if (columns.back() > width) {
    const int room = std::max(width - 2, 8);
    const int marked = std::min(columns[last] - columns[first], room);
    const int after = columns.back() - columns[first] - marked;
    const int before = std::min(columns[first], std::max((room - marked) / 2, room - marked - after));
    while (columns[first] - columns[from] > before) ++from;
    to = from;
    while (to < cells.size() && columns[to + 1] - columns[from] <= room) ++to;
  }

  Excerpt result;
  if (from > 0) result.text += kCut;
  const int shift = from > 0 ? 1 : 0;
  for (std::size_t i = from; i < to; ++i) result.text += shown(cells[i].bytes);
  if (to < cells.size()) result.text += kCut;
  const std::size_t end = std::min(last, std::max(to, first));
  result.column = shift + columns[first] - columns[from];
  result.width = std::max(1, columns[end] - columns[first]);
  return result;
}

}  // namespace engage
