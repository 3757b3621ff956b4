#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cases/record.h"
#include "engine/assessment.h"
#include "model/policy.h"

namespace engage::engine {

// Of the entries of a case: those that are not looked at, and those that may stand for a date alone (findings.h).
struct EntryCounts {
  std::uint32_t repeats = 0, later = 0, not_done = 0, planned = 0, cancelled = 0, retracted = 0, midnights = 0;
};

// One case of a file: assessed, or rejected with its reasons. All texts are UTF-8.
struct CaseReport {
  std::string_view id;     // may be empty when it could not be read
  std::uint64_t line = 0;  // of the file, from 1; where the case begins
  std::string_view file;
  const model::Family* family = nullptr;  // assessed
  const cases::Record* record = nullptr;  // assessed
  Assessment* assessment = nullptr;       // null: rejected
  const std::vector<std::string>* rejected = nullptr;
  std::uint64_t number = 0;  // in its file, where that and the line do not tell it from others
  bool repeated = false;     // rejected, and an earlier case of the run had this id
  EntryCounts entries = {};
};

}  // namespace engage::engine
