#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "cli/error.h"

namespace CLI {
class App;
}

namespace engage::cli {

// What a command does once its arguments are read: its exit code, or what keeps it from running.
using RunCommand = std::function<Expected<int>()>;

// One of the program's commands. `describe` adds its options to the parser and gives back what runs
// it, once the arguments are read, and returns the exit code.
struct Command {
  std::string_view name;
  std::string_view summary;
  RunCommand (*describe)(CLI::App& app);
};

RunCommand completion_command(CLI::App& app);
RunCommand due_command(CLI::App& app);
RunCommand fmt_command(CLI::App& app);
RunCommand init_command(CLI::App& app);
RunCommand lint_command(CLI::App& app);
RunCommand manual_command(CLI::App& app);
RunCommand show_command(CLI::App& app);
RunCommand simulate_command(CLI::App& app);
RunCommand source_command(CLI::App& app);
RunCommand test_command(CLI::App& app);
RunCommand why_command(CLI::App& app);

std::span<const Command> commands();

// Reads the arguments and runs the command they name.
int run(int argc, char** argv);

}  // namespace engage::cli
