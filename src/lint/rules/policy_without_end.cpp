#include <fmt/format.h>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {

void policy_without_end(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    if (pace::Flow(policy).finish_reached()) return;
    diagnostics.add(Code::L103, policy.span, fmt::format("`{}` never comes to an end", policy.name)).help =
        "write `finish OUTCOME` where the work is over, in a stage that a case can get to";
  });
}

}  // namespace engage::lint
