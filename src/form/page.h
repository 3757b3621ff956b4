#pragma once

#include <string>
#include <string_view>

namespace engage::form {

// A page of HTML around its body, well-formed as XML too: it needs no script and no outside file, prints on
// A4 and on Letter, and is read in black and white. `style` adds to the style that all pages share.
std::string page(std::string_view title, std::string_view style, std::string_view body);

}  // namespace engage::form
