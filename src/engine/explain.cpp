#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate.h"

// What the evaluator can say of an answer in words: which facts are missing, and why not.
namespace engage::engine {
namespace {

// The date fact that a form counts from, if it does.
const model::Anchor* anchor_of(const model::Condition& condition) {
  if (const auto* happened = std::get_if<model::Happened>(&condition.node)) return &happened->scope.anchor;
  if (const auto* none = std::get_if<model::NoneHappened>(&condition.node)) return &none->scope.anchor;
  if (const auto* elapsed = std::get_if<model::Elapsed>(&condition.node)) return &elapsed->anchor;
  return nullptr;
}

// The fact that a condition without parts asks for, if it does.
std::optional<model::FactId> fact_of(const model::Condition& condition) {
  if (const auto* is = std::get_if<model::FactIs>(&condition.node)) return is->fact;
  if (const auto* compares = std::get_if<model::FactCompares>(&condition.node)) return compares->fact;
  if (const auto* known = std::get_if<model::FactKnown>(&condition.node)) return known->fact;
  return std::nullopt;
}

}  // namespace

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
    facts.push_back(anchor->fact);
  }
}

std::string Evaluator::value_text(model::FactId id) const {
  return model::to_string(family_.words.facts[id], (*facts_)[id]);
}

std::string Evaluator::why_not(model::ConditionId condition, const View& view) {
  std::string out;
  explain(condition, view, true, out);
  return out;
}

std::string Evaluator::why_not_owed(const StepInstance& instance, std::size_t line, model::EventId action) {
  std::string out;
  const View context = view(instance);
  for_each_condition(instance, line, action, [&](model::ConditionId id) { explain(id, context, true, out); });
  return out;
}

// Names the parts that keep a condition from being `wanted`.
void Evaluator::explain(model::ConditionId id, const View& view, bool wanted, std::string& out) {
  const model::Condition& condition = view.policy.conditions[id];
  const Truth now = truth(id, view);
  if (now == (wanted ? Truth::yes : Truth::no)) return;
  if (const auto* both = std::get_if<model::And>(&condition.node)) {
    explain(both->left, view, wanted, out);
    explain(both->right, view, wanted, out);
  } else if (const auto* either = std::get_if<model::Or>(&condition.node)) {
    explain(either->left, view, wanted, out);
    explain(either->right, view, wanted, out);
  } else if (const auto* negated = std::get_if<model::Not>(&condition.node)) {
    explain(negated->inner, view, !wanted, out);
  } else if (const auto fact = fact_of(condition)) {
    add_sentence(out, fmt::format("{} is {}", family_.words.facts[*fact].name, value_text(*fact)));
  } else if (const model::Anchor* anchor = anchor_of(condition); anchor && now == Truth::unknown) {
    add_sentence(out, fmt::format("{} is not recorded", family_.words.facts[anchor->fact].name));
  } else {
    add_sentence(out, fmt::format("`{}` is {}", condition.text, now == Truth::yes ? "so" : "not so"));
  }
}

void Evaluator::add_sentence(std::string& out, const std::string& sentence) const {
  if (out == sentence || out.ends_with(", " + sentence) || out.starts_with(sentence + ", ") ||
      out.find(", " + sentence + ", ") != std::string::npos) {
    return;
  }
  if (!out.empty()) out += ", ";
  out += sentence;
}

}  // namespace engage::engine
