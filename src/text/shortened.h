#pragma once

#include <string>
#include <string_view>

namespace engage {

// Text that somebody else wrote as a message shows it: on one line, and not longer than 60 bytes or so.
std::string shortened(std::string_view text);

}  // namespace engage
