#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "help_lines.h"
#include "shell.h"

// The manual pages, held against what `--help` says.
namespace engage {
namespace {

// A page as it is read: with what the escapes of roff stand for.
std::string as_read(std::string page) {
  constexpr std::pair<std::string_view, std::string_view> kEscapes[] = {
      {"\\fB", ""},   {"\\fI", ""},    {"\\fR", ""},   {"\\&", ""},    {"\\-", "-"},   {"\\(aq", "'"},
      {"\\(ga", "`"}, {"\\(dq", "\""}, {"\\(ti", "~"}, {"\\(ha", "^"}, {"\\(rs", "\\"}};
  for (const auto& [escape, stands_for] : kEscapes) {
    for (std::size_t at = page.find(escape); at != page.npos; at = page.find(escape, at + stands_for.size())) {
      page.replace(at, escape.size(), stands_for);
    }
  }
  return page;
}

std::string page_of(const std::string& command) { return as_read(run_in_shell("engage manual " + command).out); }

TEST(Manual, EveryCommandIsInThePageOfTheProgram) {
  const std::string page = page_of("");
  for (const auto& [name, summary] : commands_of_help()) {
    EXPECT_NE(page.find("engage-" + name + "(1)\n"), page.npos) << name;
    EXPECT_NE(page.find(summary.substr(1)), page.npos) << summary;  // the first letter is made large
  }
}

TEST(Manual, EveryOptionIsInThePageOfItsCommandWithAllThatTheHelpSaysOfIt) {
  for (const auto& [name, summary] : commands_of_help()) {
    const std::string page = page_of(name);
    const std::vector<OptionOfHelp> options = options_of_help(name);
    EXPECT_FALSE(options.empty());
    for (const OptionOfHelp& option : options) {
      EXPECT_NE(page.find(option.name), page.npos) << name << ": " << option.name << "\n" << page;
      EXPECT_NE(page.find(option.text), page.npos) << name << ": " << option.text;
    }
    EXPECT_NE(page.find(summary), page.npos) << name;
    std::istringstream help(run_in_shell("engage " + name + " --help").out);
    bool below = false;
    for (std::string line; std::getline(help, line);) {
      below = below || line == "Example:";
      if (!below || line == "Example:") continue;
      EXPECT_NE(page.find(line.substr(std::min(line.find_first_not_of(' '), line.size()))), page.npos) << line;
    }
  }
}

TEST(Manual, EveryPageIsWrittenAndGroffHasNothingToSayOfIt) {
  const std::filesystem::path folder = scratch_folder() / "man1";
  std::filesystem::create_directory(folder);
  const Ran ran = run_in_shell("engage manual --into '" + folder.string() + "'");
  EXPECT_EQ(ran.code, 0) << ran.err;
  std::size_t pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    ++pages;
    const Ran groff = run_in_shell("groff -man -ww -z -Tutf8 '" + entry.path().string() + "'");
    EXPECT_EQ(groff.code, 0) << entry.path();
    EXPECT_EQ(groff.out + groff.err, "") << entry.path();
  }
  EXPECT_EQ(pages, commands_of_help().size() + 1);
}

TEST(Manual, AFolderThatIsNotThereIsTold) {
  const Ran ran = run_in_shell("engage manual --into /nonexistent");
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("/nonexistent/engage.1"), ran.err.npos) << ran.err;
}

}  // namespace
}  // namespace engage
