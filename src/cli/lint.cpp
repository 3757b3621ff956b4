#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <memory>
#include <optional>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/load.h"
#include "cli/terminal.h"
#include "lint/explain.h"
#include "lint/registry.h"
#include "report/findings.h"
#include "text/render.h"

namespace engage::cli {
namespace {

constexpr std::string_view kExample = R"(Example:
  engage lint policies
  engage lint --explain L102

  Every fault of every file, each with its place and what to do; and where there are no errors, what a
  careful colleague would say. Errors make the exit code 1, warnings do so with `--strict`, advice never.)";

struct Options {
  std::vector<std::string> paths;
  std::string format = "full", root, explain;
  lint::Selection selection;
  std::optional<std::size_t> max_warnings;
  bool strict = false;
  ColourOption colour;
};

// Writes it, and says how that went.
int show(std::string_view text, int code) {
  const auto written = write_out(text);
  if (written) return code;
  complain(written.error().message);
  return kCouldNotRun;
}

int explain_code(const std::string& id) {
  const std::optional<Code> code = find_code(id);
  const lint::Page* page = code ? lint::find_page(*code) : nullptr;
  if (page) return show(lint::explain(*page), kNothingToReport);
  complain(fmt::format("there is no code `{}`", id));
  return kCouldNotRun;
}

std::string formatted(std::span<const Diagnostic> findings, const Sources& sources, const Options& options) {
  if (options.format == "json") return report::findings_json(findings, sources);
  if (options.format == "github") return report::findings_github(findings, sources);
  RenderOptions render_options;
  render_options.colour = options.colour.on_standard_output();
  if (options.format == "concise") render_options.style = RenderOptions::Style::concise;
  if (options.format == "plain") render_options.style = RenderOptions::Style::plain;
  return render(findings, sources, render_options);
}

int run_lint(const Options& options) {
  if (!options.explain.empty()) return explain_code(options.explain);
  if (options.paths.empty()) {
    complain("PATH is required\nsee `engage lint --help`");
    return kCouldNotRun;
  }
  for (const auto& prefixes : {options.selection.select, options.selection.ignore}) {
    for (const std::string& prefix : prefixes) {
      if (lint::begins_a_code(prefix)) continue;
      complain(fmt::format("no warning or advice has a code that begins with `{}`", prefix));
      return kCouldNotRun;
    }
  }
  auto opened = load({options.paths, options.root});
  if (!opened) {
    complain(opened.error().message);
    return kCouldNotRun;
  }
  Loaded& loaded = **opened;
  if (loaded.program) {
    lint::run({loaded.sources, loaded.files, *loaded.program}, options.selection, loaded.diagnostics);
  }
  std::vector<Diagnostic> findings = loaded.diagnostics.sorted();
  std::erase_if(findings, [&](const Diagnostic& finding) { return !options.selection.takes(finding.code); });
  const auto warnings = static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [](const Diagnostic& finding) {
    return finding.severity() == Severity::warning;
  }));
  const bool too_many = (options.strict && warnings > 0) || (options.max_warnings && warnings > *options.max_warnings);
  const int code = show(formatted(findings, loaded.sources, options),
                        loaded.diagnostics.has_errors() || too_many ? kFindings : kNothingToReport);
  if (code == kCouldNotRun) return code;
  const std::size_t files = loaded.files.size();
  tell(fmt::format("lint: {} {}: {}\n", files, files == 1 ? "file" : "files",
                   findings.empty() ? "no faults" : summary(findings)));
  return code;
}

}  // namespace

std::function<int()> lint_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("PATH", options->paths, "policy files, or folders of them; `-` for standard input")
      ->option_text("...");
  app.add_option("--format", options->format, "full (default), concise (a line each), plain (for screen readers), json or github")
      ->check(one_of({"full", "concise", "plain", "json", "github"}))
      ->option_text("FORMAT");
  app.add_flag("--strict", options->strict, "warnings count as errors");
  app.add_option("--max-warnings", options->max_warnings, "more warnings than this count as an error")->option_text("N");
  app.add_option("--select", options->selection.select, "only advice of these codes, or of codes that begin so: L1,L301")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("CODE,...");
  app.add_option("--ignore", options->selection.ignore, "no advice of these codes, or of codes that begin so")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("CODE,...");
  app.add_option("--explain", options->explain, "what a code means, how it harms, and how to mend it")->option_text("CODE");
  app.add_option("--root", options->root, "the folder that `use` may not leave")->option_text("DIR");
  options->colour.add_to(app);
  app.footer(std::string(kExample));
  return [options] { return run_lint(*options); };
}

}  // namespace engage::cli
