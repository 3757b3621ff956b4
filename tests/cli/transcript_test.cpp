#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "shell.h"

// Whole command lines and the bytes that a person sees. A file *.golden of tests/golden/cli begins with
// the line `$ COMMAND`; the rest is what it writes and its exit code, and is rewritten by ENGAGE_ACCEPT=1.
namespace engage {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SOURCE_DIR) / "tests/golden/cli";

std::vector<fs::path> transcripts() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".golden") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string section(std::string_view name, std::string_view bytes) {
  const bool whole = bytes.empty() || bytes.ends_with('\n');
  return fmt::format("--- {}{}\n{}{}", name, whole ? "" : ", without a line break at its end", bytes,
                     whole ? "" : "\n");
}

TEST(Transcripts, EveryCommandAnswersAsAccepted) {
  const char* accept = std::getenv("ENGAGE_ACCEPT");
  const bool accepting = accept != nullptr && std::string_view(accept) == "1";
  ASSERT_FALSE(transcripts().empty());
  for (const fs::path& path : transcripts()) {
    const std::string expected = read_bytes(path);
    const std::string first = expected.substr(0, expected.find('\n'));
    ASSERT_TRUE(first.starts_with("$ ")) << path << " does not begin with a command";
    const Ran ran = run_in_shell(first.substr(2));
    const std::string found = fmt::format("{}\n{}{}--- exit code {}\n", first, section("standard output", ran.out),
                                          section("standard error", ran.err), ran.code);
    if (accepting) {
      write_bytes(path, found);
    } else {
      EXPECT_EQ(expected, found) << path;
    }
    EXPECT_EQ(path.filename().string().starts_with("fail_"), ran.code != 0)
        << path << ": named fail_… exactly when the exit code is not 0";
    EXPECT_TRUE(ran.code >= 0 && ran.code <= 2) << path << ": exit code " << ran.code;
  }
}

// And the commit, where the program was built in a checkout.
TEST(Transcripts, VersionAndCommitAreTold) {
  const Ran ran = run_in_shell("engage --version");
  EXPECT_EQ(ran.code, 0);
  EXPECT_TRUE(std::regex_match(ran.out, std::regex("engage [0-9]+\\.[0-9]+\\.[0-9]+( \\([0-9a-f]{7,40}\\))?\n")))
      << ran.out;
  EXPECT_EQ(ran.err, "");
  const Ran head = run_in_shell("test -e .git && git rev-parse HEAD");
  const std::size_t commit = ran.out.find('(');
  if (head.code != 0 || commit == ran.out.npos) return;
  EXPECT_TRUE(head.out.starts_with(ran.out.substr(commit + 1, ran.out.find(')') - commit - 1)))
      << ran.out << "was not built from " << head.out;
}

// Without --as-of it is today, and the output says which day that is.
TEST(Transcripts, TodayIsTold) {
  const Ran ran =
      run_in_shell("engage due policies/individual-entry.engage --cases examples/small.jsonl --format jsonl");
  EXPECT_EQ(ran.code, 1);
  std::smatch day;
  ASSERT_TRUE(std::regex_search(ran.err, day, std::regex("^as of ([0-9]{4}-[0-9]{2}-[0-9]{2}) \\(today\\)\n")))
      << ran.err;
  EXPECT_NE(ran.out.find("\"as_of\":\"" + day[1].str() + "\""), ran.out.npos);
}

// The environment of whoever asks has no say.
TEST(Transcripts, LocaleZoneAndColumnsOfTheCallerMakeNoDifference) {
  const std::string due = "engage due policies/individual-entry.engage --cases examples/small.jsonl --as-of 2026-01-14";
  const Ran plain = run_in_shell(due);
  const Ran abroad =
      run_in_shell("LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 TZ=Pacific/Kiritimati COLUMNS=40 TERM=dumb " + due);
  EXPECT_EQ(plain.out, abroad.out);
  EXPECT_EQ(plain.err, abroad.err);
}

TEST(Transcripts, ColourIsForTerminalsOrWhoAsks) {
  const std::string due = "engage due policies/individual-entry.engage --cases examples/small.jsonl --as-of 2026-01-14";
  EXPECT_EQ(run_in_shell(due).out.find('\x1b'), std::string::npos);
  const std::string coloured = run_in_shell(due + " --color always").out;
  EXPECT_NE(coloured.find('\x1b'), std::string::npos);
  EXPECT_EQ(std::regex_replace(coloured, std::regex("\x1b\\[[0-9;]*m"), ""), run_in_shell(due).out);
}

}  // namespace
}  // namespace engage
