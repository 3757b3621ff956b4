#include <fmt/format.h>

#include <algorithm>

#include "lint/asked.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {

// True of every value that a fact can have, and of unknown.
void always_true(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    for (const Asked& asked : conditions_asked(policy)) {
      for (const Judged& judged : judge(policy, words, asked)) {
        if (judged.verdict != Verdict::always) continue;
        const model::Condition& condition = policy.conditions[judged.condition];
        // `when referral happened`, alone: with it a sequence begins beside that of the stage.
        const bool begins = std::holds_alternative<model::Happened>(condition.node) &&
                            std::ranges::any_of(policy.rules, [&](const model::Rule& rule) {
                              return rule.kind == model::Rule::Kind::when && rule.condition == judged.condition;
                            });
        if (begins) continue;
        Diagnostic& found =
            diagnostics.add(Code::L303, condition.span, fmt::format("`{}` is always true", condition.text));
        found.help = "no record makes this anything else: mend it, or take it out";
        if (std::holds_alternative<model::Happened>(condition.node)) {
          found.note = "an episode begins with it, and that counts: ask `since start` for another one";
        }
      }
    }
  });
}

}  // namespace engage::lint
