#include <fmt/format.h>

#include <algorithm>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "model/parts.h"
#include "pace/handed_on.h"

namespace engage::lint {
namespace {

// What the policy starts on, owes, waits for or is set off by: a step that counts from it most likely comes after it.
model::EventSet awaited(const model::Policy& policy) {
  model::EventSet events = policy.starts_on;
  for (const model::Step& step : policy.steps) {
    for (const model::DoLine& line : step.lines) {
      for (const model::EventId action : line.actions) events.add(action);
    }
  }
  for (const model::Rule& rule : policy.rules) events.add(rule.events);
  for (const model::Statement& statement : policy.statements) {
    if (const auto* wait = std::get_if<model::Wait>(&statement.node)) events.add(wait->events);
    if (const auto* hold = std::get_if<model::WaitFor>(&statement.node)) events.add(hold->events);
  }
  // What a condition asks for may be what lets the case come there.
  for (const model::Condition& condition : policy.conditions) {
    if (const auto* happened = std::get_if<model::Happened>(&condition.node)) events.add(happened->events);
    if (const auto* elapsed = std::get_if<model::Elapsed>(&condition.node)) events.add(elapsed->anchor.events);
  }
  return events;
}

bool may_be_missing(const model::DeadlineLine& line, const model::EventSet& awaited) {
  using Kind = model::Anchor::Kind;
  if (line.kind == model::DeadlineLine::Kind::after_opening) return false;
  const bool event = line.anchor.kind == Kind::latest_event || line.anchor.kind == Kind::first_event;
  return event && !line.anchor.events.meets(awaited);
}

}  // namespace

void deadline_of_maybe(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    if (policy.default_within) return;
    const model::EventSet events = awaited(policy);
    const std::vector<pace::HandedOn> handed_on = pace::handed_on(policy);
    for (model::StepId id = 0; id < policy.steps.size(); ++id) {
      const model::Step& step = policy.steps[id];
      const bool missing =
          !step.deadlines.empty() && std::ranges::all_of(step.deadlines, [&](const model::DeadlineLine& line) {
            return may_be_missing(line, events);
          });
      if (!missing || !handed_on[id].by_none) continue;
      const model::DeadlineLine& line = step.deadlines.front();
      diagnostics
          .add(Code::L210, line.span,
               fmt::format("`{}` has no deadline while `{}` has not happened", step.name, line.anchor_text))
          .help = "write a second line that always counts: `within 2 weeks`; the earlier of those known counts";
    }
  });
}

}  // namespace engage::lint
