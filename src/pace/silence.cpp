#include "pace/silence.h"

#include <algorithm>

namespace engage::pace {

Silence::Silence(const model::Policy& policy, const model::Words& words)
    : policy_(policy), may_happen_(policy.starts_on) {
  for (model::EventId event = 0; event < words.events.size(); ++event) {
    if (words.events[event].action) may_happen_.add(event);
  }
}

// Whoever asks about a step of a rule may be answered by any of its firings.
std::optional<bool> Silence::step_is(const model::StepState& asked, const Passed& passed) const {
  if (policy_.steps[asked.step].rule) return {};
  const bool done = std::find(passed.steps.begin(), passed.steps.end(), asked.step) != passed.steps.end();
  if (!done) return {};
  return asked.state != model::StepState::State::skipped;
}

// Only what is certain whatever the dates are.
std::optional<bool> Silence::elapsed(const model::Elapsed& asked, const Passed& passed) const {
  using Kind = model::Anchor::Kind;
  if (asked.anchor.kind != Kind::start && asked.anchor.kind != Kind::stage_start) return {};
  const Passed::Since& since = asked.anchor.kind == Kind::start ? passed.start : passed.stage_start;
  if (!since.told) return {};
  if (asked.before || asked.duration.count == 0) return true;
  if (!since.some) return false;
  const bool over = std::any_of(since.least.begin(), since.least.end(),
                                [&](Duration least) { return certainly_at_least(least, asked.duration); });
  return over ? std::optional(true) : std::nullopt;
}

std::optional<bool> Silence::decide(model::ConditionId id, const Passed& passed) const {
  const auto& node = policy_.conditions[id].node;
  if (const auto* both = std::get_if<model::And>(&node)) {
    const auto left = decide(both->left, passed), right = decide(both->right, passed);
    if (left == false || right == false) return false;
    return left && right ? std::optional(true) : std::nullopt;
  }
  if (const auto* either = std::get_if<model::Or>(&node)) {
    const auto left = decide(either->left, passed), right = decide(either->right, passed);
    if (left == true || right == true) return true;
    return left && right ? std::optional(false) : std::nullopt;
  }
  if (const auto* negated = std::get_if<model::Not>(&node)) {
    const auto inner = decide(negated->inner, passed);
    return inner ? std::optional(!*inner) : std::nullopt;
  }
  if (const auto* asked = std::get_if<model::Happened>(&node)) {
    return may_happen_.meets(asked->events) ? std::nullopt : std::optional(false);
  }
  if (const auto* none = std::get_if<model::NoneHappened>(&node)) {
    const bool asks_for_time =
        none->scope.kind != model::Scope::Kind::episode && none->scope.kind != model::Scope::Kind::stage;
    return asks_for_time || may_happen_.meets(none->events) ? std::nullopt : std::optional(true);
  }
  if (const auto* step = std::get_if<model::StepState>(&node)) return step_is(*step, passed);
  if (const auto* asked = std::get_if<model::Elapsed>(&node)) return elapsed(*asked, passed);
  return {};
}

}  // namespace engage::pace
