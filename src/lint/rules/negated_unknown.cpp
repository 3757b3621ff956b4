#include <fmt/format.h>

#include <set>

#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

// Looks through the `only if` of a step.
class Question {
 public:
  Question(const model::Policy& policy, const model::Words& words, Diagnostics& diagnostics)
      : policy_(policy), words_(words), diagnostics_(diagnostics) {}

  void look(model::ConditionId root) {
    known_.clear();
    collect_known(root);
    visit(root);
  }

 private:
  // Who asks whether a fact is known has thought of it.
  void collect_known(model::ConditionId id) {
    const auto& node = policy_.conditions[id].node;
    if (const auto* asks = std::get_if<model::FactKnown>(&node)) known_.insert(asks->fact);
    for_parts(node, [&](model::ConditionId part) { collect_known(part); });
  }

  void visit(model::ConditionId id) {
    const model::Condition& condition = policy_.conditions[id];
    const auto* negated = std::get_if<model::Not>(&condition.node);
    if (!negated) {
      for_parts(condition.node, [&](model::ConditionId part) { visit(part); });
      return;
    }
    std::set<model::FactId> facts;
    collect_unknown(negated->inner, facts);
    for (const model::FactId fact : facts) {
      const std::string& name = words_.facts[fact].name;
      diagnostics_
          .add(Code::L301, condition.span, fmt::format("this is not true while nobody has recorded `{}`", name))
          .help = fmt::format("unknown is not no: ask `{0} is known` too, or give it a default: `yes/no, default no`", name);
    }
  }

  void collect_unknown(model::ConditionId id, std::set<model::FactId>& facts) const {
    const auto& node = policy_.conditions[id].node;
    if (const auto* is = std::get_if<model::FactIs>(&node)) {
      const model::Fact& fact = words_.facts[is->fact];
      if (fact.type == model::FactType::yes_no && !fact.fallback && !known_.contains(is->fact)) facts.insert(is->fact);
    }
    for_parts(node, [&](model::ConditionId part) { collect_unknown(part, facts); });
  }

  template <typename Node, typename Visit>
  static void for_parts(const Node& node, Visit part) {
    if (const auto* both = std::get_if<model::And>(&node)) {
      part(both->left);
      part(both->right);
    } else if (const auto* either = std::get_if<model::Or>(&node)) {
      part(either->left);
      part(either->right);
    } else if (const auto* negated = std::get_if<model::Not>(&node)) {
      part(negated->inner);
    }
  }

  const model::Policy& policy_;
  const model::Words& words_;
  Diagnostics& diagnostics_;
  std::set<model::FactId> known_;
};

}  // namespace

// Guards are left out: an action that is withheld until somebody has asked is what a guard is for, and
// a default there would answer for the client.
void negated_unknown(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    Question question(policy, words, diagnostics);
    for (const model::Step& step : policy.steps) {
      if (step.only_if) question.look(*step.only_if);
    }
  });
}

}  // namespace engage::lint
