#include <algorithm>

#include "engine/evaluate.h"

// What answers depend on, and so how long they may be kept.
namespace engage::engine {

Evaluator::Evaluator(const model::Family& family) : family_(family) {
  for (const model::Policy& policy : family.versions) {
    std::vector<Memo>& memos = memos_.emplace_back();
    for (const model::Condition& condition : policy.conditions) {
      Memo memo;
      add_dependence(condition, memos, memo);
      memos.push_back(std::move(memo));
    }
    std::vector<Depends>& steps = steps_.emplace_back();
    for (const model::Step& step : policy.steps) steps.push_back(depends_on(policy, step, memos));
  }
}

Evaluator::Depends Evaluator::depends_on(const model::Policy& policy, const model::Step& step,
                                         const std::vector<Memo>& memos) {
  Depends most = Depends::facts;
  auto consider = [&](const std::optional<model::ConditionId>& condition) {
    if (condition) most = std::max(most, memos[*condition].depends);
  };
  consider(step.only_if);
  for (const model::DoLine& line : step.lines) {
    consider(line.condition);
    for (model::EventId action : line.actions) consider(policy.guards[action]);
  }
  return most;
}

// The parts of a condition stand before it.
void Evaluator::add_dependence(const model::Condition& condition, const std::vector<Memo>& parts, Memo& memo) {
  struct Visit {
    const std::vector<Memo>& parts;
    Memo& memo;
    void on(model::ConditionId part) const {
      memo.depends = std::max(memo.depends, parts[part].depends);
      memo.events.add(parts[part].events);
    }
    void operator()(const model::And& node) const { on(node.left), on(node.right); }
    void operator()(const model::Or& node) const { on(node.left), on(node.right); }
    void operator()(const model::Not& node) const { on(node.inner); }
    void operator()(const model::FactIs&) const {}
    void operator()(const model::FactCompares&) const {}
    void operator()(const model::FactKnown&) const {}
    void operator()(const model::Happened& node) const { counts(node.events, node.scope.anchor); }
    void operator()(const model::NoneHappened& node) const { counts(node.events, node.scope.anchor); }
    void operator()(const model::Elapsed& node) const { counts({}, node.anchor); }
    void operator()(const model::StepState&) const { memo.depends = Depends::steps; }
    void operator()(const model::StepOverdue&) const { memo.depends = Depends::steps; }
    void operator()(const model::StepDue&) const { memo.depends = Depends::steps; }
    void operator()(const model::Today&) const { memo.depends = Depends::log; }
    void operator()(const model::AboutDate& node) const { counts({}, node.date); }
    void counts(const model::EventSet& events, const model::Anchor& anchor) const {
      const bool of_round =
          anchor.kind == model::Anchor::Kind::its_date || std::ranges::any_of(anchor.of, [](const model::Anchor& one) {
            return one.kind == model::Anchor::Kind::its_date;
          });
      memo.depends = of_round ? Depends::steps : Depends::log;
      memo.events.add(events);
      memo.events.add(anchor.events);
    }
  };
  memo.depends = Depends::facts;
  std::visit(Visit{parts, memo}, condition.node);
}

model::EventSet Evaluator::events_asked_for() const {
  model::EventSet events;
  for (const std::vector<Memo>& memos : memos_) {
    for (const Memo& memo : memos) events.add(memo.events);
  }
  for (const model::Policy& policy : family_.versions) {
    for (const model::Step& step : policy.steps) {
      for (const model::DeadlineLine& line : step.deadlines) events.add(line.anchor.events);
      if (step.aim && step.aim->anchor) events.add(step.aim->anchor->events);
    }
  }
  return events;
}

bool Evaluator::asks_for_steps() const {
  return std::any_of(memos_.begin(), memos_.end(), [](const std::vector<Memo>& memos) {
    return std::any_of(memos.begin(), memos.end(), [](const Memo& memo) { return memo.depends == Depends::steps; });
  });
}

// Whether an answer about the log is as it was: of the same episode and stage, before time can change
// it, and with no event since that it asks for.
bool Evaluator::holds_still(Memo& memo, const View& view) const {
  if (memo.scope_epoch != scope_epoch_ || memo.episode != view.episode || state_->now >= memo.until) return false;
  for (; memo.taken < state_->taken; ++memo.taken) {
    const cases::Entry& entry = record_->entries[memo.taken];
    if (entry.is(memo.events)) return false;
  }
  return true;
}

}  // namespace engage::engine
