#include <fmt/format.h>

#include <algorithm>

#include "lint/asked.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

// Whether some case makes all of them true at once; so it is assumed where there are too many to look at.
bool ever_together(const model::Policy& policy, const model::Words& words,
                   const std::vector<model::ConditionId>& conditions) {
  Answers answers(policy, words, conditions, Asking::in_episode);
  if (answers.too_many()) return true;
  auto yes = [&](model::ConditionId condition) { return answers.of(condition) == Truth::yes; };
  do {
    if (std::all_of(conditions.begin(), conditions.end(), yes)) return true;
  } while (answers.next());
  return false;
}

}  // namespace

// The step's `only if`, the line's `if` and the action's guard are asked together, and must all be true.
void self_denied_work(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    for (const model::Step& step : policy.steps) {
      for (const model::DoLine& line : step.lines) {
        for (const model::EventId action : line.actions) {
          std::vector<model::ConditionId> conditions;
          for (const auto& condition : {step.only_if, line.condition, policy.guards[action]}) {
            if (condition) conditions.push_back(*condition);
          }
          const bool each = std::all_of(conditions.begin(), conditions.end(), [&](model::ConditionId condition) {
            return ever_together(policy, words, {condition});
          });
          if (!each || ever_together(policy, words, conditions)) continue;
          Diagnostic& found =
              diagnostics.add(Code::L307, line.span, fmt::format("`{}` is never owed here", words.events[action].name));
          for (const model::ConditionId condition : conditions) {
            found.labels.push_back({policy.conditions[condition].span, "asked for it"});
          }
          found.help = "these are never true together: mend one of them, or take the action out";
        }
      }
    }
  });
}

}  // namespace engage::lint
