#pragma once

#include <memory>
#include <string>

#include "cases/sorted_cases.h"
#include "cases/table_cases.h"
#include "cli/error.h"
#include "cli/load.h"
#include "tables/source.h"

namespace engage::cli {

// Reads the table of cases and, if there is one, that of their events; one file may be both. An error where a file
// cannot be read, or its table not be used.
Expected<std::unique_ptr<cases::TableCases>> open_tables(const Loaded& loaded, const std::string& path,
                                                         const std::string& events);

// A description of a source, and the zones that its columns name.
struct SourceFile {
  std::string path;
  tables::Source source;
  cases::TimeZones zones;
};
Expected<SourceFile> read_source_file(const std::string& path);

// Reads all tables of a source. An error, too, where it names words that no policy has.
Expected<std::unique_ptr<cases::TableCases>> open_source(const Loaded& loaded, const SourceFile& source);

// The same of a source whose tables are all sorted by case; nothing for another one.
Expected<std::unique_ptr<cases::SortedCases>> open_sorted(const Loaded& loaded, const SourceFile& source);

// The names that the policies' columns may have.
cases::KnownNames known_names(const model::Program& program);

}  // namespace engage::cli
