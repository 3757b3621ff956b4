#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "shell.h"

// What `engage lint --fix` and `--diff` do to files. What is mended, and how, is held by
// tests/lint/property_test.cpp and the files of tests/golden/broken.
namespace engage {
namespace {

namespace fs = std::filesystem;

// Two lines to mend, one that cannot be, Windows line endings and a byte order mark.
constexpr std::string_view kPasted =
    "\xEF\xBB\xBFvocabulary words \xE2\x80\x9COur words\xE2\x80\x9D\r\n"
    "  role worker \"Worker\"\r\n"
    "  Action call \"Call\".\r\n";
constexpr std::string_view kMended =
    "\xEF\xBB\xBFvocabulary words \"Our words\"\r\n"
    "  role worker \"Worker\"\r\n"
    "  action call \"Call\"\r\n";

class LintFix : public testing::Test {
 protected:
  LintFix()
      : folder_(scratch_folder() /
                ("fix-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    fs::create_directory(folder_);
  }
  fs::path path(const std::string& name) const { return folder_ / name; }
  Ran run(const std::string& arguments) const {
    return run_in_shell(fmt::format("cd '{}' && engage lint {}", folder_.string(), arguments));
  }

 private:
  fs::path folder_;
};

TEST_F(LintFix, MendsAndSaysWhat) {
  write_bytes(path("pasted.engage"), kPasted);
  fs::permissions(path("pasted.engage"), fs::perms(0640));
  const Ran ran = run("--fix pasted.engage");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_EQ(read_bytes(path("pasted.engage")), kMended);
  EXPECT_EQ(fs::status(path("pasted.engage")).permissions(), fs::perms(0640));
  EXPECT_NE(ran.err.find("pasted.engage:1:18: mended E126: "), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("pasted.engage:3:3: mended E110: "), std::string::npos) << ran.err;
  EXPECT_EQ(run("--fix pasted.engage").err.find("mended"), std::string::npos);
}

TEST_F(LintFix, ReportsWhatRemains) {
  write_bytes(path("pasted.engage"), std::string(kPasted) + "  action \r\n");
  const Ran ran = run("--fix --format concise pasted.engage");
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(read_bytes(path("pasted.engage")), std::string(kMended) + "  action \r\n");
  EXPECT_NE(ran.out.find("pasted.engage:4:"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("E126"), std::string::npos) << ran.out;
}

TEST_F(LintFix, DiffShowsItAndWritesNothing) {
  write_bytes(path("pasted.engage"), kPasted);
  const Ran ran = run("--diff pasted.engage");
  EXPECT_EQ(ran.code, 1);
  EXPECT_TRUE(ran.out.starts_with("--- pasted.engage\n+++ pasted.engage, mended\n@@ ")) << ran.out;
  EXPECT_EQ(read_bytes(path("pasted.engage")), kPasted);
  EXPECT_EQ(run("--diff pasted.engage >change.diff").code, 1);
  const Ran patched =
      run_in_shell(fmt::format("cd '{}' && patch --binary --quiet pasted.engage change.diff", path("").string()));
  EXPECT_EQ(patched.code, 0) << patched.out << patched.err;
  EXPECT_EQ(read_bytes(path("pasted.engage")), kMended);
  EXPECT_EQ(run("--diff pasted.engage").code, 0);
}

TEST_F(LintFix, AUsedFileThatWasNotNamedStaysAsItIs) {
  write_bytes(path("words.engage"), kPasted);
  write_bytes(path("policy.engage"), "use \"words.engage\":\n");
  EXPECT_EQ(run("--fix policy.engage").code, 1);
  EXPECT_EQ(read_bytes(path("words.engage")), kPasted);
  EXPECT_EQ(read_bytes(path("policy.engage")), "use \"words.engage\"\n");
}

// At many moments of the run; how it is held is tested with `fmt`.
TEST_F(LintFix, AnEditMadeMeanwhileIsNeverLost) {
  std::string before = "vocabulary words \"Our words\"\n";
  for (int i = 0; i < 1000; ++i) before += fmt::format("  Action call{} \"Call\"\n", i);
  write_bytes(path("new"), before + "# my edit\n");
  for (int delay = 0; delay < 100; delay += 9) {
    write_bytes(path("long.engage"), before);
    const std::string edit = fmt::format("sleep 0.0{:02}; cp new moved; mv moved long.engage", delay);
    const Ran ran = run_in_shell("engage lint --fix long.engage & " + edit + "; wait $!", path(""));
    const std::string after = read_bytes(path("long.engage"));
    EXPECT_NE(after.find("# my edit"), std::string::npos) << ran.err.substr(0, 500);
    EXPECT_TRUE(ran.code != 2 || ran.err.find("left as it is") != std::string::npos) << ran.err.substr(0, 500);
  }
}

TEST_F(LintFix, IsAFilter) {
  write_bytes(path("pasted.engage"), kPasted);
  const Ran ran = run_in_shell(fmt::format("engage lint --fix - <'{}'", path("pasted.engage").string()));
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out, kMended);
}

}  // namespace
}  // namespace engage
