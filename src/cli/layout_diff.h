#pragma once

#include <string>
#include <string_view>

namespace engage::cli {

// The unified diff of two layouts of one text: between them empty lines come and go, and all other
// lines stay in their order, laid out anew. Empty when they are equal.
std::string layout_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace engage::cli
