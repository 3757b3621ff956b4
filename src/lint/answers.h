#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/parts.h"

// What conditions can answer, over everything that a case record may say: every fact unknown or with any
// value of its kind, every event happened or not. What hangs together is kept together (one fact asked
// twice, `E happened` against `no E` in one scope, the states of one step); what the rest of a case might
// rule out beyond that is not. So an answer that is not found here is given by no case.
namespace engage::lint {

// The value of a text fact that is like none that a policy names: no policy can write it.
inline constexpr std::string_view kOtherText = "\n";

using model::Truth;

// A condition that is known to be true, or known not to be (no or unknown).
struct Given {
  model::ConditionId condition = 0;
  bool is_true = true;
  friend bool operator==(const Given&, const Given&) = default;
};

// When conditions are asked: the starting event has happened by then; a stage that has just been entered
// holds nothing yet.
enum class Asking : std::uint8_t { before_episode, in_episode, on_entry };

// Goes through all kinds of cases that the conditions can tell apart:
//
//   Answers answers(policy, words, {condition}, Asking::in_episode);
//   if (answers.too_many()) return;
//   do { … answers.of(condition) … } while (answers.next());
class Answers {
 public:
  Answers(const model::Policy& policy, const model::Words& words, const std::vector<model::ConditionId>& roots,
          Asking asking);

  // More kinds of cases than are looked at: nothing can be said.
  bool too_many() const { return too_many_; }
  // Of any condition that the roots are made of.
  Truth of(model::ConditionId condition) const { return truth_[place_of(condition)]; }
  bool agrees(const std::vector<Given>& given) const;
  bool next();

  // The facts that the roots ask for, those too that they only count from.
  std::vector<model::FactId> facts() const;
  // What one of them is: unknown, or one of the values that the roots cannot tell apart.
  const model::Value& value(model::FactId fact) const { return question(fact).values[question(fact).at]; }
  // Whether the roots cannot tell it from that value.
  bool is_like(model::FactId fact, const model::Value& value) const;

 private:
  // Something that a case may be in one of a few ways: a fact by its value, an event by how often it
  // happened in a scope, a step by what became of it.
  struct Question {
    std::vector<model::ConditionId> asked_by;  // conditions without parts
    std::vector<std::size_t> places;           // theirs in the order
    std::vector<std::vector<Truth>> ways;      // what those answer, way by way
    std::optional<model::FactId> fact;         // that it is about: its first way is to be unknown
    std::vector<model::Value> values;          // of the fact, way by way
    std::optional<std::size_t> anchor;         // the question about the date that it counts from
    std::size_t at = 0;                        // the way being looked at
  };

  bool same_question(model::ConditionId one, model::ConditionId other) const;
  std::size_t question_about(model::FactId fact);
  const Question& question(model::FactId fact) const;
  void enter(model::ConditionId leaf);
  template <typename Answer>
  void add_way(Question& question, const Answer& answer) const;
  void find_ways_of_fact(Question& question) const;
  void find_ways_of_count(Question& question, const model::Scope& scope, bool entered) const;
  void find_ways(Question& question) const;
  void evaluate();

  const model::Policy& policy_;
  const model::Words& words_;
  Asking asking_;
  bool too_many_ = false;
  struct Sides {
    std::size_t left = 0, right = 0;
  };  // places of the parts of `and` and `or`; of `not`, twice the one

  std::size_t place_of(model::ConditionId condition) const {
    const auto place = std::lower_bound(order_.begin(), order_.end(), condition);
    assert(place != order_.end() && *place == condition);
    return static_cast<std::size_t>(place - order_.begin());
  }

  std::vector<model::ConditionId> order_;  // all parts, parts first
  std::vector<Sides> sides_;               // here and below: by place in that order
  std::vector<Question> questions_;
  std::vector<Truth> truth_;
};

}  // namespace engage::lint
