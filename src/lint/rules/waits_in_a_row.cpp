#include <fmt/format.h>

#include "lint/dated.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

// A wait that only time ends.
const model::Wait* plain_wait(const model::Policy& policy, model::Next next) {
  if (next.statement == model::kEnd || next.round_ended) return nullptr;
  const auto* wait = std::get_if<model::Wait>(&policy.statements[next.statement].node);
  return wait != nullptr && wait->events.empty() ? wait : nullptr;
}

}  // namespace

// What a step that was taken out leaves behind, most of all.
void waits_in_a_row(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    for (const model::Statement& statement : policy.statements) {
      const auto* wait = std::get_if<model::Wait>(&statement.node);
      if (wait == nullptr || !wait->events.empty() || plain_wait(policy, statement.next) == nullptr) continue;
      const Span second = policy.statements[statement.next.statement].span;
      Diagnostic& finding = add_at(policy, Code::L110, second,
                                   "two waits follow each other, and nothing is done between them", diagnostics);
      finding.labels.push_back({statement.span, "the first"});
      finding.help = "write one wait, or the step that belongs between them";
    }
  });
}

}  // namespace engage::lint
