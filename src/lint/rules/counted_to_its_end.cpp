#include <fmt/format.h>

#include <algorithm>

#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

// Those of which the first ends the episode at once, in whatever stage.
model::EventSet enders(const model::Policy& policy) {
  model::EventSet events;
  for (const model::Rule& rule : policy.rules) {
    const bool everywhere = std::ranges::find(rule.active, false) == rule.active.end();
    if (rule.kind != model::Rule::Kind::on || rule.escalation || rule.condition || !everywhere) continue;
    const model::StatementId first = rule.body.statement;
    const bool ends = first != model::kEnd && std::holds_alternative<model::Finish>(policy.statements[first].node);
    if (ends) events.add(rule.events);
  }
  return events;
}

}  // namespace

void counted_to_its_end(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    const model::EventSet ending = enders(policy);
    if (ending.empty()) return;
    for (const model::Condition& condition : policy.conditions) {
      const auto* happened = std::get_if<model::Happened>(&condition.node);
      if (!happened || happened->ever || happened->at_least < 2 || !ending.includes(happened->events)) continue;
      diagnostics
          .add(Code::L309, condition.span,
               fmt::format("`{}` is never so: the first time ends the episode, and only this episode counts",
                           condition.text))
          .help = "to count over all episodes of the case, write `ever happened`";
    }
  });
}

}  // namespace engage::lint
