#pragma once

#include <string>
#include <string_view>

namespace engage::cli {

// The unified diff of a file before and after: `done` says what was done to it. Lines that say something
// are found again where no more than a few dozen lie between. Empty when nothing changed.
std::string unified_diff(std::string_view path, std::string_view done, std::string_view before, std::string_view after);

}  // namespace engage::cli
