#include <fmt/format.h>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/handed_on.h"

namespace engage::lint {

void undated_escalation(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    pace::for_each_undated_step(policy, [&](const model::Step& step) {
      if (!step.rule || !policy.rules[*step.rule].escalation) return;
      Diagnostic& found = diagnostics.add(
          Code::L403, step.span, fmt::format("`{}` is escalated, and there is no day by which it is due", step.name));
      found.labels.push_back({policy.rules[*step.rule].span, "escalated here"});
      found.help = "write into the step by when: `within 1 business day`";
    });
  });
}

}  // namespace engage::lint
