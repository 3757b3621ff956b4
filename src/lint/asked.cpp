#include "lint/asked.h"

#include <algorithm>

namespace engage::lint {
namespace {

// Which answers a condition can have: a bit for each.
using Possible = std::uint8_t;

constexpr Possible bit(Truth truth) { return static_cast<Possible>(1u << static_cast<unsigned>(truth)); }
constexpr Possible kAlways = bit(Truth::yes);
constexpr Possible kNever = bit(Truth::no);

class Judge {
 public:
  Judge(const model::Policy& policy, const model::Words& words, const Asked& asked) : policy_(policy) {
    Answers answers(policy, words, {asked.condition}, asked.asking());
    if (answers.too_many()) return;
    parts_ = all_parts(policy, {asked.condition});
    possible_.resize(parts_.size());
    do {
      for (std::size_t i = 0; i < parts_.size(); ++i) possible_[i] |= bit(answers.of(parts_[i]));
    } while (answers.next());
    const Possible whole = possible(asked.condition);
    decides_ = whole == kAlways || (whole & kAlways) == 0;
    look(asked.condition);
  }

  const std::vector<Judged>& found() const { return found_; }

 private:
  Possible possible(model::ConditionId id) const {
    return possible_[static_cast<std::size_t>(std::lower_bound(parts_.begin(), parts_.end(), id) - parts_.begin())];
  }
  bool never(model::ConditionId id) const { return (possible(id) & kAlways) == 0; }
  bool always(model::ConditionId id) const { return possible(id) == kAlways; }

  void look(model::ConditionId id) {
    const model::Condition& condition = policy_.conditions[id];
    if (never(id)) return tell(id, Verdict::never);
    if (always(id)) return tell(id, Verdict::always);
    if ((possible(id) & kNever) == 0 && only_fact(policy_, id)) {
      found_.push_back({id, Verdict::only_known, false});
      return;
    }
    for (const model::ConditionId part : parts_of(condition)) look(part);
  }

  // If a part is to blame, that part.
  void tell(model::ConditionId id, Verdict verdict) {
    const model::Condition& condition = policy_.conditions[id];
    const bool negation = std::holds_alternative<model::Not>(condition.node);
    bool by_part = false;
    for (const model::ConditionId part : parts_of(condition)) {
      const bool blamed = negation ? (verdict == Verdict::never ? always(part) : possible(part) == kNever)
                                   : (verdict == Verdict::never ? never(part) : always(part));
      if (!blamed) continue;
      by_part = true;
      look(part);
    }
    if (!by_part) found_.push_back({id, verdict, decides_});
  }

  const model::Policy& policy_;
  std::vector<model::ConditionId> parts_;  // of the condition, in order
  std::vector<Possible> possible_;         // by place among them
  bool decides_ = false;
  std::vector<Judged> found_;
};

}  // namespace

std::vector<Asked> conditions_asked(const model::Policy& policy) {
  using Place = Asked::Place;
  std::vector<Asked> asked;
  auto add = [&](std::optional<model::ConditionId> condition, Place place) {
    if (condition) asked.push_back({*condition, place});
  };
  add(policy.applies_when, Place::applies);
  add(policy.starts_when, Place::starts);
  for (const std::optional<model::ConditionId>& guard : policy.guards) add(guard, Place::guard);
  for (const model::Step& step : policy.steps) {
    add(step.only_if, Place::step);
    for (const model::DoLine& line : step.lines) add(line.condition, Place::line);
  }
  for (const model::Rule& rule : policy.rules) add(rule.condition, Place::rule);
  for (const model::Statement& statement : policy.statements) {
    if (const auto* branch = std::get_if<model::If>(&statement.node)) add(branch->condition, Place::branch);
    if (const auto* hold = std::get_if<model::WaitUntil>(&statement.node)) add(hold->condition, Place::hold);
    if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) add(repeat->until, Place::rounds);
  }
  return asked;
}

std::vector<Judged> judge(const model::Policy& policy, const model::Words& words, const Asked& asked) {
  return Judge(policy, words, asked).found();
}

std::optional<model::FactId> only_fact(const model::Policy& policy, model::ConditionId condition) {
  std::optional<model::FactId> found;
  for (const model::ConditionId id : all_parts(policy, {condition})) {
    const auto& node = policy.conditions[id].node;
    if (!parts_of(policy.conditions[id]).empty()) continue;
    const auto* is = std::get_if<model::FactIs>(&node);
    const auto* compares = std::get_if<model::FactCompares>(&node);
    if (!is && !compares) return std::nullopt;
    const model::FactId fact = is ? is->fact : compares->fact;
    if (found && *found != fact) return std::nullopt;
    found = fact;
  }
  return found;
}

}  // namespace engage::lint
