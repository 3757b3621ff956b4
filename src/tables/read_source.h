#pragma once

#include <expected>
#include <string_view>
#include <vector>

#include "tables/source.h"
#include "text/toml_fault.h"

namespace engage::tables {

// Reads a description of a source (docs/bringing-your-cases.md). Files in it are named as they stand: the caller finds
// them from the folder of the description. All that is wrong, in order of place.
std::expected<Source, std::vector<TomlFault>> read_source(std::string_view toml);

}  // namespace engage::tables
