#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "scenarios/coverage.h"
#include "scenarios/scenario.h"
#include "text/source.h"

namespace engage::report {

// A case of a source that was read with the policies, and why it was rejected; nothing: it was not.
struct CaseResult {
  std::string id, file;
  std::uint64_t line = 0;
  std::vector<std::string> faults;
};
struct SourceResult {
  std::string path;
  std::vector<CaseResult> cases;
  std::string rows;  // of its tables, counted

  std::size_t rejected() const;
};

// What a run of scenarios has to tell. All that is pointed to must outlive it.
struct TestRun {
  std::span<const scenarios::ScenarioResult> results;
  const scenarios::CoverageReport* coverage = nullptr;  // null: not asked for
  const Sources* sources = nullptr;
  const SourceResult* source = nullptr;  // null: none was given
};

struct TestCounts {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t todo = 0;  // held or not
};
TestCounts count(std::span<const scenarios::ScenarioResult> results);

// A line a scenario; below one that fails each check that does not hold, what was found instead, and what was open,
// upcoming and withheld then. A line for the cases of the source, or for each that is rejected.
std::string test_text(const TestRun& run, bool colour);
// One document.
std::string test_json(const TestRun& run);
// The XML that build servers read: a suite a policy and one of the source; a `todo` that fails is skipped.
std::string test_junit(const TestRun& run);

// The line of the check as written.
std::string check_text(const model::Check& check, const Sources& sources);

}  // namespace engage::report
