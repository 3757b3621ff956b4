#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/load.h"
#include "cli/terminal.h"
#include "text/render.h"

namespace engage::cli {
namespace {

constexpr std::string_view kExample = R"(Example:
  engage lint policies

  Every fault of every file, each with its place and what to do. Errors make the exit code 1, warnings
  do so with `--strict`.)";

struct Options {
  std::vector<std::string> paths;
  std::string format = "full", root;
  bool strict = false;
  ColourOption colour;
};

int run_lint(const Options& options) {
  auto loaded = load({options.paths, options.root});
  if (!loaded) {
    complain(loaded.error().message);
    return kCouldNotRun;
  }
  const auto& all = (*loaded)->diagnostics.sorted();
  RenderOptions render_options;
  render_options.colour = options.colour.on_standard_output();
  if (options.format == "concise") render_options.style = RenderOptions::Style::concise;
  if (options.format == "plain") render_options.style = RenderOptions::Style::plain;
  if (auto written = write_out(render(all, (*loaded)->sources, render_options)); !written) {
    complain(written.error().message);
    return kCouldNotRun;
  }
  const std::size_t files = (*loaded)->files.size();
  tell(
      fmt::format("lint: {} {}: {}\n", files, files == 1 ? "file" : "files", all.empty() ? "no faults" : summary(all)));
  const bool findings = (*loaded)->diagnostics.has_errors() || (options.strict && !all.empty());
  return findings ? kFindings : kNothingToReport;
}

}  // namespace

std::function<int()> lint_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("PATH", options->paths, "policy files, or folders of them; `-` for standard input")
      ->required()
      ->option_text("...");
  app.add_option("--format", options->format, "full (default), concise (a line each) or plain (for screen readers)")
      ->check(one_of({"full", "concise", "plain"}))
      ->option_text("FORMAT");
  app.add_flag("--strict", options->strict, "warnings count as errors");
  app.add_option("--root", options->root, "the folder that `use` may not leave")->option_text("DIR");
  options->colour.add_to(app);
  app.footer(std::string(kExample));
  return [options] { return run_lint(*options); };
}

}  // namespace engage::cli
