#include <fmt/format.h>

#include <algorithm>

#include "lint/outreach.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

// The rule by which an event that is not work leads to that stage.
const model::Rule* event_to(const model::Policy& policy, const model::Words& words, const pace::Flow& flow,
                            model::StageId stage) {
  for (const model::Rule& rule : policy.rules) {
    if (rule.kind != model::Rule::Kind::on || rule.escalation) continue;
    bool counts = false, is_event = false;
    for (model::StageId from = 0; from < policy.stages.size(); ++from) {
      counts = counts || (from != stage && rule.active[from] && flow.reached(from));
    }
    for (std::size_t i = 0; i < words.events.size(); ++i) {
      is_event = is_event || (!words.events[i].action && rule.events.contains(static_cast<model::EventId>(i)));
    }
    if (!counts || !is_event) continue;
    if (pace::exits_of(policy, model::statements_from(policy, rule.body)).stages.contains(stage)) return &rule;
  }
  return nullptr;
}

}  // namespace

// A limit of the policy that counts in all stages counts in those too that a case comes to only when
// something happens. Where it leads is its own business, and an anchor that is asked for was thought of.
void limit_on_good_news(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    const pace::Flow flow(policy);
    const Drift drift(policy);
    for (const model::LimitId id : policy.policy_limits) {
      const model::Limit& limit = policy.limits[id];
      if (limit.since || std::find(limit.active.begin(), limit.active.end(), false) != limit.active.end()) continue;
      for (model::StageId stage = 1; stage < policy.stages.size(); ++stage) {
        if (limit.go_to == stage || !flow.reached(stage) || drift.leads(0, stage)) continue;
        if (count_ways(actions_of(policy, model::statements_from(policy, policy.stages[stage].body)), words) == 0) {
          continue;
        }
        const model::Rule* rule = event_to(policy, words, flow, stage);
        if (!rule) continue;
        const std::string& name = policy.stages[stage].name;
        Diagnostic& found =
            diagnostics.add(Code::L603, limit.span, fmt::format("this limit can cut `{}` short as well", name));
        found.labels.push_back({rule->span, fmt::format("a case comes to `{}` by this", name)});
        found.help = "write `during` and the stages that it is meant for, or put it into the stage";
      }
    }
  });
}

}  // namespace engage::lint
