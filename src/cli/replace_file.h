#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "cli/error.h"

namespace engage::cli {

// Gives a file other bytes, all or none: they go into a file beside it, which takes its name once they
// are on the disk. Its permissions and owner stay, and a link to it stays a link. An error leaves the
// file as it was; a file that may not be written to is not replaced either.
std::expected<void, Error> replace_file(const std::string& path, std::string_view bytes);

// The same where there may be no such file yet.
std::expected<void, Error> write_file(const std::string& path, std::string_view bytes);

}  // namespace engage::cli
