#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

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
  const Ran patched =
      run_in_shell(fmt::format("cd '{}' && patch --quiet layout.engage change.diff", path("").string()));
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
  EXPECT_NE(ran.err.find("engage: ./faulty.engage is left as it is: 1 error in 1 file\n"), std::string::npos)
      << ran.err;
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
  const Ran ran =
      run_in_shell(fmt::format("cd '{}' && (trap '' XFSZ; ulimit -f 1; engage fmt long.engage)", path("").string()));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, testing::HasSubstr("0 changed, 1 left as it is"));
  EXPECT_EQ(read_bytes(path("long.engage")), loose);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(path(""))) ++files;
  EXPECT_EQ(files, 1u) << "nothing is left behind";
}

// Long enough for an edit to come in between.
std::string long_policy() {
  std::string text = "vocabulary w\n    role r\n    event e\n    action a\npolicy p\n    starts on e\n    stage s\n";
  for (int i = 0; i < 3000; ++i) text += fmt::format("        step t{}\n            do a\n", i);
  return text;
}

// Each way in which editors write, at many moments of the run.
TEST_F(Fmt, AnEditMadeMeanwhileIsNeverLost) {
  const std::string before = long_policy();
  write_bytes(path("new.engage"), before + "# my edit\n");
  write_bytes(path("head"), before.substr(0, before.size() / 2));
  write_bytes(path("tail"), before.substr(before.size() / 2) + "# my edit\n");
  for (const std::string edit : {"cp new.engage moved; mv moved long.engage", "cat new.engage > long.engage",
                                 "{ cat head; sleep 0.02; cat tail; } > long.engage"}) {
    for (int delay = 0; delay < 60; delay += 4) {
      write_bytes(path("long.engage"), before);
      const Ran ran = run_in_shell(
          fmt::format("cd '{}'; engage fmt long.engage & sleep 0.0{:02}; {}; wait $!", path("").string(), delay, edit));
      EXPECT_NE(read_bytes(path("long.engage")).find("# my edit"), std::string::npos) << edit << "\n" << ran.err;
      if (ran.code == 0) continue;
      EXPECT_EQ(ran.code, 2);
      EXPECT_THAT(ran.err, testing::HasSubstr("left as it is"));
    }
  }
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(path(""))) ++files;
  EXPECT_EQ(files, 4u) << "nothing is left behind";
}

TEST_F(Fmt, TakesAwayWhatAKilledOneLeftAndNothingElse) {
  write_bytes(path("loose.engage"), kLoose);
  const std::string alive = fmt::format(".loose.engage.engage-tmp-{}-abcdef", ::getpid());
  const std::string dead = ".loose.engage.engage-tmp-2147483646-abcdef";  // no system gives such a number
  for (const std::string& name : {alive, dead, std::string("x.engage-tmp-2147483646-abcdef"),
                                  std::string(".loose.engage.engage-tmp-2147483646-abcdefg"),
                                  std::string(".loose.engage.engage-tmp-1x-abcdef")}) {
    write_bytes(path(name), "half");
  }
  fs::create_directory(path(".folder.engage.engage-tmp-2147483646-abcdef"));
  EXPECT_EQ(run("--check loose.engage").code, 1);
  EXPECT_TRUE(fs::exists(path(dead))) << "it writes nothing";
  EXPECT_EQ(run("loose.engage").code, 0);
  EXPECT_FALSE(fs::exists(path(dead)));
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(path(""))) ++files;
  EXPECT_EQ(files, 6u);
}

// A folder in which nobody may look, but files may be made, cannot be told to write its names to the disk.
TEST_F(Fmt, AFileThatWasChangedIsNotCalledLeftAsItIs) {
  write_bytes(path("loose.engage"), kLoose);
  fs::permissions(scratch_folder(), fs::perms(0711));
  std::string somebody;
  if (::geteuid() == 0) {
    somebody = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    ASSERT_EQ(::chown(path("").c_str(), 65534, 65534), 0);
    ASSERT_EQ(::chown(path("loose.engage").c_str(), 65534, 65534), 0);
  }
  if (run_in_shell(somebody + "engage --version").code != 0) GTEST_SKIP() << "nobody else may run the program";
  fs::permissions(path(""), fs::perms(0300));
  const Ran ran = run_in_shell(somebody + fmt::format("engage fmt '{}'", path("loose.engage").string()));
  fs::permissions(path(""), fs::perms(0700));
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, testing::HasSubstr("loose.engage is changed, but it may be as before after a power cut"));
  EXPECT_THAT(ran.err, testing::HasSubstr("1 changed\n"));
  EXPECT_EQ(read_bytes(path("loose.engage")), kNeat);
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
