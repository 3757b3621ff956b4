#include <algorithm>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

// Rounds without an end of their own, among the statements of one sequence. `ended` says whether
// something else ends that sequence.
void look_for_rounds(const model::Policy& policy, model::Next body, bool ended, Diagnostics& diagnostics) {
  if (ended) return;
  for (const model::StatementId id : pace::statements_from(policy, body)) {
    const auto* repeat = std::get_if<model::Repeat>(&policy.statements[id].node);
    if (!repeat || repeat->times || repeat->until) continue;
    const pace::Exits inside = pace::exits_of(policy, pace::statements_from(policy, repeat->body, id));
    if (inside.finish || !inside.stages.empty()) continue;
    diagnostics.add(Code::L104, policy.statements[id].span, "nothing ends these rounds").help =
        "say how often: `at most 3 times`; or until when: `until CONDITION`; or give the stage a limit";
  }
}

bool any(const pace::Exits& exits) { return exits.finish || !exits.stages.empty(); }

}  // namespace

void unbounded_repeat(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    const pace::Flow flow(policy);
    for (std::size_t i = 0; i < policy.stages.size(); ++i) {
      const bool ended = any(flow.interruptions(static_cast<model::StageId>(i)));
      look_for_rounds(policy, policy.stages[i].body, ended, diagnostics);
    }
    for (const model::Rule& rule : policy.rules) {
      bool ended = false;
      for (std::size_t i = 0; !rule.escalation && i < rule.active.size(); ++i) {  // an escalation outlives every stage
        ended = ended || (rule.active[i] && any(flow.exits(static_cast<model::StageId>(i))));
      }
      look_for_rounds(policy, rule.body, ended, diagnostics);
    }
  });
}

}  // namespace engage::lint
