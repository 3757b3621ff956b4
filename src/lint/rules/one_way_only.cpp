#include <fmt/format.h>

#include <algorithm>

#include "lint/outreach.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

using Block = std::vector<model::StatementId>;

class Look {
 public:
  Look(const model::Policy& policy, const model::Words& words)
      : policy_(policy), words_(words), flow_(policy), drift_(policy) {
    for (model::StageId stage = 0; stage < policy.stages.size(); ++stage) tries_.push_back(actions_tried(stage));
  }

  // Whether a case that nobody answers gives up from this stage after one way of contact only.
  bool gives_up_early(model::StageId stage) const {
    if (!flow_.reached(stage) || !hears_an_answer(stage) || !is_trying(stage) || !gives_up(stage)) return false;
    // What was tried before an event that leads here is open.
    if (stage != 0 && !drift_.leads(0, stage)) return false;
    model::EventSet ways = tries_[stage];
    ways.add(asked_beside(stage));
    for (model::StageId before = 0; before < policy_.stages.size(); ++before) {
      if (before == stage || !flow_.reached(before) || !drift_.leads(before, stage)) continue;
      ways.add(actions_of(policy_, sequence(before)));
      ways.add(asked_beside(before));
    }
    return count_ways(ways, words_) == 1;
  }
  // The one action that is tried.
  const model::Event& only_way(model::StageId stage) const {
    return *std::find_if(words_.events.begin(), words_.events.end(), [&](const model::Event& event) {
      return tries_[stage].contains(static_cast<model::EventId>(&event - words_.events.data())) && !is_paperwork(event);
    });
  }

 private:
  Block sequence(model::StageId stage) const { return model::statements_from(policy_, policy_.stages[stage].body); }

  // What is done and then waited upon, if only until a limit runs out.
  model::EventSet actions_tried(model::StageId stage) const {
    Block tried;
    for (const model::StatementId id : sequence(stage)) {
      if (!std::holds_alternative<model::OpenStep>(policy_.statements[id].node)) continue;
      const Block after = model::statements_from(policy_, policy_.statements[id].next);
      const pace::Exits exits = pace::exits_of(policy_, after);
      const bool rests = !exits.finish && exits.stages.empty();
      const bool waits = std::any_of(after.begin(), after.end(), [&](model::StatementId next) {
        const auto& node = policy_.statements[next].node;
        return std::holds_alternative<model::Wait>(node) || std::holds_alternative<model::WaitFor>(node) ||
               std::holds_alternative<model::Repeat>(node);
      });
      if (rests || waits) tried.push_back(id);
    }
    return actions_of(policy_, tried);
  }

  // An event that is not work leads out of the stage.
  bool hears_an_answer(model::StageId stage) const {
    return std::any_of(policy_.rules.begin(), policy_.rules.end(), [&](const model::Rule& rule) {
      if (rule.kind != model::Rule::Kind::on || rule.escalation || !rule.active[stage]) return false;
      for (std::size_t i = 0; i < words_.events.size(); ++i) {
        if (!words_.events[i].action && rule.events.contains(static_cast<model::EventId>(i))) {
          return pace::exits_of(policy_, model::statements_from(policy_, rule.body)).leave(stage);
        }
      }
      return false;
    });
  }

  bool is_trying(model::StageId stage) const { return count_ways(tries_[stage], words_) > 0; }

  // Nobody answers, and no further stage tries again.
  bool gives_up(model::StageId stage) const {
    if (!drift_.exits(stage).leave(stage)) return false;
    for (model::StageId next = 0; next < policy_.stages.size(); ++next) {
      if (next != stage && drift_.leads(stage, next) && is_trying(next)) return false;
    }
    return true;
  }

  // What rules ask for while the case is there; escalations are about the work, not the client.
  model::EventSet asked_beside(model::StageId stage) const {
    model::EventSet actions;
    for (const model::Rule& rule : policy_.rules) {
      if (!rule.active[stage] || rule.escalation) continue;
      actions.add(actions_of(policy_, model::statements_from(policy_, rule.body)));
    }
    return actions;
  }

  const model::Policy& policy_;
  const model::Words& words_;
  const pace::Flow flow_;
  const Drift drift_;
  std::vector<model::EventSet> tries_;  // by StageId
};

}  // namespace

// A choice of several actions counts as several ways, and so does work that may be no contact at all:
// better a miss than a false alarm.
void one_way_only(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    const Look look(policy, words);
    for (model::StageId stage = 0; stage < policy.stages.size(); ++stage) {
      if (!look.gives_up_early(stage)) continue;
      diagnostics
          .add(Code::L402, policy.stages[stage].span,
               fmt::format("`{}` gives up after `{}` alone, however often", policy.stages[stage].name,
                           look.only_way(stage).name))
          .help = "try another way too: a call, a message, a letter, a visit, somebody who knows them";
    }
  });
}

}  // namespace engage::lint
