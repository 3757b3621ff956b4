#pragma once

#include <string>
#include <string_view>
#include <vector>

// How wide a text will be, without asking the machine for a font: the published widths of Helvetica, which
// Arial and Liberation Sans share. Pictures tell the reader's program to keep to them.
namespace engage::form {

struct Lettering {
  double size = 12;  // of the font, in the units of the picture
  bool strong = false;
};

double text_width(std::string_view text, Lettering lettering);

// Broken at spaces into lines of at most that width; a longer word has a line of its own.
std::vector<std::string> broken(std::string_view text, double width, Lettering lettering);

}  // namespace engage::form
