#include <fmt/format.h>

#include "lint/dated.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/handed_on.h"

namespace engage::lint {

// Those of an escalation are told by a rule of their own.
void step_without_deadline(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    pace::for_each_undated_step(policy, [&](const model::Step& step) {
      if (step.rule && policy.rules[*step.rule].escalation) return;
      add_at(policy, Code::L205, step.span, fmt::format("`{}` can be open with no deadline", step.name), diagnostics)
          .help = "say `within …` in the step, or `default within …` for all of the policy";
    });
  });
}

}  // namespace engage::lint
