#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "lint/dated.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

struct Late {
  const pace::Route* route = nullptr;
  Instant start;
  int starts = 0;
  pace::Walk walk;
};

// By step, where its deadline has passed before it opens although every earlier one was kept.
using LateSteps = std::map<model::StepId, Late>;

void collect(const model::Policy& policy, const pace::Routes& routes, LateSteps& found) {
  pace::Walk walk;
  for_each_start(policy, [&](Instant start) {
    std::set<model::StepId> today;
    for (const pace::Route& route : routes.all) {
      pace::take(policy, route, pace::Pace::slowest, start, walk);
      if (walk.halt != pace::Walk::Halt::late) continue;
      const pace::Leg& leg = route.legs[walk.visits.size() - 1];
      const model::StepId step = std::get<model::OpenStep>(policy.statements[leg.statement].node).step;
      const bool counts_from_before = std::ranges::any_of(
          policy.steps[step].deadlines,
          [](const model::DeadlineLine& line) { return line.kind == model::DeadlineLine::Kind::after_anchor; });
      if (!counts_from_before || !today.insert(step).second) continue;
      ++found.try_emplace(step, Late{&route, start, 0, walk}).first->second.starts;
    }
  });
}

}  // namespace

void deadline_before_opening(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    const pace::Flow flow(policy);
    std::set<model::StepId> told;  // with the way from the first stage, where there is one
    for (model::StageId stage = 0; stage < policy.stages.size(); ++stage) {
      if (!flow.reached(stage)) continue;
      const pace::Routes routes = pace::routes_from(policy, words, stage, pace::Pace::slowest);
      LateSteps found;
      collect(policy, routes, found);
      for (const auto& [step, late] : found) {
        if (!told.insert(step).second) continue;
        Diagnostic& finding =
            add_at(policy, Code::L208, policy.steps[step].span,
                   fmt::format("`{}` can be overdue when it opens, though every deadline before it is kept",
                               policy.steps[step].name),
                   diagnostics);
        label_dates(policy, *late.route, late.walk, late.walk.visits.size() - 1, finding);
        finding.help = "count its time from its opening: `within …` without `of`";
        finding.note = fmt::format("{}; the dates are those of a case that begins on {}",
                                   on_starts(late.starts, policy), to_string(late.start));
      }
    }
  });
}

}  // namespace engage::lint
