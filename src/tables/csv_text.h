#pragma once

#include <string>
#include <string_view>

namespace engage::tables {

// Writes cells as a table with commas has them: a row from somewhere else becomes one of a text.
void append_cell(std::string& out, std::string_view cell, bool first, char separator = ',');

}  // namespace engage::tables
