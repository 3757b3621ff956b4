#include <fmt/format.h>

#include <algorithm>

#include "lint/asked.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

std::string_view consequence(Asked::Place place) {
  switch (place) {
    case Asked::Place::applies: return "so the policy is for nobody";
    case Asked::Place::starts: return "so no episode ever starts";
    case Asked::Place::guard: return "so the action is withheld from everybody";
    case Asked::Place::step: return "so nothing of the step is ever owed";
    case Asked::Place::line: return "so this is never owed";
    case Asked::Place::rule: return "so this never happens";
    case Asked::Place::branch: return "so its block is never reached";
    case Asked::Place::hold: return "so it never ends the wait";
    case Asked::Place::rounds: return "so it never ends the rounds";
  }
  return "";
}

void collect_conjuncts(const model::Policy& policy, model::ConditionId id, std::vector<model::ConditionId>& found) {
  if (!std::holds_alternative<model::And>(policy.conditions[id].node)) {
    found.push_back(id);
    return;
  }
  for (const model::ConditionId part : parts_of(policy.conditions[id])) collect_conjuncts(policy, part, found);
}

// Two of the parts that are never true together, if two are enough.
std::optional<std::pair<model::ConditionId, model::ConditionId>> at_odds(const model::Policy& policy,
                                                                         const model::Words& words,
                                                                         model::ConditionId condition, Asking asking) {
  std::vector<model::ConditionId> parts;
  collect_conjuncts(policy, condition, parts);
  for (std::size_t second = 1; second < parts.size(); ++second) {
    for (std::size_t first = 0; first < second; ++first) {
      Answers answers(policy, words, {parts[first], parts[second]}, asking);
      bool together = false;
      do {
        together = together || answers.agrees({{parts[first], true}, {parts[second], true}});
      } while (!together && answers.next());
      if (!together) return std::pair(parts[first], parts[second]);
    }
  }
  return std::nullopt;
}

// Not by way of a define that several places use.
bool asked_once(const model::Policy& policy, const std::vector<Asked>& all, model::ConditionId condition) {
  return std::count_if(all.begin(), all.end(), [&](const Asked& asked) {
           const auto parts = all_parts(policy, {asked.condition});
           return std::binary_search(parts.begin(), parts.end(), condition);
         }) == 1;
}

bool within(Span part, Span whole) {
  return part.file == whole.file && whole.begin <= part.begin && part.end <= whole.end;
}

std::string note_on(const model::Condition& condition, const model::Words& words) {
  if (const auto* compares = std::get_if<model::FactCompares>(&condition.node)) {
    const model::Fact& fact = words.facts[compares->fact];
    if (fact.type == model::FactType::scale) {
      return fmt::format("`{}` goes from {} to {}", fact.name, fact.options.front(), fact.options.back());
    }
    return "dates go from 1900-01-01 to 2199-12-31";
  }
  if (std::holds_alternative<model::NoneHappened>(condition.node)) return "an episode begins with it, and that counts";
  return {};
}

}  // namespace

void never_true(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    const std::vector<Asked> all = conditions_asked(policy);
    for (const Asked& asked : all) {
      for (const Judged& judged : judge(policy, words, asked)) {
        if (judged.verdict != Verdict::never) continue;
        const model::Condition& condition = policy.conditions[judged.condition];
        Diagnostic& found =
            diagnostics.add(Code::L302, condition.span, fmt::format("`{}` is never true", condition.text));
        if (judged.decides && asked_once(policy, all, judged.condition)) found.label = consequence(asked.place);
        if (const auto pair = at_odds(policy, words, judged.condition, asked.asking())) {
          const model::Condition &one = policy.conditions[pair->first], &other = policy.conditions[pair->second];
          found.message = fmt::format("`{}` and `{}` are never true together", one.text, other.text);
          for (const Span part : {one.span, other.span}) {
            if (!within(part, condition.span)) found.labels.push_back({part, "what a define stands for"});
          }
        }
        found.help = "no record makes this true: mend it, or take it out";
        found.note = note_on(condition, words);
      }
    }
  });
}

}  // namespace engage::lint
