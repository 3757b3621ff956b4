#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cases/record.h"
#include "engine/coverage.h"
#include "engine/found.h"
#include "engine/state.h"
#include "model/policy.h"

namespace engage::engine {

// Thrown where a date cannot be worked out or the case does not settle; caught in Engine::assess.
struct CannotDecide {
  std::string reason;
};

// All questions that can be asked of a case at an instant. While answering it notes the next instant
// at which time alone could change an answer (language reference 5, 6.1, 6.5).
class Evaluator {
 public:
  explicit Evaluator(const model::Family& family);

  // The case, its facts as of now, and the state to ask. They must outlive the questions.
  void attach(const cases::Record& record, const std::vector<model::Value>& facts, const State& state);
  // To be called when a fact has changed, when an event has been taken, and when an episode or stage has
  // begun or ended: kept answers that depend on it are dropped.
  void facts_changed() {
    ++facts_epoch_;
    ++log_epoch_;
  }
  void event_taken() { ++log_epoch_; }
  void scope_changed() {
    ++scope_epoch_;
    ++log_epoch_;
  }

  // Notes what is reached, until null is given.
  void observe(Coverage* coverage) { coverage_ = coverage; }
  Coverage* coverage() const { return coverage_; }

  // The context of a question: the words and calendar of a policy, and the episode whose scope it
  // has; none in `applies when` and `starts on … when`.
  struct View {
    const model::Policy& policy;
    const EpisodeState* episode;
    std::optional<Date> its_date = {};  // of the round in which the question stands
  };
  View view(const StepInstance& instance) const;

  Truth truth(model::ConditionId condition, const View& view) {
    Memo& memo = memos_[policy_index(view.policy)][condition];
    if (memo.facts_epoch == facts_epoch_) {
      if (memo.depends == Depends::facts) return memo.answer;
      if (memo.depends == Depends::log && holds_still(memo, view)) {
        at_horizon(memo.until);
        return memo.answer;
      }
    }
    return ask_anew(condition, view, memo);
  }
  // Whether only facts decide it, neither time nor events.
  bool asks_facts_only(model::ConditionId condition, const View& view) const {
    return memos_[policy_index(view.policy)][condition].depends == Depends::facts;
  }
  // A whole condition, as its place asks it: counts for the coverage.
  Truth truth(std::optional<model::ConditionId> condition, const View& view);

  // --- steps
  struct Line {
    Truth owed;             // unknown: would be owed but for a condition that is unknown
    Truth wanted;           // the same without the guards
    std::uint64_t allowed;  // bit i: the guard of alternative i is true
  };
  Line line(const StepInstance& instance, std::size_t index);
  Truth guard(model::EventId action, const View& view);
  // A line's only-if, `if`, and the guard of one action, whichever is there.
  template <typename Visit>
  void for_each_condition(const StepInstance& instance, std::size_t line, model::EventId action, Visit visit) const {
    const model::Policy& policy = view(instance).policy;
    const model::Step& step = policy.steps[instance.step];
    if (step.only_if) visit(*step.only_if);
    if (step.lines[line].condition) visit(*step.lines[line].condition);
    if (policy.guards[action]) visit(*policy.guards[action]);
  }
  struct StepStatus {
    bool owed = false;       // some line is owed
    bool undecided = false;  // some line is not owed only because a condition is unknown
    bool blocked(const StepInstance& instance) const { return !owed && instance.settled == 0 && undecided; }
    bool ended(const StepInstance& instance) const { return !owed && !blocked(instance); }
  };
  StepStatus status(const StepInstance& instance);
  std::optional<Deadline> deadline(const StepInstance& instance);
  std::optional<Deadline> aim(const StepInstance& instance) const;
  // Of one of the step's own lines alone; nothing while its anchor is not known.
  std::optional<Deadline> line_deadline(const StepInstance& instance, std::size_t line) const;

  // --- limits: when one runs out; nothing while its anchor is not known
  std::optional<Counting> counting_of(const model::Limit& limit, const EpisodeState& episode) const;
  std::optional<Instant> runs_out(const model::Limit& limit, const EpisodeState& episode);

  // --- explanations
  // Adds the facts in the undecided parts of a condition that is unknown.
  void add_unknown(model::ConditionId id, const View& view, std::vector<model::FactId>& facts);
  void add_unknown(const model::Anchor& anchor, const View& view, std::vector<model::FactId>& facts) const;
  // Adds what keeps a condition from being `wanted`; the same is said once.
  void add_grounds(model::ConditionId id, const View& view, bool wanted, std::vector<Ground>& grounds);
  void add_dated_grounds(model::ConditionId id, const View& view, bool wanted, std::vector<DatedGround>& grounds);
  // Adds what keeps an action's guard, its line's `if` or the step's `only if` from being true.
  void add_grounds(const StepInstance& instance, std::size_t line, model::EventId action, std::vector<Ground>& grounds);

  // --- dates; by the calendar of the policy
  Instant opening_after(const model::Policy& policy, Instant from, Duration duration) const;
  Instant opening_before(const model::Policy& policy, Instant from, Duration duration) const;
  Deadline deadline_after(const model::Policy& policy, Instant from, Duration duration,
                          Adjust adjust = Adjust::none) const;
  Deadline deadline_before(const model::Policy& policy, Instant from, Duration duration,
                           Adjust adjust = Adjust::none) const;
  // The first of from + D, from + 2·D, …, each reckoned from there, that is not before `earliest`.
  Date next_multiple(const model::Policy& policy, Date from, Duration duration, Date earliest) const;

  Point point(const model::Anchor& anchor, const View& view) const;

  // The events that some condition of any version, or a deadline's anchor, asks for; and whether some
  // condition asks what became of a step.
  model::EventSet events_asked_for() const;
  bool asks_for_steps() const;

  // The next instant after now at which an answer given since the last reset may change.
  void reset_horizon() { horizon_ = kNever; }
  void at_horizon(Instant at) {
    if (at > state_->now && at < horizon_) horizon_ = at;
  }
  Instant horizon() const { return horizon_; }

 private:
  // What an answer depends on: facts alone; events, the episode and time as well; or also what became
  // of steps. The first two are kept until that changes.
  enum class Depends : std::uint8_t { facts, log, steps };
  struct Memo {
    Depends depends = Depends::steps;
    Truth answer = Truth::unknown;
    std::uint64_t facts_epoch = 0;
    // Depends::log
    std::uint64_t scope_epoch = 0;
    const EpisodeState* episode = nullptr;
    std::uint32_t taken = 0;
    Instant until = kNever;  // time alone may change it then
    model::EventSet events;  // that it asks for; others leave the answer as it is
  };
  bool holds_still(Memo& memo, const View& view) const;
  static void add_dependence(const model::Condition& condition, const std::vector<Memo>& parts, Memo& memo);
  static Depends depends_on(const model::Policy& policy, const model::Step& step, const std::vector<Memo>& memos);
  StepStatus ask_status(const StepInstance& instance);
  std::optional<Counting> counting_of(const model::DeadlineLine& line, const StepInstance& instance,
                                      const View& view) const;
  Deadline counted(const model::Policy& policy, const Counting& counting,
                   const std::optional<std::int16_t>& by_time) const;
  std::size_t policy_index(const model::Policy& policy) const {
    return static_cast<std::size_t>(&policy - family_.versions.data());
  }
  Truth ask_anew(model::ConditionId condition, const View& view, Memo& memo);
  // What a date that is worked out is; nothing while what it counts from is not known.
  std::optional<Date> date_of_word(const model::DateWord& word, const View& view) const;
  Truth ask(const model::AboutDate& node, const View& view) const;
  const Period* period_of(const model::Scope& scope, const Calendar& calendar);
  Point point_of_several(const model::Anchor& anchor, const View& view) const;
  Truth ask(const model::Happened& node, const View& view);
  Truth ask(const model::NoneHappened& node, const View& view);
  Truth ask(const model::Elapsed& node, const View& view);
  Truth ask(const model::StepState& node, const View& view) const;
  Truth ask(const model::StepOverdue& node, const View& view);
  Truth ask(const model::StepDue& node, const View& view);
  Truth ask(const model::Today& node, const View& view);
  std::optional<Window> window_of(const model::Scope& scope, bool ever, const View& view, Count& result);
  Count count(const model::EventSet& events, const model::Scope& scope, bool ever, const View& view);
  std::uint32_t floor(const View& view) const;
  bool overdue(const StepInstance& instance, const std::optional<Duration>& by, const View& view);
  template <typename Visit>
  void for_each_ground(model::ConditionId id, const View& view, bool wanted, Visit visit);
  Ground ground(const model::Condition& part, const View& view, Truth answer) const;
  DatedGround dated(const Ground& part, const View& view);

  const model::Family& family_;
  const cases::Record* record_ = nullptr;
  const std::vector<model::Value>* facts_ = nullptr;
  const State* state_ = nullptr;
  std::uint64_t facts_epoch_ = 1;
  std::uint64_t log_epoch_ = 1;
  std::uint64_t scope_epoch_ = 1;
  std::vector<std::vector<Memo>> memos_;     // by version and ConditionId
  std::vector<std::vector<Depends>> steps_;  // by version and StepId: all conditions of its lines together
  Instant horizon_ = kNever;
  Coverage* coverage_ = nullptr;
};

}  // namespace engage::engine
