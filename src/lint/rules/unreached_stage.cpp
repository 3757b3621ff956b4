#include <fmt/format.h>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

// Takes out of `lost` what can be got to from this stage, itself save where it leads back.
void take_out_what_follows(const pace::Flow& flow, model::StageId stage, std::vector<bool>& lost) {
  std::vector<model::StageId> open{stage};
  while (!open.empty()) {
    const model::StageId from = open.back();
    open.pop_back();
    for (const model::StageId next : flow.exits(from).stages) {
      if (next == stage || !lost[next]) continue;
      lost[next] = false;
      open.push_back(next);
    }
  }
}

}  // namespace

// Where lost stages lead to one another, the one that would mend the others is told: of a circle the
// first that is written.
void unreached_stage(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    const pace::Flow flow(policy);
    std::vector<bool> lost(policy.stages.size());
    for (std::size_t i = 0; i < lost.size(); ++i) lost[i] = !flow.reached(static_cast<model::StageId>(i));
    for (std::size_t i = 0; i < lost.size(); ++i) {
      if (lost[i]) take_out_what_follows(flow, static_cast<model::StageId>(i), lost);
    }
    for (std::size_t i = 0; i < lost.size(); ++i) {
      if (!lost[i]) continue;
      const model::Stage& stage = policy.stages[i];
      diagnostics.add(Code::L101, stage.span, fmt::format("no case gets to the stage `{}`", stage.name)).help =
          fmt::format("write `go to {}` where it should begin, or take it out", stage.name);
    }
  });
}

}  // namespace engage::lint
