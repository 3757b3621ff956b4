#include <algorithm>

#include "engine/evaluate.h"

// What is behind an answer: which facts are missing, and why not.
namespace engage::engine {

void Evaluator::add_unknown(model::ConditionId id, const View& view, std::vector<model::FactId>& facts) {
  if (truth(id, view) != Truth::unknown) return;
  const model::Condition& condition = view.policy.conditions[id];
  if (const auto* both = std::get_if<model::And>(&condition.node)) {
    add_unknown(both->left, view, facts);
    add_unknown(both->right, view, facts);
  } else if (const auto* either = std::get_if<model::Or>(&condition.node)) {
    add_unknown(either->left, view, facts);
    add_unknown(either->right, view, facts);
  } else if (const auto* negated = std::get_if<model::Not>(&condition.node)) {
    add_unknown(negated->inner, view, facts);
  } else if (const auto fact = fact_of(condition)) {
    facts.push_back(*fact);
  } else if (const model::Anchor* anchor = anchor_of(condition)) {
    add_unknown(*anchor, view, facts);
  }
}

// The dates that an anchor counts from and nobody recorded.
void Evaluator::add_unknown(const model::Anchor& anchor, const View& view, std::vector<model::FactId>& facts) const {
  if (anchor.kind == model::Anchor::Kind::date_word) {
    return add_unknown(view.policy.dates[anchor.fact].anchor, view, facts);
  }
  if (anchor.kind == model::Anchor::Kind::date_fact && !(*facts_)[anchor.fact].known()) facts.push_back(anchor.fact);
  for (const model::Anchor& one : anchor.of) add_unknown(one, view, facts);
}

// Visits the parts that keep a condition from being `wanted`, each with its answer.
template <typename Visit>
void Evaluator::for_each_ground(model::ConditionId id, const View& view, bool wanted, Visit visit) {
  const model::Condition& condition = view.policy.conditions[id];
  const Truth now = truth(id, view);
  if (now == (wanted ? Truth::yes : Truth::no)) return;
  if (const auto* both = std::get_if<model::And>(&condition.node)) {
    for_each_ground(both->left, view, wanted, visit);
    for_each_ground(both->right, view, wanted, visit);
  } else if (const auto* either = std::get_if<model::Or>(&condition.node)) {
    for_each_ground(either->left, view, wanted, visit);
    for_each_ground(either->right, view, wanted, visit);
  } else if (const auto* negated = std::get_if<model::Not>(&condition.node)) {
    for_each_ground(negated->inner, view, !wanted, visit);
  } else {
    visit(ground(condition, view, now));
  }
}

void Evaluator::add_grounds(model::ConditionId id, const View& view, bool wanted, std::vector<Ground>& grounds) {
  for_each_ground(id, view, wanted, [&](const Ground& ground) {
    if (std::find(grounds.begin(), grounds.end(), ground) == grounds.end()) grounds.push_back(ground);
  });
}

void Evaluator::add_dated_grounds(model::ConditionId id, const View& view, bool wanted,
                                  std::vector<DatedGround>& grounds) {
  for_each_ground(id, view, wanted, [&](const Ground& ground) {
    if (std::find(grounds.begin(), grounds.end(), ground) == grounds.end()) grounds.push_back(dated(ground, view));
  });
}

void Evaluator::add_grounds(const StepInstance& instance, std::size_t line, model::EventId action,
                            std::vector<Ground>& grounds) {
  const View context = view(instance);
  for_each_condition(instance, line, action, [&](model::ConditionId id) { add_grounds(id, context, true, grounds); });
}

Ground Evaluator::ground(const model::Condition& part, const View& view, Truth answer) const {
  Ground ground{&part, answer, fact_of(part), {}};
  const model::Anchor* anchor = anchor_of(part);
  if (anchor && answer == Truth::unknown) {
    std::vector<model::FactId> unknown;
    add_unknown(*anchor, view, unknown);
    if (!unknown.empty()) ground.fact = unknown.front();
  }
  if (ground.fact) ground.value = (*facts_)[*ground.fact];
  return ground;
}

// What a part turns on: an event, a date.
DatedGround Evaluator::dated(const Ground& part, const View& view) {
  DatedGround ground{part, {}, {}, {}};
  const model::Condition& condition = *part.part;
  const auto scope = [&](const model::EventSet& events, const model::Scope& asked, bool ever) {
    ground.entry = count(events, asked, ever, view).latest;
    if (asked.kind == model::Scope::Kind::within) {
      const Point from = point(asked.anchor, view);
      if (from.known == Truth::yes) ground.counting = Counting{from.at, asked.duration, Adjust::none, false};
    } else if (asked.kind == model::Scope::Kind::last) {
      if (ground.entry) {
        ground.counting = Counting{record_->entries[*ground.entry].at, asked.duration, Adjust::none, false};
      } else if (part.answer == Truth::no && !ever && std::holds_alternative<model::NoneHappened>(condition.node)) {
        ground.counting = Counting{view.episode->start, asked.duration, Adjust::none, false};
      }
    }
    if (const auto& found = ground.counting) {
      ground.turns = deadline_after(view.policy, found->from, found->duration).passed_at();
    }
  };
  if (const auto* happened = std::get_if<model::Happened>(&condition.node)) {
    scope(happened->events, happened->scope, happened->ever);
  } else if (const auto* none = std::get_if<model::NoneHappened>(&condition.node)) {
    scope(none->events, none->scope, none->ever);
  } else if (const auto* elapsed = std::get_if<model::Elapsed>(&condition.node)) {
    const Point from = point(elapsed->anchor, view);
    if (from.known == Truth::yes) {
      ground.counting = Counting{from.at, elapsed->duration, Adjust::none, elapsed->before};
      ground.turns = elapsed->before ? opening_before(view.policy, from.at, elapsed->duration)
                                     : opening_after(view.policy, from.at, elapsed->duration);
    }
  }
  return ground;
}

}  // namespace engage::engine
