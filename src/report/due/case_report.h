#pragma once

#include <array>
#include <cstdint>

#include "calendar/date.h"
#include "engine/case_report.h"

namespace engage::report {

using engine::CaseReport;

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
