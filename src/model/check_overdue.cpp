#include <fmt/format.h>

#include "model/chains.h"
#include "model/check_policy.h"
#include "text/bounds.h"
#include "text/words.h"

// Steps that ask whether steps are overdue.
namespace engage::model {

// Whether each condition asks if a step is overdue, itself or by one of its parts.
std::vector<bool> PolicyChecker::ask_for_overdue() const {
  std::vector<bool> asks;
  for (const Condition& condition : policy_.conditions) {
    const auto& node = condition.node;
    if (const auto* both = std::get_if<And>(&node)) {
      asks.push_back(asks[both->left] || asks[both->right]);
    } else if (const auto* either = std::get_if<Or>(&node)) {
      asks.push_back(asks[either->left] || asks[either->right]);
    } else if (const auto* negated = std::get_if<Not>(&node)) {
      asks.push_back(asks[negated->inner]);
    } else {
      asks.push_back(std::holds_alternative<StepOverdue>(node) || std::holds_alternative<StepDue>(node));
    }
  }
  return asks;
}

// The steps whose being overdue the conditions of a step ask for, as often as they do; `any`: any step.
std::vector<std::size_t> PolicyChecker::overdue_questions(StepId id, const std::vector<bool>& asks,
                                                          std::size_t any) const {
  std::vector<std::size_t> asked;
  std::vector<ConditionId> open;
  const Step& step = policy_.steps[id];
  if (step.only_if) open.push_back(*step.only_if);
  for (const DoLine& line : step.lines) {
    if (line.condition) open.push_back(*line.condition);
    for (EventId action : line.actions) {
      if (policy_.guards[action]) open.push_back(*policy_.guards[action]);
    }
  }
  while (!open.empty()) {
    const ConditionId condition = open.back();
    open.pop_back();
    if (!asks[condition]) continue;
    const auto& node = policy_.conditions[condition].node;
    if (const auto* both = std::get_if<And>(&node)) {
      open.insert(open.end(), {both->left, both->right});
    } else if (const auto* either = std::get_if<Or>(&node)) {
      open.insert(open.end(), {either->left, either->right});
    } else if (const auto* negated = std::get_if<Not>(&node)) {
      open.push_back(negated->inner);
    } else {
      const auto* due = std::get_if<StepDue>(&node);
      const std::optional<StepId> of = due ? due->step : std::get<StepOverdue>(node).step;
      asked.push_back(of ? std::size_t{*of} : any);
    }
  }
  return asked;
}

// Whether a step is overdue depends on its own conditions, so these must not ask for it, themselves or
// by way of another step's; and whoever asks for it asks all that they ask.
void PolicyChecker::check_overdue_questions() {
  const std::size_t any = policy_.steps.size();
  const std::vector<bool> asking = ask_for_overdue();
  std::vector<std::vector<std::size_t>> asks(any + 1);
  for (std::size_t id = 0; id < any; ++id) asks[id] = overdue_questions(static_cast<StepId>(id), asking, any);
  for (std::size_t id = 0; id < any; ++id) asks[any].push_back(id);
  const Chains chains = chains_of(asks);
  for (std::size_t id = 0; id < any; ++id) {
    if (!chains.looped[id]) continue;
    diagnostics_
        .add(Code::E217, policy_.steps[id].span,
             fmt::format("the conditions of the step `{}` ask whether it is overdue itself", policy_.steps[id].name))
        .help = "whether it is overdue depends on these conditions; ask another step, or put the question into a rule";
  }
  for (const std::size_t id : too_long(chains)) {
    if (id == any) continue;
    diagnostics_
        .add(Code::E237, policy_.steps[id].span,
             fmt::format("the step `{}` leads through more than {} steps that ask whether another is overdue",
                         policy_.steps[id].name, kLongestChain))
        .help = "ask the step that matters itself";
  }
  std::vector<std::size_t> questions(any + 1);
  for (const std::size_t id : chains.order) {
    if (chains.looped[id] || id == any) continue;
    std::size_t& count = questions[id];
    for (const std::size_t other : asks[id]) count += 1 + questions[other];
    if (count <= kMostPartsInAll) continue;
    count = 0;
    diagnostics_
        .add(Code::E124, policy_.steps[id].span,
             fmt::format("the conditions of the step `{}` ask more than {} times whether a step is overdue, with all "
                         "that those ask in turn",
                         policy_.steps[id].name, with_thousands(kMostPartsInAll)))
        .help = "ask for each step once";
  }
}

}  // namespace engage::model
