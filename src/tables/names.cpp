#include "tables/names.h"

#include <algorithm>

#include "text/ascii.h"

namespace engage::tables {
namespace {

constexpr bool is_other_script(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// The bytes of a blank of Unicode's, or zero.
std::size_t blank_at(std::string_view text) {
  if (text[0] == ' ' || text[0] == '\t' || text[0] == '\r' || text[0] == '\n') return 1;
  if (!is_other_script(text[0])) return 0;
  for (const std::string_view blank : {"\u00A0", "\u200B", "\u202F", "\u2007", "\u3000", "\uFEFF"}) {
    if (text.starts_with(blank)) return blank.size();
  }
  return 0;
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

bool is_among(const std::vector<std::string>& words, std::string_view cell) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return same_word(word, cell); });
}

std::string plain_name(std::string_view name) {
  std::string plain;
  while (!name.empty()) {
    if (const std::size_t blank = blank_at(name); blank > 0) {
      name.remove_prefix(blank);
      continue;
    }
    const char c = lower(name.front());
    if ((c >= 'a' && c <= 'z') || is_digit(c) || is_other_script(c)) plain += c;
    name.remove_prefix(1);
  }
  return plain;
}

std::string plain_id(std::string_view id) {
  // What spreadsheets take for a mark of texts.
  if (id.size() > 1 && id.front() == '\'') id.remove_prefix(1);
  // A program that takes a column of numbers for decimal ones writes 71.0.
  if (const std::size_t point = id.find('.'); point > 0 && point < id.size() - 1 && point != id.npos &&
                                              id.find_first_not_of("0123456789") == point &&
                                              id.find_first_not_of('0', point + 1) == id.npos) {
    id = id.substr(0, point);
  }
  std::string plain;
  while (!id.empty()) {
    if (const std::size_t blank = blank_at(id); blank > 0) {
      id.remove_prefix(blank);
      continue;
    }
    const bool begins_number = id.front() == '0' && (plain.empty() || !is_digit(plain.back()));
    if (!begins_number || id.size() == 1 || !is_digit(id[1])) plain += lower(id.front());
    id.remove_prefix(1);
  }
  return plain;
}

FoundColumn find_column(std::span<const std::string> columns, std::string_view name) {
  FoundColumn found, plain;
  const std::string wanted = plain_name(name);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == name) {
      found.several = found.index.has_value();
      if (!found.index) found.index = i;
    } else if (!wanted.empty() && plain_name(columns[i]) == wanted) {
      plain.several = plain.index.has_value();
      if (!plain.index) plain.index = i;
    }
  }
  return found.index ? found : plain;
}

}  // namespace engage::tables
