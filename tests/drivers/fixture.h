#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/rows.h"

namespace engage::drivers {

// A folder of this test program's own, which goes with it.
const std::filesystem::path& folder();

// Runs a command line and wants it to succeed; what it wrote.
std::string run(const std::string& command);

std::string bytes_of(const std::filesystem::path& path);

// A row as text: its number, and its cells between bars; `-` is a cell that has nothing.
std::string shown(const Rows& rows, const Cells& cells);

// All rows, or those until the error, which is then the last line.
std::vector<std::string> all_rows(Expected<std::unique_ptr<Rows>> rows);

// Memory of this program that is its own, in megabytes.
double megabytes();

}  // namespace engage::drivers
