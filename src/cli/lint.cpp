#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/lint_fix.h"
#include "cli/lint_look.h"
#include "cli/load.h"
#include "cli/tell.h"
#include "cli/version.h"
#include "lint/explain.h"
#include "report/lint/findings.h"
#include "report/lint/sarif.h"
#include "text/near.h"
#include "text/render.h"
#include "text/words.h"

namespace engage::cli {
namespace {

constexpr std::string_view kLintExample = R"(Example:
  engage lint policies
  engage lint --explain L102

  Every fault of every file, each with its place and what to do; and where there are no errors, what a
  careful colleague would say. Errors make the exit code 1, warnings do so with `--strict`, advice never.)";

struct LintOptions {
  std::vector<std::string> paths;
  std::string format = "full", root, explain, write_baseline;
  LookOptions look;
  std::optional<std::size_t> max_warnings;
  bool strict = false, fix = false, diff = false;
  ColourOption colour;
};

Expected<int> explain_code(const std::string& id) {
  const std::optional<Code> code = find_code(id);
  const lint::Page* page = code ? lint::find_page(*code) : nullptr;
  if (page) return write_as("text", lint::explain(*page));
  std::vector<std::string_view> ids;
  for (const CodeInfo& one : all_codes()) ids.push_back(one.id);
  return fault(with_near(fmt::format("there is no code `{}`", id), id, ids));
}

std::string sarif(std::span<const Diagnostic> findings, const Loaded& loaded, const Looker& looker) {
  std::vector<report::Suppressed> suppressed;
  for (const lint::Allowed& one : looker.allowed()) {
    suppressed.push_back({report::Suppressed::By::comment, one.finding, one.because});
  }
  for (const Diagnostic& one : looker.hidden()) suppressed.push_back({report::Suppressed::By::baseline, one, {}});
  const auto page = [](Code code) { return lint::explain(*lint::find_page(code)); };
  const auto place = [&](const Diagnostic& finding) { return whereabouts(finding, loaded); };
  return report::sarif({findings, suppressed, version_number(), page, place}, loaded.sources);
}

std::string formatted(std::span<const Diagnostic> findings, const Loaded& loaded, const Looker& looker,
                      const LintOptions& options) {
  const Sources& sources = loaded.sources;
  if (options.format == "sarif") return sarif(findings, loaded, looker);
  if (options.format == "json") return report::findings_json(findings, sources);
  if (options.format == "github") return report::findings_github(findings, sources);
  RenderOptions render_options;
  render_options.colour = options.colour.on_standard_output();
  if (options.format == "concise") render_options.style = RenderOptions::Style::concise;
  if (options.format == "plain") render_options.style = RenderOptions::Style::plain;
  return render(findings, sources, render_options);
}

void tell_of_baseline(const Looker& looker, const LintOptions& options) {
  if (options.look.baseline.empty()) return;
  std::string line = fmt::format("baseline: {} hidden", counted(looker.hidden().size(), "finding"));
  if (looker.gone() > 0) {
    line += fmt::format(", {} gone; drop {} by `--write-baseline {}`", looker.gone(),
                        looker.gone() == 1 ? "it" : "them", options.look.baseline);
  }
  tell(line + "\n");
}

// Where the mended text has gone to standard output, it goes to standard error.
Expected<int> report(std::span<const Diagnostic> findings, const Loaded& loaded, const Looker& looker,
                     const LintOptions& options) {
  const auto any = [&](Severity severity) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Diagnostic& finding) { return finding.severity() == severity; });
  };
  const bool too_many = (options.strict && any(Severity::warning)) ||
                        looker.configs().too_many_warnings(findings, loaded.sources, options.max_warnings);
  const int code = any(Severity::error) || too_many ? kFindings : kNothingToReport;
  const std::string text = formatted(findings, loaded, looker, options);
  const bool filter = options.fix && std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end();
  if (filter) {
    tell(text);
  } else if (auto written = write_text(text); !written) {
    return std::unexpected(written.error());
  }
  tell(fmt::format("lint: {}: {}\n", counted(loaded.files.size(), "file"),
                   findings.empty() ? "no faults" : summary(findings)));
  tell_of_baseline(looker, options);
  return code;
}

Expected<int> run_write_baseline(std::span<const Diagnostic> findings, const Loaded& loaded, const Looker& looker,
                                 const LintOptions& options) {
  if (!loaded.program) {
    const auto code = report(findings, loaded, looker, options);
    if (!code) return code;
    complain("a baseline is written once the policies have no errors of the language (E…)");
    return code;
  }
  const auto written = write_baseline(options.write_baseline, findings, loaded);
  if (!written) return std::unexpected(written.error());
  tell(fmt::format("lint: {} holds {}\n", options.write_baseline, counted(*written, "finding")));
  return kNothingToReport;
}

Expected<int> run_fix(Looker& looker, const LintOptions& options) {
  auto fixed = fix({options.paths, options.root}, [&](Loaded& loaded) { return looker.look(loaded); }, {options.diff});
  if (!fixed) return std::unexpected(fixed.error());
  Expected<int> code = fixed->changed > 0 ? kFindings : kNothingToReport;
  if (!options.diff) code = report(fixed->findings, *fixed->loaded, looker, options);
  if (code && fixed->left > 0) return kCouldNotRun;
  return code;
}

Expected<int> run_lint(const LintOptions& options) {
  if (!options.explain.empty()) return explain_code(options.explain);
  if (options.paths.empty()) return fault("PATH is required", "see `engage lint --help`");
  for (const auto& prefixes : {options.look.asked.select, options.look.asked.ignore}) {
    for (const std::string& prefix : prefixes) {
      if (lint::begins_a_code(prefix)) continue;
      return fault(fmt::format("no warning or advice has a code that begins with `{}`", prefix));
    }
  }
  const auto files = policy_files(options.paths);
  auto looker = files ? Looker::open(*files, options.look) : std::unexpected(files.error());
  if (!looker) return std::unexpected(looker.error());
  if (options.fix || options.diff) return run_fix(*looker, options);
  auto opened = load({options.paths, options.root});
  if (!opened) return std::unexpected(opened.error());
  const std::vector<Diagnostic> findings = looker->look(**opened);
  if (!options.write_baseline.empty()) return run_write_baseline(findings, **opened, *looker, options);
  return report(findings, **opened, *looker, options);
}

}  // namespace

RunCommand lint_command(CLI::App& app) {
  auto options = std::make_shared<LintOptions>();
  app.add_option("PATH", options->paths, "policy files, or folders of them; `-` for standard input")
      ->option_text("...");
  app.add_option("--format", options->format,
                 "full (default), concise (a line each), plain (for screen readers), json, sarif or github")
      ->check(one_of({"full", "concise", "plain", "json", "sarif", "github"}))
      ->option_text("FORMAT");
  app.add_flag("--fix", options->fix, "mend what can be mended without changing what is meant, and say what was done");
  app.add_flag("--diff", options->diff,
               "show what `--fix` would change, and write nothing; exit code 1 if there is anything");
  app.add_flag("--strict", options->strict, "warnings count as errors");
  app.add_option("--max-warnings", options->max_warnings, "more warnings than this count as an error")
      ->transform(whole_number(0, 1'000'000))
      ->option_text("N");
  app.add_option("--select", options->look.asked.select,
                 "only advice of these codes, or of codes that begin so: L1,L301")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("CODE,...");
  app.add_option("--ignore", options->look.asked.ignore, "no advice of these codes, or of codes that begin so")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("CODE,...");
  app.add_flag("--coverage", options->look.coverage, "play the scenarios too, and tell what none of them reaches");
  auto* config = app.add_option("--config", options->look.config.file,
                                "this configuration; else the nearest `.engage.toml` in a file's folder or above it")
                     ->check(not_empty())
                     ->option_text("FILE");
  app.add_flag("--no-config", options->look.config.none, "no configuration")->excludes(config);
  auto* baseline = app.add_option("--baseline", options->look.baseline, "tell only what this file does not hold")
                       ->check(not_empty())
                       ->option_text("FILE");
  app.add_option("--write-baseline", options->write_baseline,
                 "write all that is found to this file, and tell nothing of it")
      ->check(not_empty())
      ->excludes(baseline)
      ->option_text("FILE");
  std::vector<std::string_view> codes;
  for (const CodeInfo& code : all_codes()) codes.push_back(code.id);
  app.add_option("--explain", options->explain, "what a code means, how it harms, and how to mend it")
      ->check(offered(codes))
      ->option_text("CODE");
  app.add_option("--root", options->root, "the folder that `use` may not leave")->option_text("DIR");
  options->colour.add_to(app);
  app.footer(std::string(kLintExample));
  return [options] { return run_lint(*options); };
}

}  // namespace engage::cli
