#include <fmt/format.h>

#include <memory>

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/help.h"
#include "cli/manual_page.h"
#include "cli/replace_file.h"
#include "cli/tell.h"
#include "cli/version.h"

namespace engage::cli {
namespace {

constexpr std::string_view kManualExample = R"(Example:
  engage manual due

  The page of `engage due`, as `engage manual due | man -l -` shows it where none is installed. Without a
  name it is that of the program as a whole; `--into DIR` writes all, for a folder that `man` looks into.)";

struct ManualOptions {
  std::string command, into;
};

Expected<void> write_manual(const Help& help, const ManualOptions& options) {
  std::vector<const HelpOfCommand*> all = {&help.program};
  for (const HelpOfCommand& command : help.commands) all.push_back(&command);
  for (const HelpOfCommand* each : all) {
    const std::string page = manual_page(help, *each, fmt::format("engage {}", version_number()));
    if (!options.into.empty()) {
      const std::string path = fmt::format("{}/{}.1", options.into, page_name(help, *each));
      if (auto written = write_file(path, page); !written) return written;
    } else if (options.command.empty() || options.command == each->name) {
      return write_out(page);
    }
  }
  return {};
}

}  // namespace

RunCommand manual_command(CLI::App& app) {
  auto options = std::make_shared<ManualOptions>();
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  CLI::Option* command = app.add_option("COMMAND", options->command, "of which command; default: of the whole program")
                             ->check(one_of(names))
                             ->option_text(" ");
  app.add_option("--into", options->into, "write the pages of all commands into this folder, which is there")
      ->check(not_empty())
      ->excludes(command)
      ->option_text("DIR");
  app.footer(std::string(kManualExample));
  return [options, &app]() -> Expected<int> {
    if (auto done = write_manual(help_around(app), *options); !done) return std::unexpected(done.error());
    return kNothingToReport;
  };
}

}  // namespace engage::cli
