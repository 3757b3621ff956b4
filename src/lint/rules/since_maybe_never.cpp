#include <fmt/format.h>

#include <algorithm>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "model/parts.h"

namespace engage::lint {
namespace {

using Kind = model::Anchor::Kind;

bool need_not_happen(const model::Policy& policy, const model::Anchor& anchor) {
  const bool event = anchor.kind == Kind::latest_event || anchor.kind == Kind::first_event;
  return event && !anchor.events.includes(policy.starts_on);
}

// Whether another part of the condition asks for the same event: then its author has thought of it.
bool is_asked_for(const model::Policy& policy, const std::vector<model::ConditionId>& parts, model::ConditionId but,
                  const model::EventSet& events) {
  return std::ranges::any_of(parts, [&](model::ConditionId part) {
    const model::Condition& condition = policy.conditions[part];
    const auto* happened = std::get_if<model::Happened>(&condition.node);
    const model::Anchor* anchor = anchor_of(condition);
    return part != but && ((happened && happened->events.meets(events)) || (anchor && anchor->events.meets(events)));
  });
}

void look(const model::Policy& policy, const model::Rule& rule, Diagnostics& diagnostics) {
  const std::vector<model::ConditionId> parts = all_parts(policy, {*rule.condition});
  for (const model::ConditionId part : parts) {
    const model::Condition& condition = policy.conditions[part];
    const auto* none = std::get_if<model::NoneHappened>(&condition.node);
    if (!none || none->scope.kind != model::Scope::Kind::since) continue;
    const model::Anchor& anchor = none->scope.anchor;
    if (!need_not_happen(policy, anchor) || is_asked_for(policy, parts, part, anchor.events)) continue;
    diagnostics
        .add(Code::L209, condition.span,
             fmt::format("`{}` is not so while what it counts since has never happened", condition.text))
        .help = "where it should count from the start until then: `since the later of EVENT, start`";
  }
}

}  // namespace

// Only of what is to be told by silence: there the missing event silences the alarm.
void since_maybe_never(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    for (const model::Rule& rule : policy.rules) {
      if (rule.kind == model::Rule::Kind::when) look(policy, rule, diagnostics);
    }
  });
}

}  // namespace engage::lint
