#pragma once

#include <span>
#include <string>

#include "scenarios/coverage.h"
#include "scenarios/scenario.h"
#include "text/source.h"

namespace engage::report {

// What a run of scenarios has to tell. All that is pointed to must outlive it.
struct TestRun {
  std::span<const scenarios::ScenarioResult> results;
  const scenarios::CoverageReport* coverage = nullptr;  // null: not asked for
  const Sources* sources = nullptr;
};

struct TestCounts {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t todo = 0;  // held or not
};
TestCounts count(std::span<const scenarios::ScenarioResult> results);

// A line a scenario; below one that fails each check that does not hold, what was found instead, and
// what was open, upcoming and withheld then.
std::string test_text(const TestRun& run, bool colour);
// One document.
std::string test_json(const TestRun& run);
// The XML that build servers read: a suite a policy; a `todo` that fails is skipped.
std::string test_junit(const TestRun& run);

// The line of the check as written.
std::string check_text(const model::Check& check, const Sources& sources);

}  // namespace engage::report
