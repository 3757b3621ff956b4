#include <algorithm>

#include "run.h"

// What keeps conditions from being decided, or true (language reference, section 6.8).
namespace engage::reference {

using model::Anchor;

// "a condition whose whole value is unknown is descended through its unknown parts; the facts of
// the unknown leaves are named"
void Run::unknown_facts(const Context& context, model::ConditionId id, std::set<model::FactId>& facts) const {
  if (ask(context, id) != Truth::unknown) return;
  const auto& node = context.policy->conditions[id].node;
  if (const auto* both = std::get_if<model::And>(&node)) {
    unknown_facts(context, both->left, facts);
    unknown_facts(context, both->right, facts);
  } else if (const auto* either = std::get_if<model::Or>(&node)) {
    unknown_facts(context, either->left, facts);
    unknown_facts(context, either->right, facts);
  } else if (const auto* inner = std::get_if<model::Not>(&node)) {
    unknown_facts(context, inner->inner, facts);
  } else if (const auto* is = std::get_if<model::FactIs>(&node)) {
    facts.insert(is->fact);
  } else if (const auto* comparison = std::get_if<model::FactCompares>(&node)) {
    facts.insert(comparison->fact);
  } else if (const auto* happened = std::get_if<model::Happened>(&node)) {
    facts.merge(dates_missing(context, happened->scope.anchor));
  } else if (const auto* none = std::get_if<model::NoneHappened>(&node)) {
    facts.merge(dates_missing(context, none->scope.anchor));
  } else if (const auto* elapsed = std::get_if<model::Elapsed>(&node)) {
    facts.merge(dates_missing(context, elapsed->anchor));
  } else if (const auto* about = std::get_if<model::AboutDate>(&node)) {
    facts.merge(dates_missing(context, about->date));
  }
}

std::set<model::FactId> Run::dates_missing(const Context& context, const Anchor& anchor) const {
  if (anchor.kind == Anchor::Kind::date_word) {
    return dates_missing(context, context.policy->dates[anchor.fact].anchor);
  }
  std::set<model::FactId> facts;
  if (anchor.kind == Anchor::Kind::date_fact && !facts_[anchor.fact].known()) facts.insert(anchor.fact);
  for (const Anchor& one : anchor.of) facts.merge(dates_missing(context, one));
  return facts;
}

// The facts that keep a condition from being what is wanted.
void Run::blamed_facts(const Context& context, model::ConditionId id, bool wanted,
                       std::set<model::FactId>& facts) const {
  if (ask(context, id) == truth(wanted)) return;
  const auto& node = context.policy->conditions[id].node;
  if (const auto* both = std::get_if<model::And>(&node)) {
    blamed_facts(context, both->left, wanted, facts);
    blamed_facts(context, both->right, wanted, facts);
  } else if (const auto* either = std::get_if<model::Or>(&node)) {
    blamed_facts(context, either->left, wanted, facts);
    blamed_facts(context, either->right, wanted, facts);
  } else if (const auto* inner = std::get_if<model::Not>(&node)) {
    blamed_facts(context, inner->inner, !wanted, facts);
  } else if (const auto* is = std::get_if<model::FactIs>(&node)) {
    facts.insert(is->fact);
  } else if (const auto* comparison = std::get_if<model::FactCompares>(&node)) {
    facts.insert(comparison->fact);
  } else if (const auto* known = std::get_if<model::FactKnown>(&node)) {
    facts.insert(known->fact);
  }
}

// Why an action is withheld, or undecided. Which parts are named is not held against the engine's.
std::vector<engine::Ground> Run::because(const Context& context, model::EventId action, Truth asked_for) const {
  const auto only = [](const model::Condition& part) {
    return std::vector{engine::Ground{&part, engine::Truth::no, std::nullopt, {}}};
  };
  static const model::Condition not_known{model::FactKnown{}, "whether it is asked for is not known", {}};
  if (asked_for == Truth::unknown) return only(not_known);
  const auto& id = context.policy->guards[action];
  std::set<model::FactId> facts;
  if (id) blamed_facts(context, *id, true, facts);
  std::vector<engine::Ground> grounds;
  for (const model::FactId fact : facts) grounds.push_back({nullptr, engine::Truth::unknown, fact, facts_[fact]});
  static const model::Condition not_true{model::FactKnown{}, "its guard is not true", {}};
  return grounds.empty() ? only(not_true) : grounds;
}

}  // namespace engage::reference
