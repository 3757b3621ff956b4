#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engage::tables {

// Whether two words are one but for capitals; whether a cell is one of the words.
bool same_word(std::string_view a, std::string_view b);
bool is_among(const std::vector<std::string>& words, std::string_view cell);

// A name without what people and programs write differently: capitals, blanks, `_`, `-` and other punctuation.
std::string plain_name(std::string_view name);

// An id without what gets lost or added on its way: capitals, blanks and no-break spaces, zeros before a number and
// behind its point, an apostrophe before all.
std::string plain_id(std::string_view id);

// Which of `columns` is called so: exactly, else in other capitals, blanks or punctuation; nothing where there is none,
// or where several are.
struct FoundColumn {
  std::optional<std::size_t> index;
  bool several = false;
};
FoundColumn find_column(std::span<const std::string> columns, std::string_view name);

}  // namespace engage::tables
