#include "cli/command.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

#include "cli/arguments.h"
#include "cli/error.h"
#include "cli/tell.h"
#include "cli/version.h"
#include "text/near.h"

namespace engage::cli {
namespace {

constexpr Command kCommands[] = {
    {"completion", "write what a shell needs to complete the command lines of engage", completion_command},
    {"due", "say what is due, for whom and by when, for every case", due_command},
    {"fmt", "lay policy files out in the one style", fmt_command},
    {"init", "make a folder with a first policy, explained line by line, to begin from", init_command},
    {"lint", "find the faults of policy files", lint_command},
    {"manual", "write the manual page of a command", manual_command},
    {"show", "write a policy as people read it: a guide, a chart, an outline, its words", show_command},
    {"simulate", "play one case forward, under assumptions about the people around it", simulate_command},
    {"source", "describe an export or a database once: what its columns mean", source_command},
    {"test", "play the scenarios of policy files and say which checks hold", test_command},
    {"why", "say why work is due for a case, or why not", why_command},
};

constexpr std::string_view kFooter = R"(Each command explains itself and shows an example: engage due --help)";

// An option that was given another option for its value: "--assignee --only overdue".
std::optional<std::string> swallowed_option(const CLI::App& command, std::span<char* const> arguments) {
  for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
    const std::string_view name = arguments[i], next = arguments[i + 1];
    if (name == "--") break;
    if (!name.starts_with("--") || !next.starts_with("--")) continue;
    const CLI::Option* option = command.get_option_no_throw(std::string(name));
    if (option == nullptr || option->get_items_expected_min() == 0) continue;
    return fmt::format("{} wants a value, and `{}` is an option; a value that begins like one is written {}={}", name,
                       next, name, next);
  }
  return std::nullopt;
}

// What is wrong with the arguments of a command, and where to look.
void complain_of_arguments(const CLI::App& app, const CLI::ParseError& error) {
  std::string sentence;
  const std::vector<std::string> unknown = app.remaining();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !unknown.empty()) {
    std::vector<std::string> options;
    for (const CLI::Option* option : app.get_options()) {
      for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
    }
    sentence = with_near(fmt::format("there is no option `{}`", unknown.front()), unknown.front(),
                         std::vector<std::string_view>(options.begin(), options.end()));
  } else if (app.get_parent() == nullptr) {
    sentence = "no command is given";
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    // "--as-of: 1 required TEXT missing", "--as-of: At most 1 required but received 2"
    const std::string what = error.what();
    const bool too_many = what.find("received") != what.npos;
    sentence =
        fmt::format("{} {}", what.substr(0, what.find(':')), too_many ? "is given more than once" : "wants a value");
  } else {
    sentence = error.what();
  }
  const bool of_command = app.get_parent() != nullptr;
  complain(sentence, fmt::format("see `engage {}{}--help`", of_command ? app.get_name() : "", of_command ? " " : ""));
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

int run(int argc, char** argv) {
  CLI::App app("engage: procedures that keep people from drifting away from the help they were offered", "engage");
  app.set_version_flag("--version", std::string(version()));
  app.require_subcommand(1);
  app.footer(std::string(kFooter));
  app.get_formatter()->column_width(28);
  Expected<int> result = kNothingToReport;
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    RunCommand run_command = command.describe(*sub);
    sub->callback([&result, run_command] { result = run_command(); });
  }
  if (argc > 1 && argv[1][0] != '-') {
    std::vector<std::string_view> names;
    for (const Command& command : commands()) names.push_back(command.name);
    if (std::find(names.begin(), names.end(), argv[1]) == names.end()) {
      const std::string near = did_you_mean(argv[1], names);
      complain(fmt::format("there is no command `{}`; {}", argv[1], near.empty() ? "see `engage --help`" : near));
      return kCouldNotRun;
    }
    const auto arguments = std::span(argv, static_cast<std::size_t>(argc)).subspan(2);
    if (const auto fault = swallowed_option(*app.get_subcommand(argv[1]), arguments)) {
      complain(*fault, fmt::format("see `engage {} --help`", argv[1]));
      return kCouldNotRun;
    }
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // help or version
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    complain_of_arguments(chosen.empty() ? app : *chosen.front(), error);
    return kCouldNotRun;
  }
  if (result) return *result;
  complain(result.error().message, result.error().below);
  return kCouldNotRun;
}

}  // namespace engage::cli
