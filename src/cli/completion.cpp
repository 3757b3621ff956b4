#include "cli/completion.h"

#include <memory>

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/tell.h"

namespace engage::cli {
namespace {

constexpr std::string_view kCompletionExample = R"(Example:
  engage completion bash

  The script by which the shell completes commands, options, their values and files. To try it in this
  shell: `source <(engage completion bash)`. An installed engage has it in place.)";

}  // namespace

RunCommand completion_command(CLI::App& app) {
  auto shell = std::make_shared<std::string>();
  app.add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->check(one_of({"bash", "zsh", "fish"}))
      ->option_text(" ");
  app.footer(std::string(kCompletionExample));
  return [shell, &app] {
    const Help help = help_around(app);
    return write_as("script", *shell == "bash"  ? bash_completion(help)
                              : *shell == "zsh" ? zsh_completion(help)
                                                : fish_completion(help));
  };
}

}  // namespace engage::cli
