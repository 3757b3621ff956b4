#include <fmt/format.h>

#include <algorithm>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "model/parts.h"

namespace engage::lint {

void alarm_dies_with_case(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    if (policy.outcomes.empty()) return;
    for (const model::Rule& rule : policy.rules) {
      if (!rule.escalation || rule.kind != model::Rule::Kind::when || rule.after_closing) continue;
      for (const model::ConditionId part : all_parts(policy, {*rule.condition})) {
        const auto* overdue = std::get_if<model::StepOverdue>(&policy.conditions[part].node);
        if (!overdue || !overdue->step) continue;
        const auto& other = policy.steps[*overdue->step].rule;
        if (!other || !policy.rules[*other].escalation || &policy.rules[*other] == &rule) continue;
        Diagnostic& found = diagnostics.add(
            Code::L606, policy.conditions[part].span,
            fmt::format("`{}` stays owed when the case is closed, and then nobody is told that it is overdue",
                        policy.steps[*overdue->step].name));
        found.labels.push_back({policy.rules[*other].span, "what it raised outlives the case"});
        found.help = "write `also after closing` behind the condition";
        break;
      }
    }
  });
}

}  // namespace engage::lint
