#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engage::tables {

// A name without what people and programs write differently: capitals, blanks, `_`, `-` and other punctuation.
std::string plain_name(std::string_view name);

// An id without what gets lost or added on its way: capitals, blanks and no-break spaces, zeros before a number.
std::string plain_id(std::string_view id);

// Which of `columns` is called so: exactly, else in other capitals, blanks or punctuation; nothing where there is none,
// or where several are.
struct FoundColumn {
  std::optional<std::size_t> index;
  bool several = false;
};
FoundColumn find_column(std::span<const std::string> columns, std::string_view name);

}  // namespace engage::tables
