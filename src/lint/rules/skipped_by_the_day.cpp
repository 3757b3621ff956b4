#include <fmt/format.h>

#include <algorithm>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "model/parts.h"

namespace engage::lint {

void skipped_by_the_day(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    for (const model::Step& step : policy.steps) {
      if (!step.only_if) continue;
      for (const model::ConditionId part : all_parts(policy, {*step.only_if})) {
        const model::Condition& condition = policy.conditions[part];
        if (!std::holds_alternative<model::Today>(condition.node)) continue;
        diagnostics
            .add(Code::L310, condition.span,
                 fmt::format("`{}` is skipped for good when it opens on another day", step.name))
            .help = fmt::format("to wait for that day, write `wait until {}` before the step", condition.text);
        break;
      }
    }
  });
}

}  // namespace engage::lint
