#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tables/names.h"
#include "tables/source.h"
#include "text/ascii.h"
#include "text/shortened.h"

// What single cells say by the description of their column.
namespace engage::tables {
namespace {

// Whether every point in a number with a decimal comma stands before three digits of its whole part: 12.5 is none.
bool parts_thousands(std::string_view number) {
  for (std::size_t point = number.find('.'); point != number.npos; point = number.find('.', point + 1)) {
    const std::size_t end = std::min(number.find_first_of(".,", point + 1), number.size());
    if (point > number.find(',') || end != point + 4) return false;
  }
  return true;
}

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::string Column::called() const {
  std::string text = shortened(name);
  for (std::size_t i = 0; i < more.size(); ++i) {
    text += (i + 1 < more.size() ? "`, `" : "` and `") + shortened(more[i].name);
  }
  return text;
}

std::string_view cell_of(const Column& column, std::span<const std::string_view> cells, std::string& made) {
  const auto at = [&](std::size_t index) { return index < cells.size() ? cells[index] : std::string_view(); };
  const std::string_view first = at(column.index);
  if (column.more.empty()) return first;
  made = first;
  for (const JoinedColumn& each : column.more) {
    const std::string_view cell = at(each.index);
    if (column.all_parts && (cell.empty() || first.empty())) return {};
    if (!made.empty() && !cell.empty()) made += column.join;
    made += cell;
  }
  return made;
}

std::vector<std::string_view> words_of(std::string_view cell, std::string_view split) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end = std::min(cell.find(split, at), cell.size());
    std::string_view word = cell.substr(at, end - at);
    while (!word.empty() && is_blank(word.front())) word.remove_prefix(1);
    while (!word.empty() && is_blank(word.back())) word.remove_suffix(1);
    if (!word.empty()) words.push_back(word);
    at = end + split.size();
  }
  return words;
}

std::vector<std::string> readings(const Column& column, std::string_view cell) {
  std::vector<std::string> found;
  std::set<std::string> dates;
  for (const DateFormat& format : column.formats) {
    const auto date = format.to_record(cell);
    if (date && dates.insert(*date).second) found.push_back(fmt::format("{} ({})", *date, format.form()));
  }
  return found.size() > 1 ? found : std::vector<std::string>();
}

bool is_left_out(const TableUse& use, std::span<const std::string_view> cells) {
  const auto holds = [&](const Condition& each) {
    return each.holds(each.index < cells.size() ? cells[each.index] : std::string_view());
  };
  return std::ranges::any_of(use.leave_out, holds) || !std::ranges::all_of(use.keep_only, holds);
}

Said said_by(const Column& column, std::string_view cell, std::string& made) {
  if (column.split.empty() || is_among(column.unknown, cell)) return said_by_word(column, cell, made);
  // What the words of the cell say together.
  Said all;
  for (const std::string_view word : words_of(cell, column.split)) {
    const Said one = said_by_word(column, word, made);
    if (one.kind == Said::Kind::unlisted || one.kind == Said::Kind::misfit) return one;
    if (one.kind == Said::Kind::nothing) continue;
    if (all.kind == Said::Kind::word && all.text != one.text) return {Said::Kind::misfit, cell};
    all = one;
  }
  if (all.kind == Said::Kind::nothing && !cell.empty() && !column.otherwise.empty()) {
    return {Said::Kind::word, column.otherwise};
  }
  return all;
}

Said said_by_word(const Column& column, std::string_view cell, std::string& made) {
  if (cell.empty()) return {};
  if (column.plain()) return {Said::Kind::word, cell};
  if (is_among(column.unknown, cell)) return {Said::Kind::word, "unknown"};
  for (const auto& [from, to] : column.values) {
    if (same_word(from, cell)) return to.empty() ? Said{} : Said{Said::Kind::word, to};
  }
  if (!column.values.empty()) return {Said::Kind::unlisted, cell};
  if (!column.formats.empty()) {
    std::optional<std::string> date;
    for (const DateFormat& format : column.formats) {
      auto one = format.to_record(cell);
      if (date && one && *one != *date) return {Said::Kind::misfit, cell};
      if (!date) date = std::move(one);
    }
    if (!date) return {Said::Kind::misfit, cell};
    made = std::move(*date);
    return {Said::Kind::word, made};
  }
  if (column.decimal_comma) {
    if (!parts_thousands(cell)) return {Said::Kind::misfit, cell};
    made = cell;
    std::erase(made, '.');
    std::replace(made.begin(), made.end(), ',', '.');
    return {Said::Kind::word, made};
  }
  return {Said::Kind::word, cell};
}

bool Condition::holds(std::string_view cell) const {
  return is_among(words, cell) || std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& beginning) {
           return cell.size() >= beginning.size() && same_word(cell.substr(0, beginning.size()), beginning);
         });
}

}  // namespace engage::tables
