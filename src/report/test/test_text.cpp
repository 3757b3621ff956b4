#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "form/layout.h"
#include "report/naming.h"
#include "report/test/test_report.h"
#include "scenarios/check.h"
#include "text/visible.h"
#include "text/words.h"
#include "why/deadline.h"
#include "why/status.h"

namespace engage::report {
namespace {

constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[33m";
constexpr std::string_view kReset = "\x1b[0m";

// One of the lines that say how things stood.
struct Row {
  std::string_view kind;  // "due", "upcoming", "withheld", "blocked"
  std::string what;
  std::string rest;
};

Row planned_row(std::string_view kind, const engine::OwedAction& owed, const model::Words& words) {
  const model::DoLine& line = line_of(owed);
  std::string what;
  for (std::size_t i = 0; i < line.actions.size(); ++i) {
    if ((owed.allowed >> i & 1) == 0) continue;
    what += (what.empty() ? "" : " or ") + words.events[line.actions[i]].name;
  }
  std::string rest = fmt::format("from {} by {}", say(owed.opens), say(owed.due));
  if (owed.state == engine::DueState::overdue) rest += ", overdue";
  if (line.role != model::DoLine::kNoRole) rest += ", " + words.roles[line.role].name;
  return {kind, std::move(what), rest + ", step " + step_of(owed.opening).name};
}

std::vector<Row> rows_of(const engine::Assessment& then, const model::Words& words) {
  std::vector<Row> rows;
  for (const auto& owed : then.actions) rows.push_back(planned_row("due", owed, words));
  for (const auto& owed : then.upcoming) rows.push_back(planned_row("upcoming", owed, words));
  for (const auto& withheld : then.withheld) {
    rows.push_back({"withheld", words.events[withheld.action].name,
                    fmt::format("{}, step {}", to_string(withheld.because, words), step_of(withheld.opening).name)});
  }
  for (const auto& blocked : then.blocked) {
    std::string facts;
    for (const model::FactId fact : blocked.find_out) facts += (facts.empty() ? "" : ", ") + words.facts[fact].name;
    rows.push_back({"blocked", step_of(blocked.opening).name,
                    fmt::format("from {} by {}, find out {}", say(blocked.opens), say(blocked.due), facts)});
  }
  return rows;
}

void append_situation(std::string& out, const engine::Assessment& then, const model::Words& words) {
  out += fmt::format("      then: {}, episode {}\n", why::describe_status(then), then.episode);
  const std::vector<Row> rows = rows_of(then, words);
  std::size_t kind = 0, what = 0;
  for (const Row& row : rows) {
    kind = std::max(kind, form::width(row.kind));
    what = std::max(what, form::width(row.what));
  }
  for (const Row& row : rows) {
    out += "        ";
    form::append_padded(out, row.kind, kind + 2);
    form::append_padded(out, row.what, what + 2);
    out += row.rest + '\n';
  }
}

bool same_situation(const scenarios::FailedCheck& a, const scenarios::FailedCheck& b) {
  return a.check->at.last() == b.check->at.last() && a.check->entries == b.check->entries;
}

void append_coverage(std::string& out, const scenarios::CoverageReport& coverage, const Sources& sources) {
  out += "\ncoverage\n";
  for (const auto& missed : coverage.missed) {
    out += fmt::format("  {}: {}\n", path_and_line(sources, missed.span), visible(missed.what));
  }
  auto name = [](const scenarios::CoverageTotal& total) {
    return total.policy ? fmt::format("{} version {}", total.policy->name, total.policy->version) : "all";
  };
  std::size_t widest = 0;
  for (const auto& total : coverage.policies) widest = std::max(widest, form::width(name(total)));
  auto append_total = [&](const scenarios::CoverageTotal& total) {
    out += "  ";
    form::append_padded(out, name(total), widest + 2);
    out += fmt::format("{:3}%  {} of {}\n", total.percent(), total.reached, total.all);
  };
  for (const auto& total : coverage.policies) append_total(total);
  append_total(coverage.total);
}

void append_word(std::string& out, std::string_view word, std::string_view paint, bool colour) {
  if (colour) out += paint;
  out += word;
  if (colour) out += kReset;
  out.append(6 - word.size(), ' ');
}

void append_source(std::string& out, const SourceResult& source, bool colour) {
  const std::size_t rejected = source.rejected();
  for (const CaseResult& one : source.cases) {
    if (one.faults.empty()) continue;
    append_word(out, "FAIL", kRed, colour);
    out += fmt::format("{} ({}:{})\n", one.id.empty() ? "a case without an id" : "case " + visible(one.id),
                       visible(one.file), one.line);
    for (const std::string& fault : one.faults) out += fmt::format("    {}\n", visible(fault));
  }
  if (rejected > 0) return;
  append_word(out, "ok", kGreen, colour);
  out += fmt::format("{} ({})\n", counted(source.cases.size(), "case"), visible(source.path));
}

}  // namespace

std::size_t SourceResult::rejected() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(cases, [](const CaseResult& one) { return !one.faults.empty(); }));
}

TestCounts count(std::span<const scenarios::ScenarioResult> results) {
  TestCounts counts;
  for (const scenarios::ScenarioResult& result : results) {
    ++(result.scenario->todo ? counts.todo : result.passed() ? counts.passed : counts.failed);
  }
  return counts;
}

std::string check_text(const model::Check& check, const Sources& sources) { return visible(sources.text(check.span)); }

std::string test_text(const TestRun& run, bool colour) {
  std::string out;
  for (const scenarios::ScenarioResult& result : run.results) {
    const model::Scenario& scenario = *result.scenario;
    const std::string_view word = scenario.todo ? "todo" : result.passed() ? "ok" : "FAIL";
    const std::string_view paint = scenario.todo ? kYellow : result.passed() ? kGreen : kRed;
    append_word(out, word, paint, colour);
    out += fmt::format("{} ({})", visible(scenario.title), result.family->name);
    if (scenario.todo && result.passed()) out += ": it holds; take `todo` away";
    out += '\n';
    for (std::size_t i = 0; i < result.failures.size(); ++i) {
      const scenarios::FailedCheck& failure = result.failures[i];
      out += fmt::format("    {}: {}\n", path_and_line(*run.sources, failure.check->span),
                         check_text(*failure.check, *run.sources));
      out += fmt::format("      found: {}\n", visible(failure.found));
      const bool told_below = i + 1 < result.failures.size() && same_situation(failure, result.failures[i + 1]);
      if (failure.then && !told_below) append_situation(out, *failure.then, result.family->words);
    }
  }
  if (run.source) append_source(out, *run.source, colour);
  if (run.coverage) append_coverage(out, *run.coverage, *run.sources);
  return out;
}

}  // namespace engage::report
