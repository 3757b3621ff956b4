#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "syntax/forms.h"
#include "text/source.h"

// What the grammar makes of one line. Only parse.cpp knows the grammar; all else reads its parts.
namespace engage::syntax {

// A part of a line that the tree is built from.
enum class Kind : std::uint8_t {
  none,
  name,
  count,
  compares,
#define ENGAGE_PART(part) part,
#include "syntax/parts.def"
#undef ENGAGE_PART
};

// Parts stand in order, each before those inside it; `next` is the index after the last one inside.
struct Part {
  Kind kind = Kind::none;
  std::uint32_t begin = 0;  // offsets in the file; blanks after the part are not in it
  std::uint32_t end = 0;
  std::uint32_t next = 0;
};

struct Match {
  bool matched = false;
  std::vector<Part> parts;
  // When not matched: the place that no reading of the line could go beyond, and what would have
  // been right there.
  std::uint32_t stopped = 0;
  std::vector<std::string_view> expected;
  bool too_deep = false;  // more than 100 parentheses in each other
};

// Reads text[begin, end) as a line of the form. A reserved word that stands at `allowed` is read as
// a name: so a message can tell a word that cannot be a name from one that is out of place.
Match match_line(Form form, std::string_view text, std::uint32_t begin, std::uint32_t end,
                 std::optional<std::uint32_t> allowed = {});

}  // namespace engage::syntax
