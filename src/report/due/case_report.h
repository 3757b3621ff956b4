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
  // Entries of assessed cases: what their `status` says of them, and those that were retracted by then.
  std::uint64_t planned = 0, cancelled = 0, retracted = 0;

  void add(const CaseReport& report) {
    if (report.assessment == nullptr) {
      ++rejected;
    } else {
      add_assessed(report.assessment->status, report.entries);
    }
  }
  void add_assessed(engine::Status status, const engine::EntryCounts& entries) {
    ++assessed;
    ++by_status[static_cast<std::size_t>(status)];
    planned += entries.planned;
    cancelled += entries.cancelled;
    retracted += entries.retracted;
  }
};

}  // namespace engage::report
