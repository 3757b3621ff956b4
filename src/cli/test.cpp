#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "cli/accept.h"
#include "cli/arguments.h"
#include "cli/case_options.h"
#include "cli/case_run.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/load.h"
#include "cli/tell.h"
#include "report/test/test_report.h"
#include "scenarios/coverage.h"
#include "scenarios/scenario.h"

namespace engage::cli {
namespace {

constexpr std::string_view kTestExample = R"(Example:
  engage test policies

  Plays every scenario of the policies in that folder and says which checks hold. One that fails tells
  what was found instead, and the exit code is 1; a `todo` scenario may fail. `--coverage` lists what
  no scenario reached. With --source, each case of the agency's export is a test too: that it can be
  read with these policies, and decided.)";

struct TestOptions {
  std::vector<std::string> paths;
  std::string run, format, root, source, as_of;
  std::optional<std::string> accept;
  bool diff = false;
  bool coverage = false;
  std::optional<std::size_t> min_coverage;  // percent
  ColourOption colour;
};

// `*` stands for any characters, `?` for one.
bool matches_glob(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0;
  std::size_t star = pattern.npos, resume = 0;  // the last `*`, and where its match was tried to end
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p, ++t;
    } else if (star != pattern.npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(p), pattern.end(), [](char c) { return c == '*'; });
}

// A pattern is a part of the title, or with `*` or `?` in it the whole of it.
bool selects(std::string_view pattern, std::string_view title) {
  if (pattern.find_first_of("*?") == pattern.npos) return title.find(pattern) != title.npos;
  return matches_glob(pattern, title);
}

// Complains of each policy that falls short.
bool falls_short(const scenarios::CoverageReport& coverage, std::size_t percent) {
  bool any = false;
  for (const scenarios::CoverageTotal& total : coverage.policies) {
    if (total.reached * 100 >= total.all * percent) continue;
    complain(fmt::format("the coverage of {} version {} is {}%, below {}%", total.policy->name, total.policy->version,
                         total.percent(), percent));
    any = true;
  }
  return any;
}

// Every case of the source, read and assessed as `due` does it.
Expected<report::SourceResult> read_source_cases(const TestOptions& options, const Loaded& loaded) {
  const auto as_of = read_as_of(options.as_of);
  if (!as_of) return std::unexpected(as_of.error());
  CaseRunOptions run;
  run.source = options.source;
  run.as_of = *as_of;
  report::SourceResult found{options.source, {}, {}};
  const auto take = [&found](std::string&, const engine::CaseReport& report) {
    report::CaseResult& one = found.cases.emplace_back();
    one.id = report.id;
    one.file = report.file;
    one.line = report.line;
    if (report.rejected) one.faults = *report.rejected;
  };
  const auto result = run_cases(loaded, run, take, [](std::string_view) -> Expected<void> { return {}; });
  if (!result) return std::unexpected(result.error());
  found.rows = result->rows;
  return found;
}

Expected<void> options_fit(const TestOptions& options) {
  if (options.diff && !options.accept) return fault("--diff shows what --accept would change: say of which scenario");
  if (options.accept && !options.source.empty()) {
    return fault("--accept changes a scenario, and --source reads cases: give one of them");
  }
  if (!options.as_of.empty() && options.source.empty()) {
    return fault("--as-of is for --source FILE, which is not given: scenarios name their own days");
  }
  return {};
}

Expected<int> run_test(const TestOptions& options) {
  const auto loaded = load_program({options.paths, options.root}, options.colour);
  if (!loaded) return std::unexpected(loaded.error());
  if (auto fits = options_fit(options); !fits) return std::unexpected(fits.error());
  if (options.accept) {
    return accept_dates({options.paths, options.root}, **loaded, {*options.accept, options.diff});
  }
  const model::Program& program = *(*loaded)->program;
  scenarios::ScenarioRunner runner(program);
  std::vector<scenarios::ScenarioResult> results;
  for (const model::Scenario& scenario : program.scenarios) {
    if (scenario.named && selects(options.run, scenario.title)) results.push_back(runner.run(scenario));
  }
  std::optional<report::SourceResult> source;
  if (!options.source.empty()) {
    auto read = read_source_cases(options, **loaded);
    if (!read) return std::unexpected(read.error());
    source = std::move(*read);
  }
  if (results.empty() && (!source || !options.run.empty())) {
    complain(options.run.empty() ? "these files hold no scenario"
                                 : fmt::format("--run: no scenario's title fits `{}`", options.run));
    return kFindings;
  }
  std::optional<scenarios::CoverageReport> coverage;
  if (options.coverage || options.min_coverage) coverage = scenarios::coverage_of(program, runner);
  const report::TestRun run{results, coverage ? &*coverage : nullptr, &(*loaded)->sources, source ? &*source : nullptr};
  const std::string out = options.format == "json"    ? report::test_json(run)
                          : options.format == "junit" ? report::test_junit(run)
                                                      : report::test_text(run, options.colour.on_standard_output());
  if (auto written = write_as(options.format, out); !written) return written;
  const report::TestCounts counts = report::count(results);
  const bool short_of = options.min_coverage && falls_short(*coverage, *options.min_coverage);
  tell(fmt::format("scenarios: {} passed, {} failed, {} todo\n", counts.passed, counts.failed, counts.todo));
  const std::size_t rejected = source ? source->rejected() : 0;
  if (source) {
    tell(fmt::format("cases: {} passed, {} failed; rows: {}\n", source->cases.size() - rejected, rejected,
                     source->rows));
  }
  return counts.failed > 0 || rejected > 0 || short_of ? kFindings : kNothingToReport;
}

}  // namespace

RunCommand test_command(CLI::App& app) {
  auto options = std::make_shared<TestOptions>();
  app.add_option("PATH", options->paths, "policy files, or folders of them; `-` for standard input")
      ->required()
      ->option_text("...");
  app.add_option("--run", options->run, "only scenarios with this in their title; with `*` or `?`, the whole of it")
      ->option_text("PATTERN");
  add_format(app, options->format, {"text", "json", "junit"});
  app.add_flag("--coverage", options->coverage, "list what of the policies no scenario reached");
  app.add_option("--min-coverage", options->min_coverage, "fail when a policy's coverage is below this many percent")
      ->transform(whole_number(0, 100))
      ->option_text("N");
  app.add_option("--source", options->source,
                 "a description of tables: that each of its cases is read and decided is a test too")
      ->check(not_empty())
      ->option_text("FILE");
  app.add_option("--as-of", options->as_of, "with --source: the day to decide its cases on; default: today")
      ->check(not_empty())
      ->option_text("DATE");
  app.add_option("--root", options->root, "the folder that `use` may not leave")->option_text("DIR");
  app.add_option("--accept", options->accept,
                 "give the checks of one scenario that fail the dates under which they hold")
      ->option_text("TITLE");
  app.add_flag("--diff", options->diff, "with --accept: show what would change, and write nothing");
  options->colour.add_to(app);
  app.footer(std::string(kTestExample));
  return [options] { return run_test(*options); };
}

}  // namespace engage::cli
