#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

// Looks through a condition; `consequence` says what comes of an answer that is not known.
class Question {
 public:
  Question(const model::Policy& policy, const model::Words& words, Diagnostics& diagnostics)
      : policy_(policy), words_(words), diagnostics_(diagnostics) {}

  void look(model::ConditionId root, std::string_view consequence) {
    consequence_ = consequence;
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
      Diagnostic& found = diagnostics_.add(Code::L301, condition.span,
                                           fmt::format("this is not true while nobody has recorded `{}`", name));
      found.label = consequence_;
      found.help =
          fmt::format("unknown is not no: ask `{0} is known` too, or give it a default: `yes/no, default no`", name);
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
  std::string_view consequence_;
};

// Whether an `if` has no other way, and work in the one that it has.
bool work_alone(const model::Policy& policy, const model::Statement& statement, const model::If& branch) {
  if (branch.otherwise.statement != statement.next.statement) return false;
  const auto block = model::statements_from(policy, branch.then, statement.next.statement);
  return std::any_of(block.begin(), block.end(), [&](model::StatementId id) {
    return std::holds_alternative<model::OpenStep>(policy.statements[id].node);
  });
}

}  // namespace

// Only where nobody is told what is missing, or somebody waits. Guards are left out: an action that is
// withheld until somebody has asked is what a guard is for, and a default there would answer for the
// client. So is `do … if`, beside which the step's other lines go on, an `if` that has an `otherwise`, and
// a rule: what is to happen on a recorded no need not happen without it.
void negated_unknown(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    Question question(policy, words, diagnostics);
    if (policy.applies_when) question.look(*policy.applies_when, "the policy is not for them until then");
    if (policy.starts_when) question.look(*policy.starts_when, "nothing starts until then");
    for (const model::Step& step : policy.steps) {
      if (step.only_if) question.look(*step.only_if, "the step is held up until then");
    }
    for (const model::Statement& statement : policy.statements) {
      const auto* branch = std::get_if<model::If>(&statement.node);
      if (branch && work_alone(policy, statement, *branch)) {
        question.look(branch->condition, "without an answer the block below is passed over");
      }
    }
  });
}

}  // namespace engage::lint
