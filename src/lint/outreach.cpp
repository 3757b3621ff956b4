#include "lint/outreach.h"

#include <algorithm>
#include <string_view>

namespace engage::lint {

bool is_paperwork(const model::Event& action) {
  constexpr std::string_view kWords[] = {"close", "complete", "document", "file", "log", "record", "update"};
  const std::string_view first = std::string_view(action.name).substr(0, action.name.find('_'));
  return std::find(std::begin(kWords), std::end(kWords), first) != std::end(kWords);
}

model::EventSet actions_of(const model::Policy& policy, const std::vector<model::StatementId>& statements) {
  model::EventSet actions;
  for (const model::StatementId id : statements) {
    const auto* open = std::get_if<model::OpenStep>(&policy.statements[id].node);
    if (!open) continue;
    for (const model::DoLine& line : policy.steps[open->step].lines) {
      for (const model::EventId action : line.actions) actions.add(action);
    }
  }
  return actions;
}

std::size_t count_ways(const model::EventSet& actions, const model::Words& words) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < words.events.size(); ++i) {
    if (actions.contains(static_cast<model::EventId>(i)) && !is_paperwork(words.events[i])) ++count;
  }
  return count;
}

Drift::Drift(const model::Policy& policy)
    : exits_(policy.stages.size()), leads_(policy.stages.size(), std::vector<bool>(policy.stages.size())) {
  for (model::StageId stage = 0; stage < policy.stages.size(); ++stage) {
    pace::Exits& out = exits_[stage];
    out = pace::exits_of(policy, model::statements_from(policy, policy.stages[stage].body));
    for (const model::Rule& rule : policy.rules) {
      if (rule.kind != model::Rule::Kind::when || !rule.active[stage]) continue;
      out.add(pace::exits_of(policy, model::statements_from(policy, rule.body)));
    }
    for (const model::Limit& limit : policy.limits) {
      if (!limit.active[stage]) continue;
      if (limit.go_to) out.stages.insert(*limit.go_to);
      out.finish = out.finish || limit.finish.has_value();
    }
    for (const model::StageId to : out.stages) leads_[stage][to] = true;
  }
  for (std::size_t via = 0; via < leads_.size(); ++via) {
    for (std::vector<bool>& from : leads_) {
      if (!from[via]) continue;
      for (std::size_t to = 0; to < from.size(); ++to) from[to] = from[to] || leads_[via][to];
    }
  }
}

}  // namespace engage::lint
