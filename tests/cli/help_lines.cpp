#include "help_lines.h"

#include <gtest/gtest.h>

#include <regex>
#include <sstream>

#include "shell.h"

namespace engage {
namespace {

// The lines of a section; one that only goes on is joined to the one before it.
std::vector<std::string> section(const std::string& command, const std::string& title) {
  std::istringstream help(run_in_shell(command).out);
  std::vector<std::string> lines;
  bool inside = false;
  for (std::string line; std::getline(help, line);) {
    if (line == title) {
      inside = true;
    } else if (line.empty()) {
      inside = false;
    } else if (inside && line.starts_with("   ")) {
      lines.back() += line;
    } else if (inside) {
      lines.push_back(line);
    }
  }
  EXPECT_FALSE(lines.empty()) << command << " shows no " << title;
  return lines;
}

}  // namespace

std::vector<CommandOfHelp> commands_of_help() {
  std::vector<CommandOfHelp> commands;
  for (const std::string& line : section("engage --help", "Subcommands:")) {
    std::smatch part;
    EXPECT_TRUE(std::regex_match(line, part, std::regex("  (\\S+) +(.+)"))) << line;
    commands.push_back({part[1], part[2]});
  }
  return commands;
}

std::vector<OptionOfHelp> options_of_help(const std::string& command) {
  std::vector<OptionOfHelp> options;
  for (const std::string& line : section("engage " + command + " --help", "Options:")) {
    std::smatch part;
    // The name, after a short one; what it takes; and after two blanks, or one where it is long, the text.
    const std::regex form("  (?:-\\w,)?(--[a-z-]+)(?: (?!Excludes:)[A-Z\\[][^ ]*)?(?: Excludes: \\S+)? +(\\S.*)");
    EXPECT_TRUE(std::regex_match(line, part, form)) << line;
    options.push_back({part[1], part[2]});
  }
  return options;
}

}  // namespace engage
