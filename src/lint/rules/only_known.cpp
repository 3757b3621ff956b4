#include <fmt/format.h>

#include "lint/asked.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {

// A comparison that every value of its fact passes, or several that leave out none.
void only_known(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    for (const Asked& asked : conditions_asked(policy)) {
      for (const Judged& judged : judge(policy, words, asked)) {
        if (judged.verdict != Verdict::only_known) continue;
        const model::Condition& condition = policy.conditions[judged.condition];
        const std::string& fact = words.facts[*only_fact(policy, judged.condition)].name;
        diagnostics
            .add(Code::L304, condition.span,
                 fmt::format("`{}` is true of every value: it only asks whether `{}` is known", condition.text, fact))
            .help = fmt::format("write `{} is known`, or mend the comparison", fact);
      }
    }
  });
}

}  // namespace engage::lint
