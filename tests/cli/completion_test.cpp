#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "help_lines.h"
#include "shell.h"

// What the shells offer, held against what `--help` says.
namespace engage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// What bash offers for the last of these words, sorted.
std::vector<std::string> offered(const std::vector<std::string>& words) {
  const Ran ran =
      run_in_shell(fmt::format("bash -c 'source <(engage completion bash); COMP_WORDS=({}); COMP_CWORD={}; _engage; "
                               "printf \"%s\\n\" \"${{COMPREPLY[@]}}\"'",
                               fmt::join(words, " "), words.size() - 1));
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "");
  std::vector<std::string> lines;
  std::istringstream out(ran.out);
  for (std::string line; std::getline(out, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST(BashCompletion, OffersEveryCommand) {
  std::vector<std::string> names;
  for (const CommandOfHelp& command : commands_of_help()) names.push_back(command.name);
  std::vector<std::string> found = offered({"engage", "\"\""});
  for (const std::string& name : names) EXPECT_THAT(found, testing::Contains(name));
  EXPECT_THAT(offered({"engage", "si"}), ElementsAre("simulate"));
  EXPECT_THAT(offered({"engage", "--v"}), ElementsAre("--version"));
}

TEST(BashCompletion, OffersEveryOptionOfACommandAndNoOther) {
  for (const CommandOfHelp& command : commands_of_help()) {
    std::vector<std::string> names;
    for (const OptionOfHelp& option : options_of_help(command.name)) names.push_back(option.name);
    EXPECT_THAT(offered({"engage", command.name, "--"}), testing::UnorderedElementsAreArray(names)) << command.name;
  }
}

TEST(BashCompletion, OffersTheValuesOfAnOption) {
  EXPECT_THAT(offered({"engage", "due", "--format", "\"\""}),
              UnorderedElementsAre("text", "json", "jsonl", "csv", "ics", "xlsx"));
  EXPECT_THAT(offered({"engage", "due", "x.engage", "--only", "o"}), ElementsAre("overdue"));
  EXPECT_THAT(offered({"engage", "show", "--as", "ch"}), ElementsAre("chart"));
  EXPECT_THAT(offered({"engage", "lint", "--explain", "L10"}), testing::Contains("L102"));
  EXPECT_THAT(offered({"engage", "completion", "z"}), ElementsAre("zsh"));
  EXPECT_THAT(offered({"engage", "manual", "d"}), ElementsAre("due"));
  // `--format=c`: bash takes it apart.
  EXPECT_THAT(offered({"engage", "due", "--format", "=", "c"}), ElementsAre("csv"));
  EXPECT_THAT(offered({"engage", "lint", "--color", "="}), UnorderedElementsAre("always", "auto", "never"));
}

TEST(BashCompletion, OffersFilesAndFolders) {
  EXPECT_THAT(offered({"engage", "due", "policies/indiv"}),
              ElementsAre("policies/individual-counselling.engage", "policies/individual-entry.engage",
                          "policies/individual-entry.scenarios.engage"));
  EXPECT_THAT(offered({"engage", "due", "--cases", "examples/sm"}), ElementsAre("examples/small.jsonl"));
  EXPECT_THAT(offered({"engage", "due", "--root", "policies/"}), ElementsAre("policies/calendars"));
  EXPECT_THAT(offered({"engage", "due", "--as-of", "po"}), IsEmpty());
}

// Of zsh and fish only whether they can read it, where they are: they are no packages of the tests.
TEST(OtherCompletions, NameEveryCommandAndOptionAndCanBeRead) {
  for (const char* shell : {"zsh", "fish"}) {
    const std::string script = run_in_shell(fmt::format("engage completion {}", shell)).out;
    for (const CommandOfHelp& command : commands_of_help()) {
      EXPECT_NE(script.find(command.name), script.npos) << shell << " does not know " << command.name;
      for (const OptionOfHelp& option : options_of_help(command.name)) {
        const std::string name = shell == std::string("fish") ? " -l " + option.name.substr(2) + " " : option.name;
        EXPECT_NE(script.find(name), script.npos) << shell << " does not know " << name;
      }
    }
    EXPECT_NE(script.find("text json jsonl csv ics"), script.npos) << shell;
    const std::string file = (scratch_folder() / shell).string();
    write_bytes(file, script);
    const Ran read = run_in_shell(fmt::format("! command -v {0} >/dev/null || {0} -n '{1}'", shell, file));
    EXPECT_EQ(read.code, 0) << read.err;
    EXPECT_EQ(read.err, "");
  }
}

}  // namespace
}  // namespace engage
