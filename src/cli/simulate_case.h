#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cases/read_table.h"
#include "cases/split.h"
#include "cli/error.h"
#include "cli/load.h"
#include "play/arguments.h"

namespace engage::cli {

// One case of a file, read with the words of one policy, and all that its texts point into.
struct FoundCase {
  std::string bytes;
  std::vector<cases::Chunk> chunks;
  cases::TimeZones zones;  // those of the calendars, and of a source's columns
  std::unique_ptr<cases::TableCases> tables;
  std::unique_ptr<cases::TableReader> reader;
  cases::Record record;
  cases::Findings findings;  // without faults
};

// The case of the arguments' file or source with their id, or, without an id, the only one.
// An error where there is no such case, or where it is rejected, with the reasons.
Expected<std::unique_ptr<FoundCase>> read_one_case(const Loaded& loaded, const model::Family& family,
                                                   const play::Arguments& arguments);

}  // namespace engage::cli
