#include <fmt/format.h>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "lint/together.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

// How a rule leaves the stage in the minute in which it fires, whatever the case.
struct Leaving {
  model::StatementId statement = model::kEnd;
  std::optional<model::StageId> to;  // none: by `finish`
};

std::optional<Leaving> leaves_at_once(const model::Policy& policy, const model::Rule& rule) {
  if (rule.body.statement == model::kEnd) return std::nullopt;
  if (rule.kind == model::Rule::Kind::on && rule.condition) return std::nullopt;
  const auto& node = policy.statements[rule.body.statement].node;
  if (const auto* go = std::get_if<model::GoTo>(&node)) return Leaving{rule.body.statement, go->stage};
  if (std::holds_alternative<model::Finish>(node)) return Leaving{rule.body.statement, std::nullopt};
  return std::nullopt;
}

// Work, and no way out: one that leads on by itself is not at the mercy of others.
bool is_work(const model::Policy& policy, const model::Rule& rule) {
  const std::vector<model::StatementId> block = model::statements_from(policy, rule.body);
  const pace::Exits exits = pace::exits_of(policy, block);
  if (exits.finish || !exits.stages.empty()) return false;
  for (const model::StatementId id : block) {
    if (std::holds_alternative<model::OpenStep>(policy.statements[id].node)) return true;
  }
  return false;
}

class Look {
 public:
  Look(const model::Policy& policy, const model::Words& words, Diagnostics& diagnostics)
      : policy_(policy), words_(words), flow_(policy), diagnostics_(diagnostics) {}

  void at(model::RuleId leaver, model::RuleId worker) {
    const auto leaving = leaves_at_once(policy_, policy_.rules[leaver]);
    if (!leaving) return;
    for (model::StageId stage = 0; stage < policy_.stages.size(); ++stage) {
      if (!flow_.reached(stage)) continue;
      const auto trigger = shared_trigger(policy_, words_, leaver, worker, stage);
      if (!trigger || !is_lost(worker, leaver, stage, *leaving)) continue;
      tell(leaver, worker, *trigger, *leaving);
      return;
    }
  }

 private:
  // What has fired ends with the stage if its rule does not count in the next, and a stage that begins anew
  // ends its own. What has not fired yet never does where it does not count.
  bool is_lost(model::RuleId worker, model::RuleId leaver, model::StageId stage, const Leaving& leaving) const {
    const model::Rule& rule = policy_.rules[worker];
    const bool fired = comes_before(policy_, worker, leaver);
    if (fired && rule.escalation) return false;
    if (!leaving.to) return true;
    return !rule.active[*leaving.to] || (fired && *leaving.to == stage && rule.stage);
  }

  void tell(model::RuleId leaver, model::RuleId worker, const std::string& trigger, const Leaving& leaving) {
    const bool fired = comes_before(policy_, worker, leaver);
    Diagnostic& found = diagnostics_.add(
        Code::L601, policy_.rules[worker].span,
        fired ? fmt::format("this work is over in the minute in which it begins, at `{}`", trigger)
              : fmt::format("this work never begins at `{}`: another rule has left before its turn comes", trigger));
    found.labels.push_back({policy_.statements[leaving.statement].span, "this leaves at the same time"});
    found.help = fmt::format("put the work {}, or make it an escalation written before that rule",
                             leaving.to ? fmt::format("into the stage `{}`", policy_.stages[*leaving.to].name)
                                        : "before the `finish`, in its block");
  }

  const model::Policy& policy_;
  const model::Words& words_;
  const pace::Flow flow_;
  Diagnostics& diagnostics_;
};

}  // namespace

void short_lived_work(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    Look look(policy, words, diagnostics);
    for (model::RuleId worker = 0; worker < policy.rules.size(); ++worker) {
      if (!is_work(policy, policy.rules[worker])) continue;
      for (model::RuleId leaver = 0; leaver < policy.rules.size(); ++leaver) {
        if (leaver != worker) look.at(leaver, worker);
      }
    }
  });
}

}  // namespace engage::lint
