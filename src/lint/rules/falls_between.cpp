#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lint/answers.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "model/parts.h"

namespace engage::lint {
namespace {

// Steps in a row of which each asks facts alone whether it is to be done; waits between them make no difference. None
// where they stand in rounds: the next round asks again.
std::vector<model::StepId> run_from(const model::Policy& policy, const model::Statement& first) {
  std::vector<model::StepId> run;
  bool broken = false;
  const model::Statement* at = &first;
  while (true) {
    const auto* open = std::get_if<model::OpenStep>(&at->node);
    if (open != nullptr && !broken) {
      const model::Step& step = policy.steps[open->step];
      broken = !step.only_if || !asks_facts_only(policy, *step.only_if);
      if (!broken) run.push_back(open->step);
    } else if (!std::holds_alternative<model::Wait>(at->node)) {
      broken = true;
    }
    if (at->next.round_ended) return {};
    if (at->next.statement == model::kEnd) return run;
    at = &policy.statements[at->next.statement];
  }
}

// How many of them are one or the other: never two at once, and one of them whatever the facts are once they are known.
// 0: none.
std::size_t alternatives(const model::Policy& policy, const model::Words& words,
                         const std::vector<model::StepId>& run) {
  std::vector<model::ConditionId> conditions;
  for (std::size_t size = 1; size <= run.size(); ++size) {
    conditions.push_back(*policy.steps[run[size - 1]].only_if);
    if (size == 1) continue;
    Answers answers(policy, words, conditions, Asking::in_episode);
    if (answers.too_many()) return 0;
    bool one_at_a_time = true, always_one = true;
    do {
      const auto asked_for = std::ranges::count_if(
          conditions, [&](model::ConditionId condition) { return answers.of(condition) == Truth::yes; });
      const bool known =
          std::ranges::all_of(answers.facts(), [&](model::FactId fact) { return answers.value(fact).known(); });
      one_at_a_time = one_at_a_time && asked_for <= 1;
      always_one = always_one && (!known || asked_for == 1);
    } while (one_at_a_time && answers.next());
    if (!one_at_a_time) return 0;
    if (always_one) return size;
  }
  return 0;
}

// Whether a rule looks at one of those facts when it changes.
bool is_looked_after(const model::Policy& policy, model::ConditionId condition) {
  const auto facts_of = [&](model::ConditionId root) {
    std::vector<model::FactId> facts;
    for (const model::ConditionId part : all_parts(policy, {root})) {
      if (const auto fact = fact_of(policy.conditions[part])) facts.push_back(*fact);
    }
    return facts;
  };
  const std::vector<model::FactId> facts = facts_of(condition);
  return std::ranges::any_of(policy.rules, [&](const model::Rule& rule) {
    if (rule.kind != model::Rule::Kind::when || rule.escalation || !rule.condition) return false;
    return std::ranges::any_of(facts_of(*rule.condition),
                               [&](model::FactId fact) { return std::ranges::find(facts, fact) != facts.end(); });
  });
}

}  // namespace

void falls_between(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    for (const model::Statement& statement : policy.statements) {
      if (!std::holds_alternative<model::OpenStep>(statement.node)) continue;
      const std::vector<model::StepId> run = run_from(policy, statement);
      const std::size_t size = alternatives(policy, words, run);
      if (size < 2) continue;
      const model::Step& first = policy.steps[run[0]];
      const model::Step& last = policy.steps[run[size - 1]];
      if (is_looked_after(policy, *first.only_if)) continue;
      std::vector<std::string> names;
      for (std::size_t i = 0; i < size; ++i) names.push_back("`" + policy.steps[run[i]].name + "`");
      Diagnostic& d =
          diagnostics.add(Code::L311, policy.conditions[*last.only_if].span,
                          fmt::format("a case can come through with none of {} done", fmt::join(names, ", ")));
      d.labels.push_back({policy.conditions[*first.only_if].span, "passed over, and never asked again"});
      d.help = fmt::format(
          "where `{}` becomes true later, nobody does either: put both into one step, with `do … if`, or add a rule: "
          "`when {}`",
          policy.conditions[*first.only_if].text, policy.conditions[*first.only_if].text);
    }
  });
}

}  // namespace engage::lint
