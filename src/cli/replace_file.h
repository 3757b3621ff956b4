#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/error.h"

namespace engage::cli {

// Gives a file other bytes in place of `before`, all or none: they go into a file beside it, which takes its name
// once they are on the disk. Its permissions and owner stay, and a link to it stays a link. An error leaves the
// file as it was. So does a file that may not be written to, that is no plain file, that does not hold `before`
// any more, or that another program holds open to write to it: what somebody wrote meanwhile is never lost.
Expected<void> replace_file(const std::string& path, std::string_view bytes, std::string_view before);

// The same whatever the file holds; there may be no such file yet.
Expected<void> write_file(const std::string& path, std::string_view bytes);

// Takes away what was left in the folders of these files when such a program was killed at its work.
void clear_leftovers(const std::vector<std::string>& paths);

}  // namespace engage::cli
