#pragma once

#include <string_view>

namespace engage::cli {

std::string_view version_number();  // "0.1.0"

// "engage 0.1.0 (1d61c4f)", with the commit that it was built from; without it where that is not known, as in an
// unpacked archive.
std::string_view version();

}  // namespace engage::cli
