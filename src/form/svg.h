#pragma once

#include <string>
#include <string_view>

#include "form/text_metrics.h"

// The smallest pieces of a picture, as text of an SVG.
namespace engage::form {

// "12", "12.5": one decimal is as fine as anybody sees.
std::string drawn(double value);

// A line of text whose base line begins there; nothing for an empty one. The reader's program keeps it to the
// width that was reckoned with, whatever its font. Strong letters have the class `strong`.
std::string svg_text(std::string_view text, Lettering lettering, double x, double y, std::string_view classes = "");

}  // namespace engage::form
