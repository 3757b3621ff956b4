#include <fmt/format.h>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {

// A policy without any end is told once, by another rule.
void stage_without_exit(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    const pace::Flow flow(policy);
    if (!flow.finish_reached()) return;
    for (std::size_t i = 0; i < policy.stages.size(); ++i) {
      const auto id = static_cast<model::StageId>(i);
      if (!flow.reached(id) || flow.exits(id).leave(id)) continue;
      const model::Stage& stage = policy.stages[i];
      diagnostics.add(Code::L102, stage.span, fmt::format("nothing leads out of the stage `{}`", stage.name)).help =
          "end it with `go to STAGE` or `finish OUTCOME`, or give it a limit: `limit 3 months then go to STAGE`";
    }
  });
}

}  // namespace engage::lint
