#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "shell.h"

// What spreadsheets and the programs around them read in what `due` writes. They are Debian's csvkit, miller, xlsx2csv
// and python3-openpyxl; where one is missing, these tests fail.
namespace engage {
namespace {

namespace fs = std::filesystem;

void expect_table_held(const std::string& policies, const std::string& cases, const std::string& days) {
  const Ran ran =
      run_in_shell(fmt::format("/usr/bin/python3 tests/cli/hold_tables.py {} -- {} -- {}", policies, cases, days));
  EXPECT_EQ(ran.code, 0) << ran.out.substr(0, 20'000) << ran.err;
}

TEST(Spreadsheet, NothingInATableTurnsIntoSomethingElse) {
  expect_table_held("policies/individual-entry.engage policies/existing-client.engage policies/youth-outreach.engage",
                    "examples/small.jsonl examples/caseload.jsonl", "2026-01-08T10:15 2026-01-14");
  const std::string fixtures = "tests/golden/cli/fixtures/";
  expect_table_held("policies/individual-entry.engage", fixtures + "ids.jsonl", "2026-01-14");
  for (const char* name : {"standings", "rounds-passed-over"}) {
    expect_table_held(fixtures + name + ".engage", fixtures + name + ".jsonl", "2026-01-14");
  }
}

TEST(Spreadsheet, WorkbooksHoldEveryCaseAndAreReadByOthers) {
  const fs::path folder = scratch_folder() / "workbooks";
  fs::create_directory(folder);
  const Ran ran = run_in_shell(fmt::format("/usr/bin/python3 tests/cli/hold_workbook.py '{}'", folder.string()));
  EXPECT_EQ(ran.code, 0) << ran.out.substr(0, 20'000) << ran.err;
}

}  // namespace
}  // namespace engage
