#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace engage::cli {

// What the program says of itself by `--help`, as data: the manual pages and the completions of shells are made of it,
// so that they cannot say anything else.
struct HelpItem {
  enum class Takes : std::uint8_t { nothing, words, files, folders, other };

  std::vector<std::string> names;  // "-h" and "--help"; where it is no option, one: "POLICY"
  std::string value;               // as the help shows it: "FORMAT"; empty where there is none
  std::string text;
  Takes takes = Takes::nothing;
  std::vector<std::string> words;  // the values that there are, if these are all
  bool required = false, many = false;
};

struct HelpOfCommand {
  std::string name, summary, footer;
  std::vector<HelpItem> positionals, options;
};

struct Help {
  HelpOfCommand program;
  std::vector<HelpOfCommand> commands;
};

// Of the program that a command belongs to.
Help help_around(CLI::App& command);

}  // namespace engage::cli
