#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "form/document.h"
#include "report/naming.h"
#include "report/test/test_report.h"

namespace engage::report {
namespace {

void append_case(std::string& out, const scenarios::ScenarioResult& result, const Sources& sources) {
  const model::Scenario& scenario = *result.scenario;
  out += fmt::format("    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"",
                     form::escaped_xml(result.family->name), form::escaped_xml(scenario.title),
                     form::escaped_xml(sources[scenario.span.file].path()), sources.line_of(scenario.span));
  if (result.passed()) {
    out += "/>\n";
    return;
  }
  const std::string message =
      fmt::format("checks that do not hold: {} of {}", result.failures.size(), scenario.checks.size());
  if (scenario.todo) {
    out += fmt::format(">\n      <skipped message=\"todo: {}\"/>\n    </testcase>\n", message);
    return;
  }
  out += fmt::format(">\n      <failure message=\"{}\">", message);
  for (const scenarios::FailedCheck& failure : result.failures) {
    out += form::escaped_xml(
        fmt::format("{}: {}", path_and_line(sources, failure.check->span), check_text(*failure.check, sources)));
    out += "\n  found: " + form::escaped_xml(failure.found) + '\n';
  }
  out += "</failure>\n    </testcase>\n";
}

void append_source(std::string& out, const SourceResult& source) {
  out += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"0\">\n",
                     form::escaped_xml(source.path), source.cases.size(), source.rejected());
  for (const CaseResult& one : source.cases) {
    out +=
        fmt::format("    <testcase classname=\"{}\" name=\"case {}\" file=\"{}\" line=\"{}\"",
                    form::escaped_xml(source.path), form::escaped_xml(one.id), form::escaped_xml(one.file), one.line);
    if (one.faults.empty()) {
      out += "/>\n";
      continue;
    }
    out += ">\n      <failure message=\"the case is rejected\">";
    for (const std::string& fault : one.faults) out += form::escaped_xml(fault) + '\n';
    out += "</failure>\n    </testcase>\n";
  }
  out += "  </testsuite>\n";
}

}  // namespace

std::string test_junit(const TestRun& run) {
  struct Suite {
    const model::Family* family;
    std::vector<const scenarios::ScenarioResult*> cases;
    std::size_t failed = 0;
    std::size_t skipped = 0;
  };
  std::vector<Suite> suites;  // in the order in which policies are first tried
  for (const scenarios::ScenarioResult& result : run.results) {
    auto suite = std::find_if(suites.begin(), suites.end(),
                              [&](const Suite& s) { return s.family->name == result.family->name; });
    if (suite == suites.end()) suite = suites.insert(suites.end(), Suite{result.family, {}});
    suite->cases.push_back(&result);
    if (!result.passed()) ++(result.scenario->todo ? suite->skipped : suite->failed);
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const Suite& suite : suites) {
    out += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\">\n",
                       form::escaped_xml(suite.family->name), suite.cases.size(), suite.failed, suite.skipped);
    for (const scenarios::ScenarioResult* result : suite.cases) append_case(out, *result, *run.sources);
    out += "  </testsuite>\n";
  }
  if (run.source) append_source(out, *run.source);
  return out + "</testsuites>\n";
}

}  // namespace engage::report
