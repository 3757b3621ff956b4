#include <fmt/format.h>

#include <algorithm>

#include "lint/answers.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

// What the condition would answer in this case if nobody knew the fact.
Truth without(const model::Policy& policy, const Answers& answers, model::FactId fact, model::ConditionId id) {
  const model::Condition& condition = policy.conditions[id];
  auto part = [&](model::ConditionId inner) { return without(policy, answers, fact, inner); };
  if (const auto* both = std::get_if<model::And>(&condition.node)) return std::min(part(both->left), part(both->right));
  if (const auto* either = std::get_if<model::Or>(&condition.node)) {
    return std::max(part(either->left), part(either->right));
  }
  if (const auto* negated = std::get_if<model::Not>(&condition.node)) {
    return static_cast<Truth>(2 - static_cast<int>(part(negated->inner)));
  }
  if (fact_of(condition) != fact) return answers.of(id);
  const auto* known = std::get_if<model::FactKnown>(&condition.node);
  return !known ? Truth::unknown : known->known ? Truth::no : Truth::yes;
}

// Whether in some case the guard is true because of the default, and would not be if the fact were unknown.
bool answers_for_them(const model::Policy& policy, const model::Words& words, model::ConditionId guard,
                      model::FactId fact) {
  Answers answers(policy, words, {guard}, Asking::in_episode);
  if (answers.too_many()) return false;
  do {
    if (answers.of(guard) == Truth::yes && answers.is_like(fact, *words.facts[fact].fallback) &&
        without(policy, answers, fact, guard) != Truth::yes) {
      return true;
    }
  } while (answers.next());
  return false;
}

}  // namespace

// A default that withholds the action is on the safe side.
void default_in_guard(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    for (std::size_t i = 0; i < policy.guards.size(); ++i) {
      if (!policy.guards[i]) continue;
      for (const model::FactId id : Answers(policy, words, {*policy.guards[i]}, Asking::in_episode).facts()) {
        const model::Fact& fact = words.facts[id];
        if (!fact.fallback || !answers_for_them(policy, words, *policy.guards[i], id)) continue;
        Diagnostic& found =
            diagnostics.add(Code::L407, words.events[i].span,
                            fmt::format("`{}` is allowed because `{}` is {} by default, though nobody asked",
                                        words.events[i].name, fact.name, model::to_string(fact, *fact.fallback)));
        found.labels.push_back({fact.span, "the default stands here"});
        found.help = "take the default out: what nobody asked is unknown, and withholds the action";
      }
    }
  });
}

}  // namespace engage::lint
