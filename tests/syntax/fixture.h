#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/parse.h"
#include "text/diagnostic.h"
#include "text/source.h"

namespace engage::syntax {

// A text as parsed, with its faults as "line:column code".
struct Parsed {
  Sources sources;
  Diagnostics diagnostics;
  File file;
  std::vector<std::string> faults;

  explicit Parsed(std::string text);

  // The last statement of the file, and the last lines inside it, `depth` levels down.
  const Statement& last(int depth = 0) const;
  template <typename T>
  const T& last_as(int depth = 0) const {
    return std::get<T>(last(depth).node);
  }
  std::string_view text(Span span) const { return sources.text(span); }
};

// The condition of `define x as …`, without faults; and written out with every parenthesis.
std::string shape(std::string_view condition);

}  // namespace engage::syntax
