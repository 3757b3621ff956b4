#include <fmt/format.h>

#include "lint/alarm.h"
#include "lint/dated.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

// Whether every stage in which the rule is active is one in which the limit acts.
bool covers(const model::Limit& limit, const model::Rule& rule, const pace::Flow& flow) {
  for (model::StageId stage = 0; stage < rule.active.size(); ++stage) {
    if (rule.active[stage] && flow.reached(stage) && !limit.active[stage]) return false;
  }
  return true;
}

// Whether the rule is active in the stage or in one that can follow it.
bool active_from(const model::Policy& policy, const pace::Flow& flow, const model::Rule& rule, model::StageId from) {
  std::vector<bool> seen(policy.stages.size());
  std::vector<model::StageId> open{from};
  while (!open.empty()) {
    const model::StageId stage = open.back();
    open.pop_back();
    if (rule.active[stage]) return true;
    if (seen[stage]) continue;
    seen[stage] = true;
    const pace::Exits out = flow.exits(stage);
    open.insert(open.end(), out.stages.begin(), out.stages.end());
  }
  return false;
}

bool entered_again(const model::Policy& policy, const pace::Flow& flow, model::StageId stage) {
  for (model::StageId from = 0; from < policy.stages.size(); ++from) {
    if (flow.reached(from) && flow.exits(from).stages.contains(stage)) return true;
  }
  return false;
}

// Whether nothing keeps the rule active once the limit has run out, and it counts from the same moment as
// the limit or from a later one.
bool ended_by(const model::Policy& policy, const pace::Flow& flow, const model::Rule& rule, const Alarm& alarm,
              const model::Limit& limit) {
  if (!covers(limit, rule, flow)) return false;
  if (!limit.stage) return !limit.go_to || !active_from(policy, flow, rule, *limit.go_to);
  return alarm.from_stage || (*limit.stage == 0 && !entered_again(policy, flow, 0));
}

struct Over {
  Instant start, raised, out;
};

// The first start date; nothing if on some the rule is raised before the limit has run out.
std::optional<Over> always_over(const model::Policy& policy, const Alarm& alarm, const model::Limit& limit) {
  std::optional<Over> first;
  bool always = true;
  for_each_start(policy, [&](Instant start) {
    const auto raised = alarm.raised(*policy.calendar, start);
    const auto out = pace::runs_out(policy, limit, start);
    if (!raised || !out) return;
    if (!first) first = Over{start, *raised, *out};
    always = always && *raised >= *out;
  });
  return always ? first : std::nullopt;
}

void look(const model::Policy& policy, const pace::Flow& flow, const model::Rule& rule, Diagnostics& diagnostics) {
  const std::optional<Alarm> alarm = alarm_of(policy, *rule.condition);
  if (!alarm) return;
  for (const model::Limit& limit : policy.limits) {
    if (!pace::counts_from_start(limit) || !ended_by(policy, flow, rule, *alarm, limit)) continue;
    const std::optional<Over> over = always_over(policy, *alarm, limit);
    if (!over) continue;
    Diagnostic& finding =
        add_at(policy, Code::L204, rule.span,
               fmt::format("`{}` is never raised: a limit always comes first", rule.escalation->name), diagnostics);
    finding.label = fmt::format("would be raised on {}", to_string(over->raised));
    finding.labels.push_back({limit.span, fmt::format("has run out on {}", to_string(over->out))});
    finding.help = "raise it earlier, or lengthen the limit";
    finding.note = fmt::format("the dates count from {}; it is the same from every other", to_string(over->start));
    return;
  }
}

}  // namespace

void alarm_never(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    const pace::Flow flow(policy);
    for (const model::Rule& rule : policy.rules) {
      if (rule.escalation && rule.kind == model::Rule::Kind::when) look(policy, flow, rule, diagnostics);
    }
  });
}

}  // namespace engage::lint
