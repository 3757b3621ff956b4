#include <fmt/format.h>

#include <algorithm>

#include "lint/answers.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

void collect_steps(const model::Policy& policy, model::Next from, std::vector<model::StepId>& steps) {
  for (const model::StatementId id : model::statements_from(policy, from)) {
    if (const auto* open = std::get_if<model::OpenStep>(&policy.statements[id].node)) steps.push_back(open->step);
  }
}

// The steps that are late when the condition is true: those that it calls overdue, and where something has
// not happened, all by which a case in these stages could have brought it about. What stands under `not`
// says that nobody is late.
void collect_late(const model::Policy& policy, const pace::Flow& flow, const model::Rule& rule, model::ConditionId id,
                  std::vector<model::StepId>& late) {
  const auto& node = policy.conditions[id].node;
  if (std::holds_alternative<model::Not>(node)) return;
  for (const model::ConditionId part : parts_of(policy.conditions[id])) collect_late(policy, flow, rule, part, late);
  const auto* overdue = std::get_if<model::StepOverdue>(&node);
  if (overdue && overdue->step) late.push_back(*overdue->step);
  if (overdue && !overdue->step) {
    for (model::StepId step = 0; step < policy.steps.size(); ++step) {
      const std::optional<model::RuleId> of = policy.steps[step].rule;
      if (!of || !policy.rules[*of].escalation) late.push_back(step);
    }
  }
  if (!std::holds_alternative<model::NoneHappened>(node)) return;
  for (model::StageId stage = 0; stage < policy.stages.size(); ++stage) {
    if (rule.active[stage] && flow.reached(stage)) collect_steps(policy, policy.stages[stage].body, late);
  }
}

bool all_by(const model::Policy& policy, const std::vector<model::StepId>& steps, model::RoleId role) {
  return !steps.empty() && std::all_of(steps.begin(), steps.end(), [&](model::StepId step) {
    const std::vector<model::DoLine>& lines = policy.steps[step].lines;
    return std::all_of(lines.begin(), lines.end(), [&](const model::DoLine& line) { return line.role == role; });
  });
}

}  // namespace

// Where there is one role only, there is nobody else to turn to; and an escalation that asks work of
// somebody else reaches them.
void escalated_to_late(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    if (words.roles.size() < 2) return;
    const pace::Flow flow(policy);
    for (const model::Rule& rule : policy.rules) {
      if (!rule.escalation || !rule.condition) continue;
      const model::RoleId role = rule.escalation->role;
      std::vector<model::StepId> late, asked;
      collect_late(policy, flow, rule, *rule.condition, late);
      collect_steps(policy, rule.body, asked);
      if (!all_by(policy, late, role) || !all_by(policy, asked, role)) continue;
      Diagnostic& found = diagnostics.add(Code::L404, rule.span,
                                          fmt::format("`{}` is told to `{}`, whose own work it is that is late",
                                                      rule.escalation->name, words.roles[role].name));
      found.labels.push_back({policy.steps[late.front()].span, "late work of the same role"});
      found.help = "escalate to somebody who can act on it, such as a supervisor";
    }
  });
}

}  // namespace engage::lint
