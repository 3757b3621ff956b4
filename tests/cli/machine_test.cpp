#include <gtest/gtest.h>

#include <memory>
#include <new>
#include <string>

#include "cli/case_run.h"
#include "cli/load.h"
#include "shell.h"

// What the machine may do to a run: a clock that is wrong, no further thread, no more memory.
namespace engage {
namespace {

const std::string kDue = "due policies/individual-entry.engage --cases examples/small.jsonl ";

Ran run_on(const std::string& machine, const std::string& arguments) {
  return run_in_shell("LD_PRELOAD=" MACHINE_MODULE " " + machine + " engage " + arguments);
}

TEST(Machine, AClockOutsideTheYearsThatThereAreIsTold) {
  for (const char* clock : {"-2208988801", "7258118400", "99999999999999", "9223372036854775807"}) {
    const Ran ran = run_on("TZ=UTC MACHINE_CLOCK=" + std::string(clock), kDue);
    EXPECT_EQ(ran.code, 2) << clock;
    EXPECT_EQ(ran.out, "") << clock;
    EXPECT_EQ(ran.err,
              "engage: the clock of this machine shows no year from 1900 to 2199: say with --as-of from which day to "
              "look\n")
        << clock;
  }
  for (const char* clock : {"-2208988800", "7258118399"}) {
    const Ran ran = run_on("TZ=UTC MACHINE_CLOCK=" + std::string(clock), kDue);
    EXPECT_EQ(ran.code, 1) << clock << ran.err;  // one of the cases is rejected on every day
    EXPECT_TRUE(ran.err.starts_with("as of ")) << ran.err;
  }
}

TEST(Machine, WithoutFurtherThreadsTheWorkIsDoneByTheOneThatThereIs) {
  const std::string arguments = kDue + "--as-of 2026-01-14 --format jsonl --jobs ";
  const Ran alone = run_on("", arguments + "1");
  const Ran refused = run_on("MACHINE_THREADS=0", arguments + "3");
  EXPECT_EQ(refused.code, alone.code);
  EXPECT_EQ(refused.out, alone.out);
  EXPECT_EQ(refused.err, alone.err);
}

TEST(Machine, WhatGoesWrongInAThreadReachesWhoWaitsForIt) {
  const std::string folder = SOURCE_DIR;
  auto loaded = cli::load({{folder + "/policies/individual-entry.engage"}, ""});
  ASSERT_TRUE(loaded);
  cli::CaseRunOptions options;
  options.files = {folder + "/examples/small.jsonl", folder + "/examples/caseload.jsonl"};
  options.as_of = last_minute_of(*parse_date("2026-01-14"));
  for (const unsigned jobs : {1u, 2u, 5u}) {
    options.jobs = jobs;
    const auto write = [](std::string&, const engine::CaseReport&) { throw std::bad_alloc(); };
    const auto out = [](std::string_view) { return std::expected<void, Error>(); };
    EXPECT_THROW((void)cli::run_cases(**loaded, options, write, out), std::bad_alloc) << jobs;
  }
}

}  // namespace
}  // namespace engage
