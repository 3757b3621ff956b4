#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "shell.h"

// What `engage fmt` does to files. How it lays them out is tested in tests/syntax/print_test.cpp.
namespace engage {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLoose = "use   \"words.engage\"\r\n\r\n\r\npolicy p extends   q\r\n";
constexpr std::string_view kNeat = "use \"words.engage\"\r\n\r\npolicy p extends q\r\n";

class Fmt : public testing::Test {
 protected:
  Fmt() : folder_(scratch_folder() / testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::create_directory(folder_);
  }
  fs::path path(const std::string& name) const { return folder_ / name; }
  Ran run(const std::string& arguments) const {
    return run_in_shell(fmt::format("cd '{}' && engage fmt {}", folder_.string(), arguments));
  }

 private:
  fs::path folder_;
};

TEST_F(Fmt, RewritesWhatIsNotLaidOut) {
  write_bytes(path("loose.engage"), kLoose);
  write_bytes(path("neat.engage"), kNeat);
  const fs::file_time_type before = fs::last_write_time(path("neat.engage"));
  const Ran ran = run(".");
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "fmt: 2 files, 1 changed\n");
  EXPECT_EQ(read_bytes(path("loose.engage")), kNeat);
  EXPECT_EQ(fs::last_write_time(path("neat.engage")), before);
  EXPECT_EQ(run(".").err, "fmt: 2 files, 0 changed\n");
}

TEST_F(Fmt, CheckAndDiffWriteNothing) {
  write_bytes(path("loose.engage"), kLoose);
  const Ran check = run("--check loose.engage");
  EXPECT_EQ(check.code, 1);
  EXPECT_EQ(check.out, "loose.engage\n");
  EXPECT_EQ(check.err, "fmt: 1 file, 1 to change\n");
  EXPECT_EQ(run("--diff loose.engage").code, 0);
  EXPECT_EQ(run("--check --diff loose.engage").code, 1);
  EXPECT_EQ(read_bytes(path("loose.engage")), kLoose);
}

TEST_F(Fmt, DiffIsOneThatPatchTakes) {
  const fs::path source = fs::path(SOURCE_DIR) / "tests/golden/fmt/layout.engage";
  fs::copy_file(source, path("layout.engage"));
  EXPECT_EQ(run("--diff layout.engage >change.diff").code, 0);
  const Ran patched = run_in_shell(fmt::format("cd '{}' && patch --quiet layout.engage change.diff", path("").string()));
  EXPECT_EQ(patched.code, 0) << patched.out << patched.err;
  EXPECT_EQ(read_bytes(path("layout.engage")), read_bytes(fs::path(source).replace_extension(".expected")));
}

TEST_F(Fmt, LeavesAFileWithFaultsAndGoesOn) {
  const std::string faulty = "policy  p\n   starts on\n";
  write_bytes(path("faulty.engage"), faulty);
  write_bytes(path("loose.engage"), kLoose);
  const Ran ran = run(".");
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(read_bytes(path("faulty.engage")), faulty);
  EXPECT_EQ(read_bytes(path("loose.engage")), kNeat);
  EXPECT_NE(ran.err.find("engage: ./faulty.engage is left as it is: 1 error in 1 file\n"), std::string::npos) << ran.err;
  EXPECT_TRUE(ran.err.ends_with("fmt: 2 files, 1 changed, 1 left as it is\n")) << ran.err;
}

TEST_F(Fmt, KeepsPermissionsAndLinks) {
  write_bytes(path("loose.engage"), kLoose);
  fs::permissions(path("loose.engage"), fs::perms(0640));
  fs::create_symlink("loose.engage", path("link.engage"));
  EXPECT_EQ(run("link.engage").code, 0);
  EXPECT_TRUE(fs::is_symlink(path("link.engage")));
  EXPECT_EQ(read_bytes(path("loose.engage")), kNeat);
  EXPECT_EQ(fs::status(path("loose.engage")).permissions(), fs::perms(0640));
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(path(""))) ++files;
  EXPECT_EQ(files, 2u) << "nothing is left behind";
}

// A disk that is full, played by a limit on the size of files: a write fails in its middle.
TEST_F(Fmt, AWriteThatFailsLeavesTheFileAsItWas) {
  std::string loose;
  for (int i = 0; i < 2000; ++i) loose += fmt::format("use   \"{}.engage\"\n", i);
  write_bytes(path("long.engage"), loose);
  const Ran ran = run_in_shell(fmt::format("cd '{}' && (trap '' XFSZ; ulimit -f 1; engage fmt long.engage)",
                                           path("").string()));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, testing::HasSubstr("0 changed, 1 left as it is"));
  EXPECT_EQ(read_bytes(path("long.engage")), loose);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(path(""))) ++files;
  EXPECT_EQ(files, 1u) << "nothing is left behind";
}

TEST_F(Fmt, IsAFilter) {
  const Ran ran = run_in_shell("printf 'use   \"a\"' | engage fmt -");
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out, "use \"a\"\n");
  EXPECT_EQ(ran.err, "");
  const Ran faulty = run_in_shell("echo 'use a' | engage fmt -");
  EXPECT_EQ(faulty.code, 2);
  EXPECT_EQ(faulty.out, "");
}

}  // namespace
}  // namespace engage
