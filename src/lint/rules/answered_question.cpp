#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lint/asked.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

// What is certain when a sequence arrives at a statement, from what was asked at the same instant.
struct Arrival {
  std::vector<Given> given;
  bool on_entry = false;  // its stage has been entered at this instant
};

// Where ways meet, what is certain on both.
Arrival common(const Arrival& one, const Arrival& other) {
  Arrival result{{}, one.on_entry && other.on_entry};
  for (const Given& given : one.given) {
    if (std::find(other.given.begin(), other.given.end(), given) != other.given.end()) result.given.push_back(given);
  }
  return result;
}

// Follows one sequence from its beginning. While nothing waits, facts, events and the time stay as they are.
class Sequence {
 public:
  Sequence(const model::Policy& policy, model::Next begin, const Arrival& arrival)
      : policy_(policy), arrivals_(policy.statements.size()) {
    arrive(begin, arrival);
    while (!open_.empty()) {
      const model::StatementId id = open_.back();
      open_.pop_back();
      leave(id);
    }
  }

  const std::optional<Arrival>& at(model::StatementId id) const { return arrivals_[id]; }

 private:
  void arrive(model::Next next, const Arrival& arrival) {
    if (next.statement == model::kEnd) return;
    std::optional<Arrival>& known = arrivals_[next.statement];
    const Arrival merged = known ? common(*known, arrival) : arrival;
    if (known && merged.given.size() == known->given.size() && merged.on_entry == known->on_entry) return;
    known = merged;
    open_.push_back(next.statement);
  }

  void leave(model::StatementId id) {
    const model::Statement& statement = policy_.statements[id];
    const Arrival here = *arrivals_[id];
    auto knowing = [](Arrival arrival, model::ConditionId condition, bool is_true) {
      arrival.given.push_back({condition, is_true});
      return arrival;
    };
    if (const auto* branch = std::get_if<model::If>(&statement.node)) {
      arrive(branch->then, knowing(here, branch->condition, true));
      arrive(branch->otherwise, knowing(here, branch->condition, false));
    } else if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
      arrive(repeat->body, repeat->until ? knowing({}, *repeat->until, false) : Arrival{});
      const bool by_until = repeat->until && !repeat->times;
      arrive(statement.next, by_until ? knowing({}, *repeat->until, true) : Arrival{});
    } else if (const auto* hold = std::get_if<model::WaitUntil>(&statement.node)) {
      arrive(statement.next, hold->at_most ? Arrival{} : knowing({}, hold->condition, true));
    } else if (!std::holds_alternative<model::GoTo>(statement.node) &&
               !std::holds_alternative<model::Finish>(statement.node)) {
      arrive(statement.next, {});
    }
  }

  const model::Policy& policy_;
  std::vector<std::optional<Arrival>> arrivals_;  // by StatementId; none: not reached yet
  std::vector<model::StatementId> open_;
};

// The answer that is certain, if one is: true, or not true.
std::optional<bool> certain(const model::Policy& policy, const model::Words& words, model::ConditionId condition,
                            const Arrival& arrival) {
  std::vector<model::ConditionId> asked{condition};
  for (const Given& given : arrival.given) asked.push_back(given.condition);
  Answers answers(policy, words, asked, arrival.on_entry ? Asking::on_entry : Asking::in_episode);
  if (answers.too_many()) return std::nullopt;
  bool yes = false, not_yes = false;
  do {
    if (!answers.agrees(arrival.given)) continue;
    (answers.of(condition) == Truth::yes ? yes : not_yes) = true;
  } while (answers.next());
  return yes != not_yes ? std::optional(yes) : std::nullopt;
}

class Look {
 public:
  Look(const model::Policy& policy, const model::Words& words, Diagnostics& diagnostics)
      : policy_(policy), words_(words), diagnostics_(diagnostics) {}

  void in(const Sequence& sequence) {
    for (std::size_t i = 0; i < policy_.statements.size(); ++i) {
      const auto id = static_cast<model::StatementId>(i);
      const auto* branch = std::get_if<model::If>(&policy_.statements[id].node);
      if (!branch || !sequence.at(id)) continue;
      const Arrival& arrival = *sequence.at(id);
      const std::optional<bool> answer = certain(policy_, words_, branch->condition, arrival);
      if (!answer || certain(policy_, words_, branch->condition, {})) continue;
      const bool one_way = branch->otherwise.statement == policy_.statements[id].next.statement;
      Diagnostic& found = diagnostics_.add(Code::L306, policy_.statements[id].span,
                                           !*answer  ? "the answer is never yes here: the block below is never reached"
                                           : one_way ? "the answer is always yes here: nothing is decided"
                                                     : "the answer is always yes here: `otherwise` is never reached");
      found.help =
          "ask something else, or take the `if` out; no time passes on the way here, so nothing can have changed";
      say_why(branch->condition, arrival, *answer, found);
    }
  }

 private:
  void say_why(model::ConditionId condition, const Arrival& arrival, bool answer, Diagnostic& found) const {
    for (const Given& given : arrival.given) {
      const std::optional<bool> alone = certain(policy_, words_, condition, {{given}, false});
      if (alone != answer) continue;
      found.labels.push_back(
          {policy_.conditions[given.condition].span, given.is_true ? "true, to get here" : "not true, to get here"});
      return;
    }
    if (certain(policy_, words_, condition, {{}, true}) == answer) found.note = "the stage has only just begun";
  }

  const model::Policy& policy_;
  const model::Words& words_;
  Diagnostics& diagnostics_;
};

}  // namespace

// What a condition answers by itself is told by other rules.
void answered_question(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    Look look(policy, words, diagnostics);
    for (const model::Stage& stage : policy.stages) look.in(Sequence(policy, stage.body, {{}, true}));
    for (const model::Rule& rule : policy.rules) {
      Arrival fired;
      if (rule.condition) fired.given.push_back({*rule.condition, true});
      look.in(Sequence(policy, rule.body, fired));
    }
  });
}

}  // namespace engage::lint
