#include "scenarios/untried.h"

#include <fmt/format.h>

#include "scenarios/coverage.h"
#include "scenarios/scenario.h"

namespace engage::scenarios {

void tell_untried(const model::Program& program, const std::vector<bool>& named, Diagnostics& diagnostics) {
  ScenarioRunner runner(program);
  for (const model::Scenario& scenario : program.scenarios) {
    if (scenario.named) runner.run(scenario);
  }
  const CoverageReport coverage = coverage_of(program, runner);
  for (const CoverageTotal& total : coverage.policies) {
    if (total.tried || !named[total.policy->span.file]) continue;
    diagnostics
        .add(Code::L701, total.policy->span,
             fmt::format("no scenario tries version {} of `{}`", total.policy->version, total.policy->name))
        .help = fmt::format("write one: `scenario \"…\" for {} version {}`", total.policy->name, total.policy->version);
  }
  for (const Missed& missed : coverage.missed) {
    if (missed.follows || !named[missed.span.file]) continue;
    diagnostics.add(Code::L701, missed.span, fmt::format("{} in any scenario", missed.what));
  }
}

}  // namespace engage::scenarios
