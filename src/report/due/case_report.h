#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"
#include "cases/record.h"
#include "engine/assessment.h"
#include "model/policy.h"

namespace engage::report {

// One case as a writer gets it: assessed, or rejected with its reasons. All texts are UTF-8.
struct CaseReport {
  std::string_view id;     // may be empty when it could not be read
  std::uint64_t line = 0;  // of the file, from 1; where the case begins
  std::string_view file;
  const model::Family* family = nullptr;           // assessed
  const cases::Record* record = nullptr;           // assessed
  const engine::Assessment* assessment = nullptr;  // null: rejected
  const std::vector<std::string>* rejected = nullptr;
  std::uint64_t number = 0;  // in its file, where that and the line do not tell it from others
  bool repeated = false;     // rejected, and an earlier case of the run had this id
};

// What all cases of one run share.
struct Context {
  Instant as_of;               // the last minute of a day stands for the whole day
  bool several_files = false;  // of cases: then a rejected case names its file
};

// How many cases were reported, and how.
struct Counts {
  std::uint64_t assessed = 0;
  std::uint64_t rejected = 0;
  std::array<std::uint64_t, 4> by_status{};  // by engine::Status

  void add(const CaseReport& report) {
    if (report.assessment == nullptr) {
      ++rejected;
    } else {
      ++assessed;
      ++by_status[static_cast<std::size_t>(report.assessment->status)];
    }
  }
};

}  // namespace engage::report
