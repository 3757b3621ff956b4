#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "shell.h"

// What `engage lint` writes for programs, and the files that it keeps.
namespace engage {
namespace {

namespace fs = std::filesystem;

const std::string kFixtures = "tests/golden/cli/fixtures/lint/";

// Holds one SARIF log to the schema of OASIS.
Ran hold_to_sarif(const std::string& command) {
  return run_in_shell(fmt::format(
      "{} 2>/dev/null | tr -d '\\n' | /usr/bin/python3 tests/cli/hold_to_schema.py tests/cli/sarif-2.1.0.schema.json",
      command));
}

TEST(Sarif, EveryLogIsValid) {
  const std::vector<std::string> runs = {
      "policies",                                                              // nothing found
      "tests/golden/cli/fixtures/ten.engage",                                  // errors
      kFixtures + "entry.engage " + kFixtures + "allowed.engage --no-config",  // suppressed, with fixes
      kFixtures + "entry.engage --baseline " + kFixtures + "baseline.toml",
      "tests/golden/test --coverage",
  };
  for (const std::string& paths : runs) {
    const Ran ran = hold_to_sarif("engage lint --format sarif " + paths);
    EXPECT_EQ(ran.code, 0) << paths << "\n" << ran.out << ran.err;
  }
}

TEST(Sarif, WhatIsNoLogIsFound) {
  EXPECT_EQ(hold_to_sarif("engage lint policies --format sarif | sed 's/\"results\"/\"findings\"/'").code, 1);
  EXPECT_EQ(
      hold_to_sarif(
          "engage lint tests/golden/cli/fixtures/ten.engage --format sarif | sed 's/startLine\":[0-9]*/startLine\":0/'")
          .code,
      1);
}

// A policy and its baseline in a folder of their own.
class BaselineFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = scratch_folder() / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::create_directories(folder_ / "policies");
    policy_ = read_bytes(fs::path(SOURCE_DIR) / kFixtures / "entry.engage");
    write_bytes(folder_ / "policies/entry.engage", policy_);
  }

  Ran lint(const std::string& options) {
    return run_in_shell(fmt::format("cd '{}' && engage lint policies --select L104,L301,L501 --format concise {}",
                                    folder_.string(), options));
  }

  void replace(const std::string& from, const std::string& to) {
    const std::size_t at = policy_.find(from);
    ASSERT_NE(at, policy_.npos) << from;
    policy_.replace(at, from.size(), to);
    write_bytes(folder_ / "policies/entry.engage", policy_);
  }

  fs::path folder_;
  std::string policy_;
};

TEST_F(BaselineFile, HidesAllThatWasFoundWhenItWasWritten) {
  EXPECT_NE(lint("").out, "");
  const Ran written = lint("--write-baseline known.toml");
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_EQ(written.out, "");
  const Ran ran = lint("--baseline known.toml --strict");
  EXPECT_EQ(ran.code, 0) << ran.out;
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, testing::HasSubstr("lint: 1 file: no faults\nbaseline: "));
  EXPECT_THAT(ran.err, testing::Not(testing::HasSubstr("gone")));
}

TEST_F(BaselineFile, IsTheSameWhenItIsWrittenAgain) {
  lint("--write-baseline known.toml");
  const std::string first = read_bytes(folder_ / "known.toml");
  lint("--write-baseline known.toml");
  EXPECT_EQ(read_bytes(folder_ / "known.toml"), first);
  EXPECT_THAT(first, testing::HasSubstr("{file = \"policies/entry.engage\", code = \"L104\", "));
}

TEST_F(BaselineFile, SurvivesLinesThatMove) {
  lint("--write-baseline known.toml");
  replace("calendar weekdays", "# A comment.\n\n\ncalendar weekdays");
  replace("  event contact", "  event visit \"Client came by\"\n  event contact");
  replace("wait for contact ", "wait for contact, visit ");
  EXPECT_EQ(lint("--baseline known.toml").out, "");
}

TEST_F(BaselineFile, TellsWhatIsNewAndCountsWhatIsGone) {
  lint("--write-baseline known.toml");
  replace("  event discharge \"Client left the hospital\"\n", "  event arrival \"Client arrived\"\n");
  const Ran ran = lint("--baseline known.toml");
  EXPECT_THAT(ran.out, testing::HasSubstr("`arrival`"));
  EXPECT_THAT(ran.err, testing::HasSubstr(", 1 gone; drop it by `--write-baseline known.toml`\n"));
  // A code that nobody looked for is not gone.
  EXPECT_THAT(lint("--baseline known.toml --ignore L5").err, testing::Not(testing::HasSubstr("gone")));
}

TEST_F(BaselineFile, StaysAsItWasWhereItCannotBeWritten) {
  lint("--write-baseline known.toml");
  const std::string before = read_bytes(folder_ / "known.toml");
  write_bytes(folder_ / "policies/entry.engage", "policy broken\n  starts\n");
  const Ran ran = lint("--write-baseline known.toml");
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(read_bytes(folder_ / "known.toml"), before);
}

// The fix of a useless comment mends what was found, and nothing else is found afterwards.
TEST(AllowComment, IsTakenAwayByItsFix) {
  const fs::path folder = scratch_folder() / "allowed";
  fs::create_directories(folder);
  fs::copy_file(fs::path(SOURCE_DIR) / kFixtures / "allowed.engage", folder / "allowed.engage");
  const std::string lint = fmt::format(
      "cd '{}' && engage lint allowed.engage --select L104,L301,L501,L502,L901 --format concise", folder.string());
  const std::string before = run_in_shell(lint + " --ignore L901").out;
  EXPECT_THAT(run_in_shell(lint).out, testing::HasSubstr("[L901]"));
  EXPECT_EQ(run_in_shell(lint + " --fix").code, 0);
  EXPECT_EQ(run_in_shell(lint).out, before);
  EXPECT_THAT(read_bytes(folder / "allowed.engage"), testing::HasSubstr("# lint: allow L301 because \"intake"));
}

}  // namespace
}  // namespace engage
