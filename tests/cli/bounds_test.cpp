#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "shell.h"
#include "text/bounds.h"

// No file that a policy leads to, and no chain in it, may hang the program, crash it or eat the machine.
namespace engage {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr std::string_view kPolicy = R"(vocabulary w
  role r
  fact f yes/no
  event e
  action a
)";

class Bounded : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }

  // As much memory and time as a small machine has.
  Ran run(const std::string& command) { return run_in_shell("ulimit -v 4000000; ulimit -t 20; " + command, folder_); }
  void write(const std::string& name, const std::string& text) { write_bytes(folder_ / name, text); }

  fs::path folder_ = scratch_folder() / "bounds";
};

TEST_F(Bounded, FilesThatUseEachOtherAreFollowedSoFarAndNoFurther) {
  const std::size_t last = kLongestChain + 1;
  for (std::size_t i = 0; i < last; ++i) write(fmt::format("{}.engage", i), fmt::format("use \"{}.engage\"\n", i + 1));
  write(fmt::format("{}.engage", last), std::string(kPolicy));
  EXPECT_EQ(run("engage lint --select L107 1.engage").code, 0);
  const Ran refused = run("engage lint --select L107 0.engage");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("error[E237]: \"101.engage\" lies behind more than 100 files"));
}

// Each of them sees all below it.
TEST_F(Bounded, AThousandFilesInAChainThatAreAllNamedTakeSeconds) {
  for (int i = 0; i < 1000; ++i) {
    write(fmt::format("{}.engage", i), fmt::format("use \"{}.engage\"\nvocabulary w{}\n  event e{}\n", i + 1, i, i));
  }
  write("1000.engage", std::string(kPolicy));
  const Ran ran = run("engage lint --select L107 .");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST_F(Bounded, AFileUsesSoManyOthersAndNoMore) {
  std::string uses;
  for (std::size_t i = 0; i < kMostUses; ++i) {
    write(fmt::format("{}.engage", i), fmt::format("vocabulary w{}\n  event e{}\n", i, i));
    uses += fmt::format("use \"{}.engage\"\n", i);
  }
  write("all.engage", uses);
  EXPECT_EQ(run("engage lint --select L107 all.engage").code, 0);
  write("all.engage", uses + "use \"0.engage\"\n");
  const Ran refused = run("engage lint --select L107 all.engage");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("error[E225]: this file uses more than 1,000 others"));
}

TEST_F(Bounded, TooManyFilesAreRefused) {
  for (std::size_t i = 0; i <= kMostFiles; ++i) write(fmt::format("{}.engage", i), "");
  const Ran refused = run("engage lint .");
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("there are 2,001 policy files, and no more than 2,000 can be read at once"));
}

TEST_F(Bounded, WhatNeverEndsIsNoFileToUse) {
  ASSERT_EQ(mkfifo((folder_ / "pipe.engage").c_str(), 0600), 0);
  write("p.engage", "use \"pipe.engage\"\n");
  const Ran refused = run("engage lint p.engage");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("error[E227]: pipe.engage is a pipe, and a file is wanted"));
}

TEST_F(Bounded, AFileWithoutEndIsReadNoFurtherThanAPolicyCanBe) {
  for (const char* command : {"engage lint", "engage fmt --check", "engage show", "engage test"}) {
    const Ran refused = run(fmt::format("{} - </dev/zero", command));
    EXPECT_NE(refused.code, 0) << command;
    EXPECT_THAT(refused.out + refused.err, HasSubstr("error[E104]")) << command;
  }
}

// The same bytes count the same however they arrive.
TEST_F(Bounded, AByteOrderMarkCountsTheSameFromAFileAndFromStandardInput) {
  const std::string mark = "\xEF\xBB\xBF";
  for (const std::string& before : {mark, mark + mark}) {
    write("w.engage", before + std::string(kPolicy));
    write("p.engage", "use \"w.engage\"\n");
    const int expected = before == mark ? 0 : 1;
    EXPECT_EQ(run("engage lint --select L107 w.engage").code, expected);
    EXPECT_EQ(run("engage lint --select L107 - <w.engage").code, expected);
    EXPECT_EQ(run("engage lint --select L107 p.engage").code, expected);
  }
}

TEST_F(Bounded, MergeMarksStayWhereTheyAre) {
  const std::string text = std::string(kPolicy) + "=======\n  event b\n>>>>>>> theirs\n";
  write("p.engage", text);
  EXPECT_EQ(run("engage lint p.engage").code, 1);
  EXPECT_EQ(run("engage fmt p.engage").code, 2);
  EXPECT_EQ(run("engage lint --fix p.engage").code, 1);
  EXPECT_EQ(read_bytes(folder_ / "p.engage"), text);
}

// Help is for the first faults: among thousands of names it takes time.
TEST_F(Bounded, ThousandsOfMisspeltNamesAreAllTold) {
  std::string text(kPolicy);
  for (int i = 0; i < 5000; ++i) text += fmt::format("  event event_{}x\n", i);
  text += "policy p\n  starts on e\n  stage s\n";
  for (int i = 0; i < 5000; ++i) text += fmt::format("    wait for event_{}y\n", i);
  write("p.engage", text);
  const Ran ran = run("engage lint --format concise --select L107 p.engage");
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 5000) << ran.out.substr(0, 500) << ran.err;
}

// Two ways at each `if`, and no time between them.
TEST_F(Bounded, WaysThatDoubleAreNotAllFollowed) {
  std::string text(kPolicy);
  for (int i = 0; i < 80; ++i) text += fmt::format("  fact g{0} yes/no\n  fact h{0} yes/no\n", i);
  text += "policy p\n  starts on e\n  stage s\n";
  for (int i = 0; i < 80; ++i) text += fmt::format("    if g{0}\n      if h{0}\n        wait 1 day\n", i);
  write("p.engage", text + "    go to s\n");
  for (const char* command : {"engage lint", "engage show --as outline", "engage simulate --start 2026-01-05"}) {
    EXPECT_LT(run(fmt::format("{} p.engage", command)).code, 2) << command;
  }
}

// The manual has the numbers of text/bounds.h.
TEST(Limits, StandInTheManual) {
  const std::string manual = read_bytes(fs::path(SOURCE_DIR) / "docs/language.md");
  const auto expect = [&](std::string_view what, std::size_t most, std::string_view code) {
    EXPECT_THAT(manual, HasSubstr(fmt::format("{} | {} | {} |\n", what, with_thousands(most), code)));
  };
  EXPECT_THAT(manual, HasSubstr(fmt::format("| bytes of a file | {} MiB | E104 |\n", kLargestFile >> 20)));
  expect("| lines of a file that say something", kMostLines, "E104");
  expect("| bytes of a line", kLongestLine, "E128");
  expect("| parentheses, or blocks, in each other", kDeepestParenthesis, "E124");
  expect("| parentheses, or blocks, in each other", kDeepestBlock, "E124");
  expect("`not` and claim", kMostConditions, "E124");
  expect("that one step leads to", kMostPartsInAll, "E124");
  expect("whether another is overdue", kLongestChain, "E237");
  expect("| roles that a policy sees", kMostRoles, "E225");
  expect("| facts that a policy sees", kMostFacts, "E225");
  expect("| values of a fact", kMostValues, "E225");
  expect("| events and actions that a policy sees", kMostEvents, "E225");
  expect("| groups that a policy sees", kMostGroups, "E225");
  expect("| defines that a policy sees", kMostDefines, "E225");
  expect("| dates that are worked out and that a policy sees", kMostDefines, "E225");
  expect("| settings of a policy", kMostSettings, "E225");
  expect("| stages of a policy", kMostStages, "E225");
  expect("| steps of a policy", kMostSteps, "E225");
  expect("| statements of its sequences", kMostStatements, "E225");
  expect("| rules and escalations of a policy", kMostRules, "E225");
  expect("| limits of a policy", kMostLimits, "E225");
  expect("| outcomes of a policy", kMostOutcomes, "E225");
  expect("each define once", kMostConditionsOfPolicy, "E225");
  expect("| `do` lines of a step", kMostDoLines, "E225");
  expect("| actions of a choice", kMostAlternatives, "E225");
  expect("with those of included ones", kMostDaysOff, "E225");
  expect("| `include` lines of a calendar", kMostIncludes, "E225");
  expect("| facts, events and checks of a scenario", kMostScenarioLines, "E225");
  expect("| files at once", kMostFiles, "E225");
  expect("| `use` lines of a file", kMostUses, "E225");
  expect("each version counted", kMostPolicies, "E225");
  expect("| calendars at once", kMostCalendars, "E225");
  expect("in every year that is covered", kMostHolidays, "E225");
  expect("| scenarios at once", kMostScenarios, "E225");
  expect("with all that it takes from others", kMostInAll, "E225");
}

}  // namespace
}  // namespace engage
