#include "lint/answers.h"

#include <algorithm>
#include <set>

namespace engage::lint {
namespace {

constexpr std::size_t kMostCases = 20000;            // kinds of cases looked at for one condition
constexpr std::size_t kMostParts = 2000;             // of the conditions that are looked at together
constexpr std::size_t kMostAnswers = 4'000'000'000;  // kinds of cases, times those parts, times the policy's conditions

using Kind = model::Scope::Kind;

bool same(const model::Anchor& a, const model::Anchor& b) {
  return a.kind == b.kind && a.fact == b.fact && a.events == b.events;
}

const model::EventSet& events_of(const model::Condition& condition) {
  const auto* happened = std::get_if<model::Happened>(&condition.node);
  return happened ? happened->events : std::get<model::NoneHappened>(condition.node).events;
}

// What a condition on a fact answers for a value of it.
Truth answer_for(const model::Condition& condition, const model::Value& value) {
  if (const auto* known = std::get_if<model::FactKnown>(&condition.node)) return model::answer(*known, value);
  if (const auto* is = std::get_if<model::FactIs>(&condition.node)) return model::answer(*is, value);
  return model::answer(std::get<model::FactCompares>(condition.node), value);
}

// One value of each kind that comparisons with these can tell apart.
std::vector<model::Value> representatives(const model::Fact& fact, const std::vector<model::Value>& compared) {
  std::vector<model::Value> values;
  std::set<double> numbers;
  std::set<std::int32_t> days;
  switch (fact.type) {
    case model::FactType::yes_no: return {model::Value::yes_no(true), model::Value::yes_no(false)};
    case model::FactType::choice:
    case model::FactType::scale:
      for (std::size_t i = 0; i < fact.options.size(); ++i) values.push_back(model::Value::option(static_cast<int>(i)));
      return values;
    case model::FactType::text:
      values = compared;
      values.push_back(model::Value::of(kOtherText));
      return values;
    case model::FactType::number:
      for (const model::Value& value : compared) numbers.insert(value.number);
      if (numbers.empty()) return {model::Value::of(0.0)};
      values.push_back(model::Value::of(*numbers.begin() - 1));
      for (auto at = numbers.begin(); at != numbers.end(); ++at) {
        values.push_back(model::Value::of(*at));
        const auto next = std::next(at);
        values.push_back(model::Value::of(next == numbers.end() ? *at + 1 : *at + (*next - *at) / 2));
      }
      return values;
    case model::FactType::date:
      days = {kFirstDate.days, kLastDate.days};
      for (const model::Value& value : compared) {
        for (const int off : {-1, 0, 1}) days.insert(std::clamp(value.index + off, kFirstDate.days, kLastDate.days));
      }
      for (const std::int32_t day : days) values.push_back(model::Value::of(Date{day}));
      return values;
  }
  return values;
}

// How often an event happened in a scope, as far as it matters.
struct Tally {
  bool anchored = true;  // what the scope counts from has happened
  int events = 0;
  bool closed = true;  // the time in which none was to happen is over
};

Truth answer_for(const model::Condition& condition, const Tally& tally) {
  if (!tally.anchored) return Truth::no;
  if (const auto* happened = std::get_if<model::Happened>(&condition.node)) {
    return model::truth_of(tally.events >= happened->at_least);
  }
  return model::truth_of(tally.events == 0 && tally.closed);
}

bool is_event(const model::Anchor& anchor) {
  return anchor.kind == model::Anchor::Kind::latest_event || anchor.kind == model::Anchor::Kind::first_event;
}

// Whether the event that starts an episode is among these, whichever it was.
bool hold_the_start(const model::EventSet& events, const model::Policy& policy, const model::Words& words) {
  for (std::size_t i = 0; i < words.events.size(); ++i) {
    const auto id = static_cast<model::EventId>(i);
    if (policy.starts_on.contains(id) && !events.contains(id)) return false;
  }
  return true;
}

}  // namespace

Answers::Answers(const model::Policy& policy, const model::Words& words, const std::vector<model::ConditionId>& roots,
                 Asking asking)
    : policy_(policy), words_(words), asking_(asking), order_(all_parts(policy, roots)), truth_(order_.size()) {
  too_many_ = order_.size() > kMostParts;
  if (too_many_) return;
  for (const model::ConditionId id : order_) {
    const std::vector<model::ConditionId> parts = parts_of(policy_.conditions[id]);
    if (parts.empty()) enter(id);
    Sides& sides = sides_.emplace_back();
    if (!parts.empty()) sides = {place_of(parts.front()), place_of(parts.back())};
  }
  // A policy of thousands of conditions is looked at in less detail, so that all of them together take seconds.
  const std::size_t most = std::min(kMostCases, kMostAnswers / (order_.size() * policy.conditions.size() + 1));
  std::size_t cases = 1;
  for (Question& question : questions_) {
    for (const model::ConditionId leaf : question.asked_by) question.places.push_back(place_of(leaf));
    find_ways(question);
    cases *= question.ways.size();
    too_many_ = too_many_ || cases > most;
    if (too_many_) return;
  }
  evaluate();
}

bool Answers::same_question(model::ConditionId one, model::ConditionId other) const {
  const model::Condition &a = policy_.conditions[one], &b = policy_.conditions[other];
  const model::Scope *scope = scope_of(a), *other_scope = scope_of(b);
  if (scope && other_scope) {
    return scope->kind == other_scope->kind && scope->duration == other_scope->duration &&
           same(scope->anchor, other_scope->anchor) && events_of(a) == events_of(b);
  }
  if (a.node.index() != b.node.index()) return false;
  if (const auto* elapsed = std::get_if<model::Elapsed>(&a.node)) {
    const auto& also = std::get<model::Elapsed>(b.node);
    return elapsed->duration == also.duration && elapsed->before == also.before && same(elapsed->anchor, also.anchor);
  }
  if (const auto* state = std::get_if<model::StepState>(&a.node)) {
    return state->step == std::get<model::StepState>(b.node).step;
  }
  if (const auto* overdue = std::get_if<model::StepOverdue>(&a.node)) {
    const auto& also = std::get<model::StepOverdue>(b.node);
    return overdue->step == also.step && overdue->by == also.by;
  }
  return false;
}

std::size_t Answers::question_about(model::FactId fact) {
  const auto known =
      std::find_if(questions_.begin(), questions_.end(), [&](const Question& other) { return other.fact == fact; });
  if (known != questions_.end()) return static_cast<std::size_t>(known - questions_.begin());
  questions_.push_back({{}, {}, {}, fact, {}, {}, 0});
  return questions_.size() - 1;
}

void Answers::enter(model::ConditionId leaf) {
  const model::Condition& condition = policy_.conditions[leaf];
  if (const auto fact = fact_of(condition)) {
    questions_[question_about(*fact)].asked_by.push_back(leaf);
    return;
  }
  for (Question& question : questions_) {
    if (question.asked_by.empty() || !same_question(leaf, question.asked_by.front())) continue;
    question.asked_by.push_back(leaf);
    return;
  }
  Question question{{leaf}, {}, {}, {}, {}, {}, 0};
  const model::Anchor* anchor = anchor_of(condition);
  if (anchor && anchor->kind == model::Anchor::Kind::date_fact) question.anchor = question_about(anchor->fact);
  questions_.push_back(std::move(question));
}

// A way is an answer to each condition that asks the question; the same one is kept once.
template <typename Answer>
void Answers::add_way(Question& question, const Answer& answer) const {
  std::vector<Truth> way;
  for (const model::ConditionId leaf : question.asked_by) way.push_back(answer(policy_.conditions[leaf]));
  // The first way of a fact is to be unknown; other questions may hang on that.
  const auto first = question.ways.begin() + (question.fact && !question.ways.empty() ? 1 : 0);
  if (std::find(first, question.ways.end(), way) == question.ways.end()) question.ways.push_back(std::move(way));
}

void Answers::find_ways_of_fact(Question& question) const {
  std::vector<model::Value> compared;
  for (const model::ConditionId leaf : question.asked_by) {
    const auto& node = policy_.conditions[leaf].node;
    if (const auto* is = std::get_if<model::FactIs>(&node)) {
      compared.insert(compared.end(), is->values.begin(), is->values.end());
    } else if (const auto* compares = std::get_if<model::FactCompares>(&node)) {
      compared.push_back(compares->value);
    }
  }
  std::vector<model::Value> values = representatives(words_.facts[*question.fact], compared);
  values.insert(values.begin(), model::Value::unknown());
  for (const model::Value& value : values) {
    add_way(question, [&](const model::Condition& leaf) { return answer_for(leaf, value); });
    if (question.values.size() < question.ways.size()) question.values.push_back(value);
  }
}

void Answers::find_ways_of_count(Question& question, const model::Scope& scope, bool entered) const {
  const model::Condition& condition = policy_.conditions[question.asked_by.front()];
  const model::Anchor* anchor = anchor_of(condition);
  const auto add_tally = [&](const Tally& tally) {
    add_way(question, [&](const model::Condition& leaf) { return answer_for(leaf, tally); });
  };
  if (anchor && is_event(*anchor)) add_tally({false, 0, true});
  const bool timed = scope.kind == Kind::last || scope.kind == Kind::within;
  const bool started = asking_ != Asking::before_episode && scope.kind == Kind::episode &&
                       hold_the_start(events_of(condition), policy_, words_);
  if (!started && !(entered && timed)) add_tally({true, 0, true});
  if (timed) add_tally({true, 0, false});
  if (asking_ == Asking::on_entry && (scope.kind == Kind::stage || (entered && !timed))) return;
  add_tally({true, 1, true});
  for (const model::ConditionId leaf : question.asked_by) {
    const auto* happened = std::get_if<model::Happened>(&policy_.conditions[leaf].node);
    if (happened) add_tally({true, happened->at_least, true});
  }
}

void Answers::find_ways(Question& question) const {
  if (question.fact) return find_ways_of_fact(question);
  const model::Condition& condition = policy_.conditions[question.asked_by.front()];
  const model::Anchor* anchor = anchor_of(condition);
  const bool entered = asking_ == Asking::on_entry && anchor && anchor->kind == model::Anchor::Kind::stage_start;
  if (const model::Scope* scope = scope_of(condition)) return find_ways_of_count(question, *scope, entered);
  if (std::holds_alternative<model::StepState>(condition.node)) {
    using State = model::StepState::State;
    for (const std::optional<State> ended : {std::optional<State>(), {State::done}, {State::skipped}}) {
      add_way(question, [&](const model::Condition& leaf) {
        const State asked = std::get<model::StepState>(leaf.node).state;
        return model::truth_of(ended && (asked == State::over || asked == *ended));
      });
    }
    return;
  }
  const auto* elapsed = std::get_if<model::Elapsed>(&condition.node);
  const bool over = entered && elapsed->before, to_come = entered && !elapsed->before && elapsed->duration.count > 0;
  if (!over) add_way(question, [](const model::Condition&) { return Truth::no; });
  if (!to_come) add_way(question, [](const model::Condition&) { return Truth::yes; });
}

// Kleene's logic: no < unknown < yes.
void Answers::evaluate() {
  for (const Question& question : questions_) {
    const bool undecided = question.anchor && questions_[*question.anchor].at == 0;
    for (std::size_t i = 0; i < question.asked_by.size(); ++i) {
      truth_[question.places[i]] = undecided ? Truth::unknown : question.ways[question.at][i];
    }
  }
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const auto& node = policy_.conditions[order_[i]].node;
    const auto [left, right] = sides_[i];
    if (std::holds_alternative<model::And>(node)) {
      truth_[i] = std::min(truth_[left], truth_[right]);
    } else if (std::holds_alternative<model::Or>(node)) {
      truth_[i] = std::max(truth_[left], truth_[right]);
    } else if (std::holds_alternative<model::Not>(node)) {
      truth_[i] = static_cast<Truth>(2 - static_cast<int>(truth_[left]));
    }
  }
}

bool Answers::agrees(const std::vector<Given>& given) const {
  return std::all_of(given.begin(), given.end(),
                     [&](const Given& one) { return (of(one.condition) == Truth::yes) == one.is_true; });
}

std::vector<model::FactId> Answers::facts() const {
  std::vector<model::FactId> facts;
  for (const Question& question : questions_) {
    if (question.fact) facts.push_back(*question.fact);
  }
  return facts;
}

const Answers::Question& Answers::question(model::FactId fact) const {
  return *std::find_if(questions_.begin(), questions_.end(), [&](const Question& q) { return q.fact == fact; });
}

bool Answers::is_like(model::FactId fact, const model::Value& value) const {
  const Question& asked = question(fact);
  if (asked.values[asked.at].known() != value.known()) return false;
  for (std::size_t i = 0; i < asked.asked_by.size(); ++i) {
    if (answer_for(policy_.conditions[asked.asked_by[i]], value) != asked.ways[asked.at][i]) return false;
  }
  return true;
}

bool Answers::next() {
  for (Question& question : questions_) {
    if (++question.at < question.ways.size()) {
      evaluate();
      return true;
    }
    question.at = 0;
  }
  return false;
}

}  // namespace engage::lint
