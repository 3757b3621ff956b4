#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "shell.h"

// `engage simulate --save`: what it writes passes as it stands, and nothing is lost by it.
namespace engage {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kPlay =
    "engage simulate policies/individual-entry.engage --start 2026-12-17 --set service=individual "
    "--set caseload_capacity=yes --set 'referral_source=Dr \"Bo\" Lee\\Son' --worker deadline --client answers-after:2";

// A folder with the policies, as a team has them.
fs::path team_folder() {
  static const fs::path folder = [] {
    fs::copy(fs::path(SOURCE_DIR) / "policies", scratch_folder() / "team", fs::copy_options::recursive);
    return scratch_folder() / "team";
  }();
  return folder;
}

Ran save(const fs::path& file, const std::string& more = "") {
  const std::string policy = (team_folder() / "individual-entry.engage").string();
  std::string command(kPlay);
  command.replace(command.find("policies/individual-entry.engage"), 32, "'" + policy + "'");
  return run_in_shell(fmt::format("{} --save '{}' {}", command, file.string(), more));
}

TEST(Save, APlayBesideItsPolicyPassesAsItStands) {
  const fs::path file = team_folder() / "christmas.engage";
  const Ran ran = save(file);
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("try it: engage test " + file.string()));
  const std::string text = read_bytes(file);
  EXPECT_THAT(text, StartsWith("use \"individual-entry.engage\"\n\nscenario \"From 2026-12-17, worker deadline, "
                               "client answers-after:2\" for individual_entry\n  facts\n"));
  EXPECT_THAT(text, HasSubstr("    referral_source is \"Dr \\\"Bo\\\" Lee\\\\Son\"\n"));
  EXPECT_THAT(text, HasSubstr(" call_main is due by 2026-12-24\n"));
  EXPECT_THAT(text, HasSubstr(" stage is admission\n"));
  const Ran test = run_in_shell(fmt::format("engage test '{}'", file.string()));
  EXPECT_EQ(test.code, 0) << test.out << test.err;
  const Ran layout = run_in_shell(fmt::format("engage fmt --check '{}'", file.string()));
  EXPECT_EQ(layout.code, 0) << layout.out;
}

TEST(Save, OneFolderAwayThePolicyHasToBeNamedToo) {
  fs::create_directories(team_folder() / "tests");
  const fs::path file = team_folder() / "tests/christmas.engage";
  const Ran ran = save(file);
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(read_bytes(file), StartsWith("use \"../individual-entry.engage\"\n"));
  const std::string command = ran.err.substr(ran.err.find("engage test "));
  const Ran test = run_in_shell(command);
  EXPECT_EQ(test.code, 0) << command << test.out << test.err;
}

TEST(Save, AFileThatIsThereIsKeptUnlessForced) {
  const fs::path file = team_folder() / "kept.engage";
  write_bytes(file, "# mine\n");
  const Ran refused = save(file);
  EXPECT_EQ(refused.code, 2);
  EXPECT_EQ(refused.out, "");
  EXPECT_THAT(refused.err, HasSubstr("it is there already; --force writes over it"));
  EXPECT_EQ(read_bytes(file), "# mine\n");
  EXPECT_EQ(save(file, "--force").code, 0);
  EXPECT_THAT(read_bytes(file), StartsWith("use "));
}

TEST(Save, WhatCannotBeKeptLeavesNoFile) {
  const auto expect_refused = [](const std::string& more, std::string_view why) {
    const fs::path file = team_folder() / "never.engage";
    const Ran ran = save(file, more);
    EXPECT_EQ(ran.code, 2) << more;
    EXPECT_THAT(ran.err, HasSubstr(std::string(why)));
    EXPECT_FALSE(fs::exists(file)) << more;
  };
  expect_refused("--worker prompt", "--save keeps one case");
  expect_refused("--set 'alternate_contact=a\nb'", "is not written");
  const Ran folder = save(team_folder() / "no-such-folder/christmas.engage");
  EXPECT_EQ(folder.code, 2);
  EXPECT_THAT(folder.err, HasSubstr("cannot write to"));
}

TEST(Save, AWalkIsKeptLikeAPlay) {
  const fs::path file = team_folder() / "walk.engage";
  const Ran ran = run_in_shell(fmt::format(
      "printf 'record call_main\\nnext 30\\nsave {0}\\nsave {0}\\n' | engage simulate '{1}' --start 2026-12-17 "
      "--set service=individual --set caseload_capacity=yes --step",
      file.string(), (team_folder() / "individual-entry.engage").string()));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("it is there already"));
  const Ran test = run_in_shell(fmt::format("engage test '{}'", file.string()));
  EXPECT_EQ(test.code, 0) << test.out << test.err;
  EXPECT_THAT(read_bytes(file), HasSubstr(" is overdue\n"));
}

}  // namespace
}  // namespace engage
