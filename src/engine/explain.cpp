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
    visit(id, now);
  }
}

void Evaluator::explain(model::ConditionId id, const View& view, bool wanted, std::string& out) {
  for_each_ground(id, view, wanted, [&](model::ConditionId part, Truth now) {
    const model::Condition& condition = view.policy.conditions[part];
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
  });
}

void Evaluator::add_grounds(model::ConditionId id, const View& view, bool wanted, std::vector<Ground>& grounds) {
  for_each_ground(id, view, wanted, [&](model::ConditionId part, Truth now) {
    const bool known =
        std::any_of(grounds.begin(), grounds.end(), [&](const Ground& g) { return g.condition == part; });
    if (!known) grounds.push_back(ground(part, view, now));
  });
}

// What a part turns on: a fact, an event, a date.
Ground Evaluator::ground(model::ConditionId id, const View& view, Truth answer) {
  const model::Condition& condition = view.policy.conditions[id];
  Ground ground;
  ground.condition = id;
  ground.answer = answer;
  ground.fact = fact_of(condition);
  const model::Anchor* anchor = anchor_of(condition);
  if (anchor && anchor->kind == model::Anchor::Kind::date_fact) ground.fact = anchor->fact;
  const auto scope = [&](const model::EventSet& events, const model::Scope& asked) {
    ground.entry = count(events, asked, view).latest;
    if (asked.kind == model::Scope::Kind::within) {
      const Point from = point(asked.anchor, view);
      if (from.known == Truth::yes) ground.counting = Counting{from.at, asked.duration, Adjust::none, false};
    } else if (asked.kind == model::Scope::Kind::last) {
      if (ground.entry) {
        ground.counting = Counting{record_->entries[*ground.entry].at, asked.duration, Adjust::none, false};
      } else if (answer == Truth::no && std::holds_alternative<model::NoneHappened>(condition.node)) {
        ground.counting = Counting{view.episode->start, asked.duration, Adjust::none, false};
      }
    }
    if (const auto& found = ground.counting) {
      ground.turns = deadline_after(view.policy, found->from, found->duration).passed_at();
    }
  };
  if (const auto* happened = std::get_if<model::Happened>(&condition.node)) {
    scope(happened->events, happened->scope);
  } else if (const auto* none = std::get_if<model::NoneHappened>(&condition.node)) {
    scope(none->events, none->scope);
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
