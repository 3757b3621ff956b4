#pragma once

#include <memory>
#include <string>

#include "cases/table_cases.h"
#include "cli/error.h"
#include "cli/load.h"

namespace engage::cli {

// Reads the table of cases and, if there is one, that of their events; one file may be both. An error where a file
// cannot be read, or its table not be used.
Expected<std::unique_ptr<cases::TableCases>> open_tables(const Loaded& loaded, const std::string& path,
                                                         const std::string& events);

// The names that the policies' columns may have.
cases::KnownNames known_names(const model::Program& program);

}  // namespace engage::cli
