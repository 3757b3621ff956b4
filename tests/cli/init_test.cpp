#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <sstream>
#include <string>

#include "shell.h"

// What `engage init` makes works at once, whenever it is made; and what it cannot make leaves nothing behind.
namespace engage {
namespace {

namespace fs = std::filesystem;

class Init : public testing::Test {
 protected:
  Init() {
    folder_ = scratch_folder() / "init";
    fs::remove_all(folder_);
    fs::create_directory(folder_);
  }

  Ran run(const std::string& command) const { return run_in_shell(command, folder_); }
  const fs::path& folder() const { return folder_; }
  std::size_t things() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  // Cannot be made, is told so in one line, and nothing is there that was not.
  void expect_refused(const std::string& arguments, const std::string& because) const {
    const std::size_t before = things();
    const Ran ran = run("engage init " + arguments);
    EXPECT_EQ(ran.code, 2) << arguments;
    EXPECT_EQ(ran.out, "") << arguments;
    EXPECT_NE(ran.err.find(because), ran.err.npos) << arguments << ": " << ran.err;
    EXPECT_EQ(things(), before) << arguments;
  }

 private:
  fs::path folder_;
};

TEST_F(Init, WhatItMakesIsWithoutFaultAndHasWorkDueOnAnyDay) {
  // The days of a week, both ends of a year, a leap day, and the first and last that there are.
  for (const char* day :
       {"2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2025-12-31",
        "2026-01-01", "2027-01-03", "2028-02-29", "2026-03-01", "1901-01-01", "2196-12-31"}) {
    fs::remove_all(folder() / "our-program");
    ASSERT_EQ(run(fmt::format("engage init our-program --as-of {}", day)).code, 0) << day;
    const Ran lint = run("engage lint --strict our-program");
    EXPECT_EQ(lint.code, 0) << day << "\n" << lint.out;
    EXPECT_EQ(lint.out, "") << day;
    EXPECT_EQ(run("engage fmt --check our-program").code, 0) << day;
    const Ran test = run("engage test our-program --coverage --min-coverage 100");
    EXPECT_EQ(test.code, 0) << day << "\n" << test.out;
    const Ran due =
        run(fmt::format("engage due our-program/policy.engage --cases our-program/cases.csv --events "
                        "our-program/events.csv --as-of {} --only due",
                        day));
    EXPECT_EQ(due.code, 0) << day << "\n" << due.err;
    for (const char* id : {"S-1", "S-2", "S-3", "S-4", "S-5"}) EXPECT_NE(due.out.find(id), due.out.npos) << day << id;
    EXPECT_NE(due.out.find("\nOverdue"), due.out.npos) << day;
    EXPECT_NE(due.out.find("\nOpen"), due.out.npos) << day;
    EXPECT_EQ(due.out.find("Rejected"), due.out.npos) << day;
  }
}

TEST_F(Init, TodayIsTheDayWhereNoneIsNamed) {
  ASSERT_EQ(run("engage init ours").code, 0);
  const Ran due = run("engage due ours/policy.engage --cases ours/cases.csv --events ours/events.csv");
  EXPECT_EQ(due.code, 0) << due.err;
  EXPECT_NE(due.out.find("\nOverdue"), due.out.npos) << due.out;
  EXPECT_EQ(due.out.find("(0)"), due.out.npos) << due.out;
}

TEST_F(Init, EveryCommandOfItsReadmeRuns) {
  ASSERT_EQ(run("engage init ours --as-of 2026-11-27").code, 0);
  std::istringstream readme(read_bytes(folder() / "ours/README.md"));
  std::size_t commands = 0;
  for (std::string line; std::getline(readme, line);) {
    if (!line.starts_with("    engage ")) continue;
    ++commands;
    const Ran ran = run_in_shell(line, folder() / "ours");
    EXPECT_EQ(ran.code, 0) << line << "\n" << ran.out << ran.err;
  }
  EXPECT_GE(commands, 8u);
}

TEST_F(Init, TheSameDayGivesTheSameBytes) {
  ASSERT_EQ(run("mkdir a b && engage init a/ours --as-of 2026-11-27 && engage init b/ours --as-of 2026-11-27").code, 0);
  EXPECT_EQ(run("diff -r a b").out, "");
}

TEST_F(Init, NamesOfTheFilesNeverMeet) {
  ASSERT_EQ(run("engage init one && engage init contact && engage init worker/").code, 0);
  EXPECT_EQ(run("engage lint --strict .").out, "");
  EXPECT_EQ(run("engage test .").code, 0);
}

TEST_F(Init, AnEmptyFolderIsTakenAndNoOther) {
  fs::create_directory(folder() / "ours");
  EXPECT_EQ(run("engage init ours").code, 0);
  EXPECT_TRUE(fs::exists(folder() / "ours/policy.engage"));
  const std::string before = read_bytes(folder() / "ours/cases.csv");
  expect_refused("ours --as-of 2030-01-01", "is not empty");
  EXPECT_EQ(read_bytes(folder() / "ours/cases.csv"), before);
  write_bytes(folder() / "file", "");
  expect_refused("file", "is no folder");
  fs::create_symlink("nowhere", folder() / "link");
  expect_refused("link", "is no folder");
}

TEST_F(Init, NamesThatNoPolicyCanHaveAreRefused) {
  for (const char* name : {".", "..", "/", "Ours", "1st", "'our program'", "our.program", "ümlaut", "-", "_x"}) {
    expect_refused(name, "its name becomes that of the policy");
  }
  expect_refused("every", "`every` is a word of the language");
  expect_refused("''", "is empty");
}

TEST_F(Init, WhatCannotBeMadeLeavesNothingBehind) {
  expect_refused("nowhere/ours", "No such file or directory");
  expect_refused("ours --as-of 2026-02-30", "is no date");
  expect_refused("ours --as-of 1900-06-01", "1901 to 2196");
  expect_refused("ours --as-of 2197-01-01", "1901 to 2196");
  expect_refused(std::string(256, 'a'), "File name too long");
  // The disk is full after the first of the files.
  const Ran full = run("(ulimit -f 1; trap '' XFSZ; engage init ours)");
  EXPECT_EQ(full.code, 2);
  EXPECT_NE(full.err.find("File too large"), full.err.npos) << full.err;
  EXPECT_FALSE(fs::exists(folder() / "ours"));
  EXPECT_TRUE(fs::is_empty(folder())) << run("ls -A").out;
}

}  // namespace
}  // namespace engage
