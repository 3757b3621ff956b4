#pragma once

#include <string>
#include <vector>

// What `--help` shows, read by its columns: for tests that hold other texts against it.
namespace engage {

struct CommandOfHelp {
  std::string name, summary;
};

struct OptionOfHelp {
  std::string name;  // "--format"
  std::string text;
};

std::vector<CommandOfHelp> commands_of_help();
std::vector<OptionOfHelp> options_of_help(const std::string& command);

}  // namespace engage
