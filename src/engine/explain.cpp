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

// Whether a list of sentences holds one already.
bool said_before(std::string_view sentences, std::string_view sentence) {
  for (std::size_t at = sentences.find(sentence); at != std::string_view::npos; at = sentences.find(sentence, at + 1)) {
    const std::size_t end = at + sentence.size();
    const bool begins = at == 0 || sentences.substr(0, at).ends_with(", ");
    if (begins && (end == sentences.size() || sentences.substr(end).starts_with(", "))) return true;
  }
  return false;
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

// "consent_voicemail is no"
void Evaluator::say_fact(std::string& out, model::FactId id) const {
  const model::Fact& fact = family_.words.facts[id];
  const model::Value& value = (*facts_)[id];
  out += fact.name;
  out += " is ";
  switch (value.kind) {
    case model::Value::Kind::unknown: out += "not recorded"; break;
    case model::Value::Kind::yes_no: out += value.index != 0 ? "yes" : "no"; break;
    case model::Value::Kind::option: out += fact.options[static_cast<std::size_t>(value.index)]; break;
    case model::Value::Kind::number: fmt::format_to(std::back_inserter(out), "{}", value.number); break;
    case model::Value::Kind::date: append_date(out, value.date()); break;
    case model::Value::Kind::text:
      out += '"';
      out += value.text;
      out += '"';
      break;
  }
}

void Evaluator::why_not_owed(const StepInstance& instance, std::size_t line, model::EventId action, std::string& out) {
  const View context = view(instance);
  for_each_condition(instance, line, action, [&](model::ConditionId id) { explain(id, context, true, out); });
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
  } else {
    const std::size_t before = out.size();
    if (before > 0) out += ", ";
    const std::size_t begin = out.size();
    const model::Anchor* anchor = anchor_of(condition);
    if (const auto fact = fact_of(condition)) {
      say_fact(out, *fact);
    } else if (anchor && now == Truth::unknown) {
      say_fact(out, anchor->fact);
    } else {
      out += '`';
      out += condition.text;
      out += now == Truth::yes ? "` is so" : "` is not so";
    }
    if (said_before(std::string_view(out).substr(0, before), std::string_view(out).substr(begin))) out.resize(before);
  }
}

}  // namespace engage::engine
