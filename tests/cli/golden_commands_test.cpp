#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "cli/command.h"

// What a person sees on both outputs, and the exit code, of whole commands run from the folder of
// their files. ENGAGE_ACCEPT=1 rewrites what is expected.
namespace engage::cli {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Ran {
  int code = 0;
  std::string out, err;
};

Ran run_in(const fs::path& folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "engage");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Ran ran;
  ran.code = run(static_cast<int>(argv.size()), argv.data());
  ran.out = testing::internal::GetCapturedStdout();
  ran.err = testing::internal::GetCapturedStderr();
  fs::current_path(before);
  return ran;
}

const fs::path kGolden = fs::path(SOURCE_DIR) / "tests/golden";

void expect(const fs::path& expected, const Ran& ran) {
  const std::string found = ran.out + "--\n" + ran.err + "exit " + std::to_string(ran.code) + "\n";
  const char* accept = std::getenv("ENGAGE_ACCEPT");
  if (accept != nullptr && std::string_view(accept) == "1") std::ofstream(expected, std::ios::binary) << found;
  EXPECT_EQ(read(expected), found) << expected;
  EXPECT_EQ(expected.filename().string().starts_with("fail_"), ran.code != 0) << expected;
}

TEST(TestCommand, SaysWhichChecksHold) {
  expect(kGolden / "test/good.expected", run_in(kGolden / "test", {"test", "good.engage"}));
  expect(kGolden / "test/fail_checks.expected",
         run_in(kGolden / "test", {"test", "fail_checks.engage", "good.engage"}));
}

TEST(TestCommand, WritesForOtherPrograms) {
  for (const std::string format : {"json", "junit"}) {
    expect(kGolden / ("test/fail_checks." + format),
           run_in(kGolden / "test", {"test", "fail_checks.engage", "good.engage", "--format", format, "--coverage"}));
  }
}

TEST(TestCommand, ListsWhatNoScenarioReached) {
  expect(kGolden / "test/coverage.expected", run_in(kGolden / "test", {"test", "good.engage", "--coverage"}));
  expect(kGolden / "test/fail_min_coverage.expected",
         run_in(kGolden / "test", {"test", "good.engage", "--min-coverage", "80"}));
  EXPECT_EQ(run_in(kGolden / "test", {"test", "good.engage", "--min-coverage", "20"}).code, 0);
}

TEST(TestCommand, RunsThoseWhoseTitleFits) {
  const fs::path folder = kGolden / "test";
  EXPECT_EQ(run_in(folder, {"test", "good.engage", "--run", "answers"}).err, "scenarios: 1 passed, 0 failed, 0 todo\n");
  EXPECT_EQ(run_in(folder, {"test", "good.engage", "--run", "Somebody*"}).err,
            "scenarios: 0 passed, 0 failed, 2 todo\n");
  EXPECT_EQ(run_in(folder, {"test", "good.engage", "--run", "*first c?ll"}).err,
            "scenarios: 1 passed, 0 failed, 0 todo\n");
  const Ran none = run_in(folder, {"test", "good.engage", "--run", "first*"});
  EXPECT_EQ(none.code, 1);
  EXPECT_EQ(none.err, "engage: --run: no scenario's title fits `first*`\n");
}

TEST(TestCommand, NoScenarioIsAFailure) {
  const Ran ran = run_in(kGolden / "test", {"test", "words.engage"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.err, "engage: these files hold no scenario\n");
}

TEST(TestCommand, FaultsOfPoliciesKeepItFromRunning) {
  EXPECT_EQ(run_in(kGolden / "model", {"test", "fail_scenarios.engage"}).code, 2);
  EXPECT_EQ(run_in(kGolden / "model", {"test", "nowhere.engage"}).code, 2);
}

TEST(TestCommand, ShippedScenariosHold) {
  const Ran ran = run_in(SOURCE_DIR, {"test", "policies", "--min-coverage", "95"});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST(LintCommand, AScenarioHasToUseTheFileOfItsPolicy) {
  expect(kGolden / "use/fail_unused.expected",
         run_in(kGolden / "use", {"lint", "fail_unused.engage", "../test/words.engage"}));
}

// E227 is found where `use` is followed.
TEST(LintCommand, FilesThatCannotBeUsed) {
  Ran ran = run_in(kGolden / "use", {"lint", "fail_use.engage"});
  const std::string folder = (fs::canonical(kGolden) / "cli").string();
  for (std::size_t at = ran.out.find(folder); at != ran.out.npos; at = ran.out.find(folder)) {
    ran.out.replace(at, folder.size(), "FOLDER");
  }
  EXPECT_NE(ran.out.find("[E227]"), ran.out.npos);
  expect(kGolden / "use/fail_use.expected", ran);
}

}  // namespace
}  // namespace engage::cli
