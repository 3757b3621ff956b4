#include <fmt/format.h>

#include <algorithm>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "model/parts.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

// The first step that the rule opens; none where it also leads elsewhere, which ends what it began.
const model::Step* work_of(const model::Policy& policy, const model::Rule& rule) {
  const std::vector<model::StatementId> statements = model::statements_from(policy, rule.body);
  const pace::Exits exits = pace::exits_of(policy, statements);
  if (exits.finish || !exits.stages.empty()) return nullptr;
  for (const model::StatementId id : statements) {
    if (const auto* open = std::get_if<model::OpenStep>(&policy.statements[id].node)) return &policy.steps[open->step];
  }
  return nullptr;
}

// Whether somewhere in the policy the event is counted: then it is known to come more than once.
bool is_counted(const model::Policy& policy, const model::EventSet& events) {
  return std::ranges::any_of(policy.conditions, [&](const model::Condition& condition) {
    const auto* happened = std::get_if<model::Happened>(&condition.node);
    return happened && happened->at_least > 1 && happened->events.meets(events);
  });
}

// Whether rounds owe it again and again.
bool is_owed_in_rounds(const model::Policy& policy, const model::EventSet& events) {
  for (const model::Statement& statement : policy.statements) {
    const auto* repeat = std::get_if<model::Repeat>(&statement.node);
    if (!repeat) continue;
    const auto self = static_cast<model::StatementId>(&statement - policy.statements.data());
    for (const model::StatementId id : model::statements_from(policy, repeat->body, self)) {
      const auto* open = std::get_if<model::OpenStep>(&policy.statements[id].node);
      if (!open) continue;
      for (const model::DoLine& line : policy.steps[open->step].lines) {
        for (const model::EventId action : line.actions) {
          if (events.contains(action)) return true;
        }
      }
    }
  }
  return false;
}

}  // namespace

// Told of events that the policy itself expects more than once: it counts them, or rounds owe them.
void fires_again(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    for (const model::Rule& rule : policy.rules) {
      if (rule.kind != model::Rule::Kind::on || rule.again != model::Rule::Again::beside) continue;
      if (!is_counted(policy, rule.events) && !is_owed_in_rounds(policy, rule.events)) continue;
      const model::Step* step = work_of(policy, rule);
      if (!step) continue;
      Diagnostic& found = diagnostics.add(
          Code::L605, rule.span, fmt::format("each time `{}` is owed once more, also while it is open", step->name));
      found.labels.push_back({step->span, "opened by each of them"});
      found.help = rule.escalation ? "write `unless already open` if one is enough"
                                   : "write `unless already open` if one is enough, or `starting over` to begin anew";
    }
  });
}

}  // namespace engage::lint
