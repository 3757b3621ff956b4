#include <fmt/format.h>

#include <algorithm>

#include "lint/answers.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

std::vector<model::ConditionId> conditions_of(const model::Policy& policy, const model::Step& step) {
  std::vector<model::ConditionId> all;
  auto add = [&](std::optional<model::ConditionId> condition) {
    if (condition) all.push_back(*condition);
  };
  add(step.only_if);
  for (const model::DoLine& line : step.lines) {
    add(line.condition);
    for (const model::EventId action : line.actions) add(policy.guards[action]);
  }
  return all;
}

// Open with nothing owed, because a condition is unknown (language reference, 6.5).
bool is_blocked(const model::Policy& policy, const Answers& answers, const model::Step& step) {
  auto truth = [&](std::optional<model::ConditionId> condition) {
    return condition ? answers.of(*condition) : Truth::yes;
  };
  bool undecided = false;
  for (const model::DoLine& line : step.lines) {
    Truth allowed = Truth::no;
    for (const model::EventId action : line.actions) allowed = std::max(allowed, truth(policy.guards[action]));
    const Truth owed = std::min({truth(step.only_if), truth(line.condition), allowed});
    if (owed == Truth::yes) return false;
    undecided = undecided || owed == Truth::unknown;
  }
  return undecided;
}

// The facts that alone can hold the step up, all others being known. One with a default is not waited for.
std::vector<model::FactId> that_block(const model::Policy& policy, const model::Words& words, const model::Step& step) {
  std::vector<model::FactId> found;
  Answers answers(policy, words, conditions_of(policy, step), Asking::in_episode);
  if (answers.too_many()) return found;
  const std::vector<model::FactId> facts = answers.facts();
  do {
    auto unknown = [&](model::FactId fact) { return !answers.value(fact).known(); };
    const auto first = std::find_if(facts.begin(), facts.end(), unknown);
    if (first == facts.end() || std::find_if(first + 1, facts.end(), unknown) != facts.end()) continue;
    if (!words.facts[*first].fallback && is_blocked(policy, answers, step)) found.push_back(*first);
  } while (answers.next());
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace

// That a step waits for an answer is as it should be; whoever asks for this rule wants the list of the answers.
void blocking_unknown(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    for (const model::Step& step : policy.steps) {
      std::string names;
      const std::vector<model::FactId> facts = that_block(policy, words, step);
      for (std::size_t i = 0; i < facts.size(); ++i) {
        const std::string_view between = i == 0 ? "" : i + 1 < facts.size() ? ", " : " or ";
        names += fmt::format("{}`{}`", between, words.facts[facts[i]].name);
      }
      if (names.empty()) continue;
      diagnostics.add(Code::L408, step.span, fmt::format("`{}` waits while nobody has recorded {}", step.name, names))
          .help = "see that somebody asks before the step opens, and writes down the answer";
    }
  });
}

}  // namespace engage::lint
