#include "lint/together.h"

#include <utility>

namespace engage::lint {

std::optional<std::string> shared_trigger(const model::Policy& policy, const model::Words& words, model::RuleId one,
                                          model::RuleId other, model::StageId stage) {
  const model::Rule &a = policy.rules[one], &b = policy.rules[other];
  if (a.kind != b.kind || !a.active[stage] || !b.active[stage]) return std::nullopt;
  if (a.kind == model::Rule::Kind::when) {
    const std::string& asked = policy.conditions[*a.condition].text;
    if (asked != policy.conditions[*b.condition].text || a.stage != b.stage || a.active != b.active) {
      return std::nullopt;
    }
    return asked;
  }
  for (std::size_t i = 0; i < words.events.size(); ++i) {
    const auto event = static_cast<model::EventId>(i);
    if (a.events.contains(event) && b.events.contains(event)) return words.events[i].name;
  }
  return std::nullopt;
}

bool comes_before(const model::Policy& policy, model::RuleId one, model::RuleId other) {
  return std::pair(!policy.rules[one].stage, one) < std::pair(!policy.rules[other].stage, other);
}

}  // namespace engage::lint
