#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "cases/findings.h"
#include "cli/error.h"
#include "cli/load.h"
#include "engine/assessment.h"
#include "report/due/case_report.h"

namespace engage::cli {

// Holds files of cases against policies: reads them as streams, assesses on several threads, and hands
// the results on in the order of the input, whatever the number of threads.
struct CaseRunOptions {
  std::vector<std::string> files;  // JSON, JSON lines, or tables
  std::string events;              // the table of events that belongs to one table of cases; may be empty
  std::string source;              // in place of both: a description of tables
  Instant as_of;
  std::optional<Date> known_on;
  cases::Repeats repeats = cases::Repeats::once;
  bool strict = false;
  unsigned jobs = 1;
  bool progress = false;  // on standard error
};

struct CaseRunResult {
  report::Counts counts;
  std::string rows;  // where tables were read: how many of each, in words
};

// Puts one case into words at the end of `out`; called on several threads at once. The assessment may
// be changed (filtered) before it is written.
using WriteCase = std::function<void(std::string& out, const engine::CaseReport& report)>;

// An error where a file cannot be read or the output not be written; what is wrong with single cases
// is in their reports. Names that were left aside are told on standard error at the end.
Expected<CaseRunResult> run_cases(const Loaded& loaded, const CaseRunOptions& options, const WriteCase& write,
                                  const std::function<Expected<void>(std::string_view)>& out);

}  // namespace engage::cli
