#include "cli/untried.h"

#include <fmt/format.h>

#include "scenarios/coverage.h"
#include "scenarios/scenario.h"

namespace engage::cli {

void tell_untried(const Loaded& loaded, Diagnostics& diagnostics) {
  std::vector<bool> named(loaded.sources.size());
  for (const model::InputFile& file : loaded.files) named[file.tree.file] = file.named;
  scenarios::ScenarioRunner runner(*loaded.program);
  for (const model::Scenario& scenario : loaded.program->scenarios) {
    if (scenario.named) runner.run(scenario);
  }
  const scenarios::CoverageReport coverage = scenarios::coverage_of(*loaded.program, runner);
  for (const scenarios::CoverageTotal& total : coverage.policies) {
    if (total.tried || !named[total.policy->span.file]) continue;
    diagnostics
        .add(Code::L701, total.policy->span,
             fmt::format("no scenario tries version {} of `{}`", total.policy->version, total.policy->name))
        .help = fmt::format("write one: `scenario \"…\" for {} version {}`", total.policy->name, total.policy->version);
  }
  for (const scenarios::Missed& missed : coverage.missed) {
    if (missed.follows || !named[missed.span.file]) continue;
    diagnostics.add(Code::L701, missed.span, fmt::format("{} in any scenario", missed.what));
  }
}

}  // namespace engage::cli
