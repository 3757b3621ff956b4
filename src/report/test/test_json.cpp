#include "form/appender.h"
#include "report/naming.h"
#include "report/test/test_report.h"
#include "scenarios/check.h"

namespace engage::report {
namespace {

void put_text(form::Appender& to, std::string_view text) {
  to.put('"');
  to.put_json(text);
  to.put('"');
}

void put_or_null(form::Appender& to, const std::string* text) {
  if (text) {
    put_text(to, *text);
  } else {
    to.put("null");
  }
}

void put_bool(form::Appender& to, bool yes) { to.put(std::string_view(yes ? "true" : "false")); }

// Items parted by commas.
template <typename Items, typename Put>
void put_list(form::Appender& to, const Items& items, Put put) {
  to.put('[');
  bool first = true;
  for (const auto& item : items) {
    if (!first) to.put(',');
    first = false;
    put(item);
  }
  to.put(']');
}

void put_planned(form::Appender& to, const engine::OwedAction& owed, const model::Words& words) {
  to.put("{\"id\":");
  put_text(to, id_of(owed.opening, owed.line));
  const model::RoleId role = line_of(owed).role;
  to.put(",\"role\":");
  put_or_null(to, role == model::DoLine::kNoRole ? nullptr : &words.roles[role].name);
  to.put(",\"opens\":\"");
  to.put_instant(owed.opens);
  to.put("\",\"due\":");
  if (owed.due) {
    to.put('"');
    to.put_deadline(*owed.due);
    to.put('"');
  } else {
    to.put("null");
  }
  to.put(",\"state\":");
  put_text(to, name(owed.state));
  to.put('}');
}

void put_situation(form::Appender& to, const engine::Assessment& then, const model::Words& words) {
  to.put("{\"status\":");
  put_text(to, name(then.status));
  to.put(",\"episode\":");
  to.put_number(then.episode);
  to.put(",\"stage\":");
  put_or_null(to, then.stage ? &then.policy->stages[*then.stage].name : nullptr);
  const auto put_owed = [&](const engine::OwedAction& owed) { put_planned(to, owed, words); };
  to.put(",\"actions\":");
  put_list(to, then.actions, put_owed);
  to.put(",\"upcoming\":");
  put_list(to, then.upcoming, put_owed);
  to.put(",\"withheld\":");
  put_list(to, then.withheld, [&](const engine::WithheldAction& withheld) {
    to.put("{\"step\":");
    put_text(to, step_of(withheld.opening).name);
    to.put(",\"action\":");
    put_text(to, words.events[withheld.action].name);
    to.put(",\"because\":");
    put_text(to, to_string(withheld.because, words));
    to.put('}');
  });
  to.put(",\"blocked\":");
  put_list(to, then.blocked, [&](const engine::BlockedStep& blocked) { put_text(to, step_of(blocked.opening).name); });
  to.put('}');
}

void put_scenario(form::Appender& to, const scenarios::ScenarioResult& result, const Sources& sources) {
  const model::Scenario& scenario = *result.scenario;
  to.put("{\"scenario\":");
  put_text(to, scenario.title);
  to.put(",\"policy\":");
  put_text(to, result.family->name);
  to.put(",\"version\":");
  to.put_number(result.policy().version);
  to.put(",\"source\":");
  put_text(to, path_and_line(sources, scenario.span));
  to.put(",\"todo\":");
  put_bool(to, scenario.todo);
  to.put(",\"passed\":");
  put_bool(to, result.passed());
  to.put(",\"checks\":");
  to.put_number(static_cast<std::int64_t>(scenario.checks.size()));
  to.put(",\"failures\":");
  put_list(to, result.failures, [&](const scenarios::FailedCheck& failure) {
    to.put("{\"source\":");
    put_text(to, path_and_line(sources, failure.check->span));
    to.put(",\"expected\":");
    put_text(to, check_text(*failure.check, sources));
    to.put(",\"found\":");
    put_text(to, failure.found);
    to.put(",\"then\":");
    if (failure.then) {
      put_situation(to, *failure.then, result.family->words);
    } else {
      to.put("null");
    }
    to.put('}');
  });
  to.put('}');
}

void put_total(form::Appender& to, const scenarios::CoverageTotal& total) {
  to.put("\"reached\":");
  to.put_number(static_cast<std::int64_t>(total.reached));
  to.put(",\"of\":");
  to.put_number(static_cast<std::int64_t>(total.all));
  to.put(",\"percent\":");
  to.put_number(static_cast<std::int64_t>(total.percent()));
}

void put_coverage(form::Appender& to, const scenarios::CoverageReport& coverage, const Sources& sources) {
  to.put("{\"missed\":");
  put_list(to, coverage.missed, [&](const scenarios::Missed& missed) {
    to.put("{\"source\":");
    put_text(to, path_and_line(sources, missed.span));
    to.put(",\"what\":");
    put_text(to, missed.what);
    to.put('}');
  });
  to.put(",\"policies\":");
  put_list(to, coverage.policies, [&](const scenarios::CoverageTotal& total) {
    to.put("{\"policy\":");
    put_text(to, total.policy->name);
    to.put(",\"version\":");
    to.put_number(total.policy->version);
    to.put(',');
    put_total(to, total);
    to.put('}');
  });
  to.put(',');
  put_total(to, coverage.total);
  to.put('}');
}

}  // namespace

std::string test_json(const TestRun& run) {
  std::string out;
  {
    form::Appender to(out);
    to.put("{\"scenarios\":");
    put_list(to, run.results, [&](const scenarios::ScenarioResult& result) { put_scenario(to, result, *run.sources); });
    const TestCounts counts = count(run.results);
    to.put(",\"counts\":{\"passed\":");
    to.put_number(static_cast<std::int64_t>(counts.passed));
    to.put(",\"failed\":");
    to.put_number(static_cast<std::int64_t>(counts.failed));
    to.put(",\"todo\":");
    to.put_number(static_cast<std::int64_t>(counts.todo));
    to.put('}');
    if (run.coverage) {
      to.put(",\"coverage\":");
      put_coverage(to, *run.coverage, *run.sources);
    }
    to.put("}\n");
  }
  return out;
}

}  // namespace engage::report
