#include <fmt/format.h>

#include <algorithm>

#include "lint/answers.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {

// Before an episode there is neither step nor escalation. What events and dates alone decide is left
// alone: that comes by itself, or has been recorded.
void unwarned_start(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    if (!policy.starts_when) return;
    const std::vector<model::ConditionId> parts = all_parts(policy, {*policy.starts_when});
    const bool asks_for_facts = std::any_of(parts.begin(), parts.end(), [&](model::ConditionId part) {
      return fact_of(policy.conditions[part]).has_value();
    });
    if (!asks_for_facts) return;
    const model::Condition& when = policy.conditions[*policy.starts_when];
    Diagnostic& found = diagnostics.add(Code::L604, when.span,
                                        fmt::format("until `{}` is true a case waits, and nobody is told", when.text));
    found.help = fmt::format(
        "start without `when`, and begin the first stage with `wait until {}`: an escalation there can tell somebody",
        when.text);
  });
}

}  // namespace engage::lint
