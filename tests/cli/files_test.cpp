#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "shell.h"

// What is read as a file, and what is refused.
namespace engage {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;

constexpr std::string_view kPolicy = R"(vocabulary w
  event opened
  action call
policy p
  starts on opened
  stage s
    step t
      do call
)";

class Files : public testing::Test {
 protected:
  Files() {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder_ = scratch_folder() / ("files-" + test);
    fs::create_directory(folder_);
    write_bytes(folder_ / "p.engage", kPolicy);
    write_bytes(folder_ / "c.jsonl", "{\"id\":\"1\",\"events\":[{\"at\":\"2026-01-05\",\"event\":\"opened\"}]}\n");
  }
  // What would wait for ever, or read for ever, is stopped: exit code 124.
  Ran run(const std::string& command) const {
    return run_in_shell(fmt::format("cd '{}' && timeout 20 {}", folder_.string(), command));
  }

  fs::path folder_;
};

TEST_F(Files, WhatIsNoTextIsRefused) {
  ASSERT_EQ(run("mkfifo pipe").code, 0);
  ASSERT_EQ(run("python3 -c \"import socket; socket.socket(socket.AF_UNIX).bind('socket')\"").code, 0);
  fs::create_directory(folder_ / "folder");
  for (const auto& [name, kind] : {std::pair<std::string, std::string>{"/dev/zero", "device"}, {"socket", "socket"}}) {
    for (const std::string& command : {"lint " + name, "fmt " + name, "due p.engage --cases " + name,
                                       "due p.engage --cases c.csv --events " + name, "simulate p.engage " + name}) {
      write_bytes(folder_ / "c.csv", "id\n1\n");
      const Ran ran = run("engage " + command);
      EXPECT_EQ(ran.code, 2) << command;
      EXPECT_THAT(ran.err, HasSubstr(fmt::format("{} is a {}, and a file is wanted", name, kind))) << command;
    }
  }
  // A file that a policy names is a plain one; so is one that is to be written back.
  for (const std::string name : {"pipe", "socket", "folder", "/dev/zero", "/dev/null"}) {
    write_bytes(folder_ / "use.engage", fmt::format("use \"{}\"\n", name));
    const Ran ran = run("engage lint use.engage --root /");
    EXPECT_EQ(ran.code, 1) << name;
    EXPECT_THAT(ran.out, HasSubstr("and a file is wanted")) << name;
  }
  EXPECT_THAT(run("engage fmt pipe").err, HasSubstr("pipe is a pipe, and a file is wanted"));
  EXPECT_THAT(run("engage lint --fix pipe").err, HasSubstr("pipe is a pipe, and a file is wanted"));
  ASSERT_EQ(run("mkfifo .engage.toml").code, 0);
  EXPECT_THAT(run("engage lint p.engage").err, HasSubstr(".engage.toml is a pipe, and a file is wanted"));
}

TEST_F(Files, WhatACommandWritesCanBeRead) {
  const Ran due = run("bash -c 'engage due <(cat p.engage) --cases <(cat c.jsonl) --as-of 2026-01-06'");
  EXPECT_EQ(due.code, 0) << due.err;
  EXPECT_THAT(due.out, HasSubstr("1 case: 1 active"));
  EXPECT_EQ(run("bash -c 'engage lint <(cat p.engage)'").code, 0);
  EXPECT_EQ(run("bash -c 'cat p.engage | engage due /dev/stdin --cases /dev/null --as-of 2026-01-06'").code, 0);
}

// A policy is read no further than the largest one goes: what never ends is no reason to fill the memory.
TEST_F(Files, APolicyIsReadNoFurtherThanItMayGo) {
  const Ran ran = run("bash -c 'engage lint <(head -c 300000000 /dev/zero && touch read) --format concise; sleep 0.2'");
  EXPECT_THAT(ran.out, HasSubstr("error[E104]"));
  EXPECT_FALSE(fs::exists(folder_ / "read"));
}

// Half of it may be of before, and half of after.
TEST_F(Files, AFileThatChangesWhileItIsReadIsTold) {
  std::string many;
  for (int i = 0; i < 60'000; ++i) many += fmt::format("{{\"id\":\"{}\",\"events\":[]}}\n", i);
  write_bytes(folder_ / "many.jsonl", many);
  // Once there is a first answer, and before there is room for the others.
  const Ran ran =
      run("bash -c 'engage due p.engage --cases many.jsonl --as-of 2026-01-06 --format jsonl --jobs 1 | "
          "{ head -c 1; echo >> many.jsonl; cat; } >/dev/null; exit ${PIPESTATUS[0]}'");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("many.jsonl changed while it was read"));
}

TEST_F(Files, AConfigurationThatIsNoTomlIsToldWithItsPlace) {
  for (const std::string line : {"[#x]", "[^1]", "[[^1]: x]", "[ \x01]"}) {
    write_bytes(folder_ / ".engage.toml", "[lint]\n  " + line + "\n");
    const Ran ran = run("engage lint p.engage");
    EXPECT_EQ(ran.code, 2) << line << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("\n.engage.toml:2:")) << line;
  }
}

}  // namespace
}  // namespace engage
