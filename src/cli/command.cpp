#include "cli/command.h"

#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <csignal>

#include "cli/error.h"
#include "cli/terminal.h"
#include "cli/version.h"
#include "text/near.h"

namespace engage::cli {
namespace {

constexpr Command kCommands[] = {
    {"due", "say what is due, for whom and by when, for every case", due_command},
    {"lint", "find the faults of policy files", lint_command},
    {"test", "play the scenarios of policy files and say which checks hold", test_command},
};

constexpr std::string_view kFooter = R"(Each command explains itself and shows an example: engage due --help)";

}  // namespace

std::span<const Command> commands() { return kCommands; }

int run(int argc, char** argv) {
  CLI::App app("engage: procedures that keep people from drifting away from the help they were offered", "engage");
  app.set_version_flag("--version", std::string(kVersion));
  app.require_subcommand(1);
  app.footer(std::string(kFooter));
  app.get_formatter()->column_width(28);
  int result = kNothingToReport;
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    std::function<int()> run_command = command.describe(*sub);
    sub->callback([&result, run_command] { result = run_command(); });
  }
  if (argc > 1 && argv[1][0] != '-') {
    std::vector<std::string_view> names;
    for (const Command& command : commands()) names.push_back(command.name);
    if (std::find(names.begin(), names.end(), argv[1]) == names.end()) {
      const std::string near = did_you_mean(argv[1], names);
      complain(fmt::format("there is no command `{}`{}{}", argv[1], near.empty() ? "" : "; ",
                           near.empty() ? "; see `engage --help`" : near));
      return kCouldNotRun;
    }
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // Help and version come this way too, with code 0.
    return app.exit(error) == 0 ? kNothingToReport : kCouldNotRun;
  }
  return result;
}

}  // namespace engage::cli
