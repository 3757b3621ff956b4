#include <algorithm>
#include <optional>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

// Marks what a sequence gets to, rounds without an end being without an end.
void mark(const model::Policy& policy, model::Next body, std::vector<bool>& reached) {
  std::vector<model::Next> open{body};
  std::vector<bool> comes_back(policy.statements.size());
  while (!open.empty()) {
    const model::Next at = open.back();
    open.pop_back();
    if (at.statement == model::kEnd) continue;
    const model::Statement& statement = policy.statements[at.statement];
    const auto* repeat = std::get_if<model::Repeat>(&statement.node);
    if (at.round_ended) {
      if (repeat->times && !comes_back[at.statement]) open.push_back(statement.next);
      comes_back[at.statement] = true;
      continue;
    }
    if (reached[at.statement]) continue;
    reached[at.statement] = true;
    if (const auto* branch = std::get_if<model::If>(&statement.node)) {
      open.push_back(branch->then);
      open.push_back(branch->otherwise);
    } else if (repeat) {
      open.push_back(repeat->body);
      if (repeat->until) open.push_back(statement.next);
    } else if (!std::holds_alternative<model::GoTo>(statement.node) &&
               !std::holds_alternative<model::Finish>(statement.node)) {
      open.push_back(statement.next);
    }
  }
}

// What stands before a statement in its own sequence, if that is reached and never goes on to it.
std::optional<model::StatementId> barrier(const model::Policy& policy, const std::vector<bool>& reached,
                                          model::StatementId lost) {
  for (std::size_t i = 0; i < policy.statements.size(); ++i) {
    const model::Statement& statement = policy.statements[i];
    const bool compound =
        std::holds_alternative<model::If>(statement.node) || std::holds_alternative<model::Repeat>(statement.node);
    if (compound && reached[i] && statement.next.statement == lost && !statement.next.round_ended && i + 1 == lost) {
      return static_cast<model::StatementId>(i);
    }
  }
  return std::nullopt;
}

}  // namespace

// What follows rounds that nothing at all ends is told with these; what a stage holds that nothing leads to,
// with the stage.
void unreached_statement(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    std::vector<bool> reached(policy.statements.size());
    for (const model::Stage& stage : policy.stages) mark(policy, stage.body, reached);
    for (const model::Rule& rule : policy.rules) mark(policy, rule.body, reached);
    const std::vector<model::StatementId> told = pace::rounds_without_end(policy);
    for (std::size_t i = 0; i < reached.size(); ++i) {
      const auto id = static_cast<model::StatementId>(i);
      if (reached[i]) continue;
      const auto before = barrier(policy, reached, id);
      if (!before || std::find(told.begin(), told.end(), *before) != told.end()) continue;
      Diagnostic& found = diagnostics.add(Code::L108, policy.statements[i].span, "nothing gets here");
      const auto* rounds = std::get_if<model::Repeat>(&policy.statements[*before].node);
      const bool endless = rounds && !rounds->times && !rounds->until;
      found.labels.push_back({policy.statements[*before].span, endless  ? "these rounds never end by themselves"
                                                               : rounds ? "every round leads elsewhere"
                                                                        : "both ways lead elsewhere"});
      found.help = endless ? "say how often: `at most 3 times`; or until when: `until CONDITION`; or take this out"
                           : "let one of the ways go on to here, or take this out";
    }
  });
}

}  // namespace engage::lint
