#pragma once

#include <functional>
#include <span>
#include <string_view>

namespace CLI {
class App;
}

namespace engage::cli {

// One of the program's commands. `describe` adds its options to the parser and gives back what runs
// it, once the arguments are read, and returns the exit code.
struct Command {
  std::string_view name;
  std::string_view summary;
  std::function<int()> (*describe)(CLI::App& app);
};

std::function<int()> completion_command(CLI::App& app);
std::function<int()> due_command(CLI::App& app);
std::function<int()> fmt_command(CLI::App& app);
std::function<int()> init_command(CLI::App& app);
std::function<int()> lint_command(CLI::App& app);
std::function<int()> manual_command(CLI::App& app);
std::function<int()> show_command(CLI::App& app);
std::function<int()> simulate_command(CLI::App& app);
std::function<int()> test_command(CLI::App& app);
std::function<int()> why_command(CLI::App& app);

std::span<const Command> commands();

// Reads the arguments and runs the command they name.
int run(int argc, char** argv);

}  // namespace engage::cli
