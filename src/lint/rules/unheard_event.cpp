#include <fmt/format.h>

#include <algorithm>

#include "lint/answers.h"
#include "lint/outreach.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

class Look {
 public:
  Look(const model::Policy& policy, const model::Words& words)
      : policy_(policy), words_(words), flow_(policy), drift_(policy) {}

  // The only stage that does not hear the event, though the case comes there from those that do, or from
  // there to them.
  std::optional<model::StageId> deaf_to(model::EventId event) {
    event_ = event;
    hearer_ = nullptr;
    std::vector<model::StageId> hearing, targets, deaf;
    for (model::StageId stage = 0; stage < policy_.stages.size(); ++stage) {
      const pace::Exits exits = answers_in(stage);
      if (exits.leave(stage) && flow_.reached(stage)) hearing.push_back(stage);
      targets.insert(targets.end(), exits.stages.begin(), exits.stages.end());
    }
    if (hearing.empty() || (hearing.size() == 1 && !is_missed())) return std::nullopt;
    for (model::StageId stage = 0; stage < policy_.stages.size(); ++stage) {
      if (!flow_.reached(stage) || contains(hearing, stage) || contains(targets, stage) || knows_of_it(stage)) continue;
      if (count_ways(actions_of(policy_, sequence(stage)), words_) == 0) continue;
      const bool after =
          std::any_of(targets.begin(), targets.end(), [&](model::StageId to) { return drift_.leads(to, stage); });
      const bool beside = std::any_of(hearing.begin(), hearing.end(), [&](model::StageId other) {
        return drift_.leads(other, stage) || drift_.leads(stage, other);
      });
      if (beside && !after) deaf.push_back(stage);
    }
    return deaf.size() == 1 ? std::optional(deaf.front()) : std::nullopt;
  }
  // A rule that hears it.
  const model::Rule& hearer() const { return *hearer_; }

 private:
  static bool contains(const std::vector<model::StageId>& stages, model::StageId stage) {
    return std::find(stages.begin(), stages.end(), stage) != stages.end();
  }
  std::vector<model::StatementId> sequence(model::StageId stage) const {
    return model::statements_from(policy_, policy_.stages[stage].body);
  }

  // Where the event leads from that stage.
  pace::Exits answers_in(model::StageId stage) {
    pace::Exits exits;
    for (const model::Rule& rule : policy_.rules) {
      if (rule.kind != model::Rule::Kind::on || rule.escalation) continue;
      if (!rule.active[stage] || !rule.events.contains(event_)) continue;
      exits.add(pace::exits_of(policy_, model::statements_from(policy_, rule.body)));
      if (!hearer_) hearer_ = &rule;
    }
    return exits;
  }

  // Some rule counts the days without it.
  bool is_missed() const {
    return std::any_of(policy_.rules.begin(), policy_.rules.end(), [&](const model::Rule& rule) {
      if (!rule.condition) return false;
      const auto parts = all_parts(policy_, {*rule.condition});
      return std::any_of(parts.begin(), parts.end(), [&](model::ConditionId part) {
        const auto* none = std::get_if<model::NoneHappened>(&policy_.conditions[part].node);
        return none && none->events.contains(event_);
      });
    });
  }

  // Some rule, wait, condition or step of the stage has to do with it.
  bool knows_of_it(model::StageId stage) const {
    for (const model::Rule& rule : policy_.rules) {
      const bool counts = rule.active[stage] && rule.kind == model::Rule::Kind::on && !rule.escalation;
      if (counts && rule.events.contains(event_)) return true;
    }
    const auto statements = sequence(stage);
    return std::any_of(statements.begin(), statements.end(), [&](model::StatementId id) {
      const auto& node = policy_.statements[id].node;
      if (const auto* wait = std::get_if<model::Wait>(&node)) return wait->events.contains(event_);
      if (const auto* hold = std::get_if<model::WaitFor>(&node)) return hold->events.contains(event_);
      if (const auto* hold = std::get_if<model::WaitUntil>(&node)) return asks_for_it(hold->condition);
      if (const auto* rounds = std::get_if<model::Repeat>(&node)) return rounds->until && asks_for_it(*rounds->until);
      if (const auto* branch = std::get_if<model::If>(&node)) return asks_for_it(branch->condition);
      return actions_of(policy_, {id}).contains(event_);
    });
  }

  bool asks_for_it(model::ConditionId condition) const {
    const auto parts = all_parts(policy_, {condition});
    return std::any_of(parts.begin(), parts.end(), [&](model::ConditionId part) {
      const auto& node = policy_.conditions[part].node;
      const auto* none = std::get_if<model::NoneHappened>(&node);
      const auto* happened = std::get_if<model::Happened>(&node);
      return (none && none->events.contains(event_)) || (happened && happened->events.contains(event_));
    });
  }

  const model::Policy& policy_;
  const model::Words& words_;
  const pace::Flow flow_;
  const Drift drift_;
  model::EventId event_ = 0;
  const model::Rule* hearer_ = nullptr;
};

}  // namespace

// One stage that hears an event is no habit yet, unless the policy counts the days without that event.
void unheard_event(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    Look look(policy, words);
    for (std::size_t i = 0; i < words.events.size(); ++i) {
      const auto stage = look.deaf_to(static_cast<model::EventId>(i));
      if (!stage) continue;
      const std::string &name = policy.stages[*stage].name, &event = words.events[i].name;
      Diagnostic& found = diagnostics.add(Code::L602, policy.stages[*stage].span,
                                          fmt::format("`{}` leads nowhere from `{}`", event, name));
      found.labels.push_back({look.hearer().span, "it leads on from other stages"});
      found.help = fmt::format("name `{}` after `during` too, or say in the stage what `{}` means there", name, event);
    }
  });
}

}  // namespace engage::lint
