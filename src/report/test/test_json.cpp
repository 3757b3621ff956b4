#include "form/json.h"
#include "report/naming.h"
#include "report/test/test_report.h"
#include "scenarios/check.h"

namespace engage::report {
namespace {

using form::Json;

Json owed_of(const engine::OwedAction& owed, const model::Words& words) {
  const model::RoleId role = line_of(owed).role;
  return {{"id", id_of(owed.opening, owed.line)},
          {"role", role == model::DoLine::kNoRole ? Json() : Json(words.roles[role].name)},
          {"opens", owed.opens},
          {"due", owed.due},
          {"state", name(owed.state)}};
}

Json situation_of(const engine::Assessment& then, const model::Words& words) {
  const auto owed = [&](const engine::OwedAction& each) { return owed_of(each, words); };
  return {
      {"status", name(then.status)},
      {"episode", then.episode},
      {"stage", then.stage ? Json(then.policy->stages[*then.stage].name) : Json()},
      {"actions", form::list_of(then.actions, owed)},
      {"upcoming", form::list_of(then.upcoming, owed)},
      {"withheld", form::list_of(then.withheld,
                                 [&](const engine::WithheldAction& withheld) -> Json {
                                   return {{"step", step_of(withheld.opening).name},
                                           {"action", words.events[withheld.action].name},
                                           {"because", engine::to_string(withheld.because, words)}};
                                 })},
      {"blocked",
       form::list_of(then.blocked, [&](const engine::BlockedStep& blocked) { return step_of(blocked.opening).name; })},
  };
}

Json scenario_of(const scenarios::ScenarioResult& result, const Sources& sources) {
  const model::Scenario& scenario = *result.scenario;
  return {
      {"scenario", scenario.title},
      {"policy", result.family->name},
      {"version", result.policy().version},
      {"source", path_and_line(sources, scenario.span)},
      {"todo", scenario.todo},
      {"passed", result.passed()},
      {"checks", scenario.checks.size()},
      {"failures", form::list_of(result.failures,
                                 [&](const scenarios::FailedCheck& failure) -> Json {
                                   return {{"source", path_and_line(sources, failure.check->span)},
                                           {"expected", check_text(*failure.check, sources)},
                                           {"found", failure.found},
                                           {"then",
                                            failure.then ? situation_of(*failure.then, result.family->words) : Json()}};
                                 })},
  };
}

void add_total(Json& json, const scenarios::CoverageTotal& total) {
  json["reached"] = total.reached;
  json["of"] = total.all;
  json["percent"] = total.percent();
}

Json coverage_of(const scenarios::CoverageReport& coverage, const Sources& sources) {
  Json json{{"missed", form::list_of(coverage.missed,
                                     [&](const scenarios::Missed& missed) -> Json {
                                       return {{"source", path_and_line(sources, missed.span)}, {"what", missed.what}};
                                     })},
            {"policies", form::list_of(coverage.policies, [](const scenarios::CoverageTotal& total) {
               Json policy{{"policy", total.policy->name}, {"version", total.policy->version}};
               add_total(policy, total);
               return policy;
             })}};
  add_total(json, coverage.total);
  return json;
}

Json source_of(const SourceResult& source) {
  Json rejected = Json::array();
  for (const CaseResult& one : source.cases) {
    if (one.faults.empty()) continue;
    rejected.push_back({{"case", one.id}, {"file", one.file}, {"line", one.line}, {"errors", one.faults}});
  }
  return {{"description", source.path}, {"cases", source.cases.size()}, {"rejected", std::move(rejected)}};
}

}  // namespace

std::string test_json(const TestRun& run) {
  const TestCounts counts = count(run.results);
  Json json{{"scenarios",
             form::list_of(run.results,
                           [&](const scenarios::ScenarioResult& result) { return scenario_of(result, *run.sources); })},
            {"counts", {{"passed", counts.passed}, {"failed", counts.failed}, {"todo", counts.todo}}}};
  if (run.source) json["source"] = source_of(*run.source);
  if (run.coverage) json["coverage"] = coverage_of(*run.coverage, *run.sources);
  return form::written(json) + '\n';
}

}  // namespace engage::report
