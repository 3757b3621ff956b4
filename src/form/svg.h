#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "form/text_metrics.h"

// The smallest pieces of a picture, as text of an SVG.
namespace engage::form {

// "12", "12.5": one decimal is as fine as anybody sees.
std::string drawn(double value);

// A line of text whose base line begins there; nothing for an empty one. The reader's program keeps it to the
// width that was reckoned with, whatever its font. Strong letters have the class `strong`.
std::string svg_text(std::string_view written, Lettering lettering, double x, double y, std::string_view classes = "");

// From one height to another; heights grow downwards.
struct Span {
  double top = 0;
  double bottom = 0;
};

// A picture from 0 to its height, cut into as many pieces as there are, so that none of what is `whole` is cut
// through. The pieces lie one below the other, without gaps.
std::vector<Span> pieces(std::vector<Span> whole, double height);

}  // namespace engage::form
