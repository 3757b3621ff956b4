#pragma once

#include <cstdint>
#include <string>

#include "text/source.h"

namespace engage {

// A source line as shown on a terminal, and where a span of it stands there. Tabs come out as four
// columns, characters that would not show or would turn the text around written out as `visible` does it;
// a line wider than `width` is cut to the part around the span, with `…` where something is missing.
struct Excerpt {
  std::string text;
  int column = 0;  // of the mark, from 0
  int width = 1;   // of the mark, at least 1: an empty span marks the place after what stands before
};

Excerpt excerpt(const Source& source, std::uint32_t line, Span span, int width);

}  // namespace engage
