#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/arguments.h"
#include "cli/case_options.h"
#include "cli/case_run.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/load.h"
#include "cli/tell.h"
#include "report/why/why.h"
#include "text/near.h"
#include "why/why.h"

namespace engage::cli {
namespace {

constexpr std::string_view kWhyExample = R"(Example:
  engage why policies/individual-entry.engage --cases examples/small.jsonl --as-of 2026-01-14 --case C-1 call_main

  The causes of one case's work, by date: from the event that started the episode to the line of the policy
  that asks for it, with every day that its deadline counted or skipped. Of what is not due: what keeps it
  from being due, and when it would be if nothing more is recorded. Without a name, the whole case.)";

struct WhyOptions {
  CaseOptions of_cases;  // its policies, and behind them perhaps what is asked about
  std::string id, about, format, root;
  bool strict = false;
  ColourOption colour;
};

// The last argument is what is asked about, unless it can only be a policy file.
void split_arguments(WhyOptions& options) {
  std::vector<std::string>& policies = options.of_cases.policies;
  if (policies.size() < 2) return;
  const std::string& last = policies.back();
  std::error_code ignored;  // what cannot be looked at is no file of ours
  const bool file =
      last == "-" || last.ends_with(".engage") || last.find('/') != last.npos || std::filesystem::exists(last, ignored);
  if (file) return;
  options.about = last;
  policies.pop_back();
}

// What became of the case that was asked for.
struct Found {
  bool there = false;
  std::vector<std::string> rejected;  // with the reasons
  Expected<std::string> told;
};

std::string explain(const WhyOptions& options, const CaseRunOptions& cases, const Loaded& loaded,
                    const engine::CaseReport& report, Found& found) {
  found.there = true;
  if (report.rejected) {
    found.rejected = *report.rejected;
    return {};
  }
  for (const cases::Entry& entry : report.record->entries) {
    if (entry.at <= cases.as_of) continue;
    const std::string name = entry.event ? report.family->words.events[*entry.event].name : "a change";
    tell(fmt::format("`{}` on {} is later than the day asked about, and not looked at\n", name, to_string(entry.at)));
  }
  for (const cases::Entry& entry : report.record->entries) {
    if (entry.retracted > date_of(cases.as_of) || cases.as_of < entry.at) continue;
    const std::string name = entry.event ? report.family->words.events[*entry.event].name : "a change";
    tell(fmt::format("`{}` on {} was retracted on {}, and is as if never written\n", name, to_string(entry.at),
                     to_string(entry.retracted)));
  }
  const cases::Record seen = cases::seen_on(*report.record, date_of(cases.as_of));
  const why::Question question{*report.family, seen, *report.assessment, loaded.sources, cases.as_of, options.about};
  const auto explanation = why::explain(question);
  if (!explanation) {
    found.told = fault(explanation.error());
    return {};
  }
  const report::WhyReport why{report, *explanation, loaded.sources, cases.as_of, cases.known_on};
  return options.format == "json" ? why_json(why) : why_text(why, options.colour.on_standard_output());
}

Expected<int> run_why(WhyOptions& options) {
  split_arguments(options);
  const auto read = options.of_cases.read();
  if (!read) return std::unexpected(read.error());
  CaseRunOptions cases = *read;
  cases.strict = options.strict;
  const auto opened = load_program({options.of_cases.policies, options.root}, options.colour);
  if (!opened) return std::unexpected(opened.error());
  const Loaded& loaded = **opened;
  if (loaded.program->families.empty()) return fault("these files hold no policy");
  Found found;
  std::string out;
  std::vector<std::string> ids;
  const auto result = run_cases(
      loaded, cases,
      [&](std::string&, const engine::CaseReport& report) {
        if (report.id == options.id && !found.there) out = explain(options, cases, loaded, report, found);
        else if (!report.id.empty()) ids.emplace_back(report.id);
      },
      [](std::string_view) { return Expected<void>(); });
  if (!result) return std::unexpected(result.error());
  if (!found.there) {
    return fault(with_near(fmt::format("--case: no case has the id `{}`", options.id), options.id,
                           std::vector<std::string_view>(ids.begin(), ids.end())));
  }
  if (!found.told) return std::unexpected(found.told.error());
  options.of_cases.tell_today(cases.as_of);
  if (!found.rejected.empty()) {
    for (const std::string& reason : found.rejected) complain(fmt::format("the case `{}`: {}", options.id, reason));
    return kFindings;
  }
  return write_as(options.format, out);
}

}  // namespace

RunCommand why_command(CLI::App& app) {
  auto options = std::make_shared<WhyOptions>();
  app.add_option("POLICY", options->of_cases.policies,
                 "policy files, or folders of them; last an action, step, escalation or id; default: the whole case")
      ->required()
      ->option_text("... [ACTION|STEP]");
  options->of_cases.add_to(app);
  app.add_option("--case", options->id, "the case to explain")->required()->check(not_empty())->option_text("ID");
  add_format(app, options->format, {"text", "json"});
  app.add_flag("--strict", options->strict, "facts and keys that are not known reject the case");
  app.add_option("--root", options->root, "the folder that `use` may not leave")->option_text("DIR");
  options->colour.add_to(app);
  app.footer(std::string(kWhyExample));
  return [options] { return run_why(*options); };
}

}  // namespace engage::cli
