#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/tree.h"
#include "text/bounds.h"
#include "text/diagnostic.h"
#include "text/source.h"

namespace engage::syntax {

// A line that says something, without its indentation, comment and line ending.
struct Line {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::optional<int> indent;  // spaces; not known when something else stands among them
  bool faulty = false;        // reported already: its text cannot be read
};

struct Lines {
  std::vector<Line> lines;
  std::vector<Comment> comments;
};

// Splits a file and reports what no statement can hold: bytes that are not UTF-8, characters that
// nobody sees, texts that are not closed. A line is reported once.
Lines split_lines(const Sources& sources, FileId file, Diagnostics& diagnostics);

// What of a text can be seen: all but spaces of any kind, line ends, and the byte order mark that it may begin with.
std::string what_is_seen(std::string_view text);

}  // namespace engage::syntax
