#pragma once

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "cases/read_csv.h"
#include "cases/split.h"
#include "cli/error.h"
#include "cli/load.h"

namespace engage::cli {

// One case of a file, read with the words of one policy, and all that its texts point into.
struct ReadCase {
  std::string bytes, events;
  std::vector<cases::Chunk> chunks;
  std::unique_ptr<cases::CsvCases> csv;
  cases::Record record;
  cases::Findings findings;  // without faults
};

// The case of that id, or, without an id, the only one. `events`: the table that goes with one of cases.
// An error where there is no such case, or where it is rejected, with the reasons.
std::expected<std::unique_ptr<ReadCase>, Error> read_one_case(const Loaded& loaded, const model::Family& family,
                                                              const std::string& path, const std::string& events,
                                                              const std::string& id);

}  // namespace engage::cli
