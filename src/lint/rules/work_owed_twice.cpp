#include <fmt/format.h>

#include <algorithm>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "lint/together.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

// The step that a rule opens in the minute in which it fires, with nothing that might keep it from being owed.
const model::Step* opens_at_once(const model::Policy& policy, const model::Rule& rule) {
  if (rule.body.statement == model::kEnd || (rule.kind == model::Rule::Kind::on && rule.condition)) return nullptr;
  const auto* open = std::get_if<model::OpenStep>(&policy.statements[rule.body.statement].node);
  if (!open || policy.steps[open->step].only_if) return nullptr;
  return &policy.steps[open->step];
}

// The line that owes this action and no other, always.
const model::DoLine* line_of(const model::Step& step, model::EventId action) {
  for (const model::DoLine& line : step.lines) {
    if (!line.any_of && !line.condition && line.actions.front() == action) return &line;
  }
  return nullptr;
}

void compare(const model::Words& words, const model::Step& one, const model::Step& other, const std::string& trigger,
             Diagnostics& diagnostics) {
  for (const model::DoLine& line : one.lines) {
    if (line_of(one, line.actions.front()) != &line) continue;
    const model::DoLine* also = line_of(other, line.actions.front());
    if (!also) continue;
    Diagnostic& found = diagnostics.add(Code::L405, also->span,
                                        fmt::format("at `{}`, `{}` is owed twice, and recording it once settles both",
                                                    trigger, words.events[line.actions.front()].name));
    found.labels.push_back({line.span, "owed here too, from the same minute on"});
    found.help = "take one of them out, or give the second its own action";
  }
}

}  // namespace

// A guard on the action withholds both alike. Choices and conditions are left alone: they may differ.
void work_owed_twice(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    const pace::Flow flow(policy);
    for (model::RuleId first = 0; first < policy.rules.size(); ++first) {
      const model::Step* one = opens_at_once(policy, policy.rules[first]);
      for (auto second = static_cast<model::RuleId>(first + 1); one && second < policy.rules.size(); ++second) {
        const model::Step* other = opens_at_once(policy, policy.rules[second]);
        if (!other) continue;
        for (model::StageId stage = 0; stage < policy.stages.size(); ++stage) {
          if (!flow.reached(stage)) continue;
          const auto trigger = shared_trigger(policy, words, first, second, stage);
          if (!trigger) continue;
          compare(words, *one, *other, *trigger, diagnostics);
          break;
        }
      }
    }
  });
}

}  // namespace engage::lint
