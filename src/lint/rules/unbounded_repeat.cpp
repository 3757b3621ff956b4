#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {

void unbounded_repeat(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    for (const model::StatementId id : pace::rounds_without_end(policy)) {
      diagnostics.add(Code::L104, policy.statements[id].span, "nothing ends these rounds").help =
          "say how often: `at most 3 times`; or until when: `until CONDITION`; or give the stage a limit";
    }
  });
}

}  // namespace engage::lint
