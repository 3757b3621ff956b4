#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {

// A rule that is written in such a stage goes with it: the stage is what is told.
void rule_never_active(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    const pace::Flow flow(policy);
    for (const model::RuleId id : policy.policy_rules) {
      const model::Rule& rule = policy.rules[id];
      bool active = false;
      for (std::size_t i = 0; i < rule.active.size(); ++i) {
        active = active || (rule.active[i] && flow.reached(static_cast<model::StageId>(i)));
      }
      if (active) continue;
      Diagnostic& found =
          diagnostics.add(Code::L106, rule.span, "this can never happen: nothing leads to a stage in which it counts");
      for (std::size_t i = 0; i < rule.active.size(); ++i) {
        if (rule.active[i]) found.labels.push_back({policy.stages[i].span, "nothing leads here"});
      }
      found.help = "name a stage after `during` that a case can get to, or lead to this one";
    }
  });
}

}  // namespace engage::lint
