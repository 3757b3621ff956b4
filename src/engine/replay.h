#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cases/record.h"
#include "engine/evaluate.h"
#include "engine/regime.h"
#include "engine/settles.h"
#include "engine/state.h"
#include "engine/trace.h"
#include "model/policy.h"

namespace engage::engine {

// Plays a case through time: events one at a time, and before each what time alone brings about
// (language reference 6.3 to 6.7). Keeps its memory from case to case.
class Replay {
 public:
  explicit Replay(const model::Family& family);

  void begin(const cases::Record& record, const Regime& regime);
  // All that happens up to and including `now`; of the log, what it holds up to `log_end`.
  void run_until(Instant now, Instant log_end);
  // What time alone brings about at the next wake. After run_until this runs ahead of the log.
  void wake();
  // To where the state was kept, after running ahead from there: the log may be followed again.
  void come_back(const State& kept);

  // While running ahead: the work of each step that opens without ending at once, until null is given. Of a watched
  // sequence only the first step is, that it, or the stage's sequence that takes its place, opens so.
  enum class Of : std::uint8_t { watched, all };
  void collect(std::vector<ComingWork>* work, Of whom = Of::watched) {
    work_ = work;
    work_of_ = whom;
  }
  // Watches the sequences that now wait, hold or rest, and that a step may come of; says whether any is being watched.
  void watch_waiting();
  bool watching() const;

  // Forgets steps and sequences that have ended and that nothing asks for, so that a long case takes no more memory
  // and time than it has to; for those who do not look at them.
  void forget_ended() { forgets_ended_ = true; }

  // How often time alone has been asked what it brings, in all cases so far: the measure of the work done.
  std::uint64_t wakes() const { return wakes_; }

  // Keeps in `trace` what happens from now on, until null is given.
  void keep(Trace* trace) { trace_ = trace; }

  State& state() { return state_; }
  const State& state() const { return state_; }
  const cases::Record& record() const { return *record_; }
  Evaluator& evaluator() { return evaluator_; }
  const std::vector<model::Value>& facts() const { return facts_; }
  const Regime& regime() const { return regime_; }
  const model::Family& family() const { return family_; }

  // The present or last episode; null when none has started.
  const EpisodeState* episode() const { return state_.any_episode ? &state_.episodes.back() : nullptr; }
  bool in_episode() const { return state_.any_episode && state_.episodes.back().active; }
  // The version whose text is asked while no episode is there: the one in effect, else the first.
  std::size_t version_in_effect() const;
  // An event of the version's `starts on` that has happened and that no start has used up.
  std::optional<std::uint32_t> unused_start(std::size_t version) const;  // the latest: its place in the log

 private:
  EpisodeState& current() { return state_.episodes.back(); }
  std::uint16_t current_index() const { return static_cast<std::uint16_t>(state_.episodes.size() - 1); }
  Evaluator::View view(std::uint16_t episode) const {
    return {*state_.episodes[episode].policy, &state_.episodes[episode]};
  }
  bool surviving(const Thread& thread) const { return !in_episode() || thread.episode != current_index(); }

  // --- events (replay.cpp)
  void clock_set_back();
  void take(std::uint32_t index);
  bool find_lines(const model::Occurrence& what);
  void settle_line(StepInstance& instance, std::size_t line, const cases::Entry& entry);
  bool end_settled_steps();
  bool slot_used(const model::DoLine& line, const EpisodeState& episode, const cases::Entry& entry) const;
  bool end_waits(const model::Occurrence& what);
  bool fire_on_rules(const model::Occurrence& what);
  bool runs(model::RuleId id) const;

  // --- episodes (episodes.cpp)
  bool try_start();
  void start_episode(std::size_t version, std::uint32_t event);
  void forget_old();
  void tidy();
  void pack(const std::vector<bool>& keep_instance, const std::vector<bool>& keep_thread);
  // `cause` and `statement`: of what says so, for the trace.
  void go_to(model::StageId stage, std::optional<std::size_t> executor, std::uint32_t cause,
             model::StatementId statement);
  void finish(model::OutcomeId outcome, std::uint32_t cause, model::StatementId statement);
  template <typename Ends>
  void end_threads(Ends ends, std::uint32_t cause);
  void end_firings(model::RuleId rule, std::uint32_t cause);
  bool end_step(StepInstance& instance);
  void leave_step(const StepInstance& instance);
  Thread& enter_stage(model::StageId stage, std::optional<model::StageId> from);
  void begin_alongside(model::RuleId id);
  Thread firing_of(model::RuleId id);
  std::uint32_t add(const Thread& thread);
  void spend_limits();
  std::optional<Instant> runs_out(model::LimitId id);

  // --- settling down (settle.cpp)
  void settle_down();
  void end_steps();
  void ask_applies();
  bool run_limits();
  bool act_on(model::LimitId id);
  bool run_when_rules();
  bool run_rules_after_closing();
  bool run_when_rule(model::RuleId id);
  void fire(model::RuleId id);
  bool run_threads();
  bool advance(std::size_t index);
  bool advance_step(std::size_t index);
  bool advance_wait(std::size_t index);
  bool execute(std::size_t index);
  void open_step(std::size_t index, model::StepId step);
  void pass_over(const StepInstance& instance);
  void note_work(const Thread& thread, const StepInstance& instance);

  // --- rounds (rounds.cpp)
  void execute_repeat(Thread& thread, const model::Repeat& repeat);
  void leave_rounds(Thread& thread, const model::Repeat& repeat);
  void begin_round(Thread& thread, const model::Repeat& repeat);
  std::optional<Instant> round_opens(Thread& thread, const model::Repeat& repeat);
  Instant not_before(const Thread& thread, const model::Repeat& repeat) const;
  std::optional<DateSpan> next_dates(Thread& thread, const model::Repeat& repeat);
  bool open_early(const model::Occurrence& what);
  bool would_settle(const Thread& thread, const model::Repeat& repeat, const model::Occurrence& what);

  // --- what happens, for the trace; only while one is kept (trace.cpp)
  Happening& note(Happening::Kind kind, const model::Policy& policy, std::uint32_t cause);
  std::uint32_t latest_note() const { return static_cast<std::uint32_t>(trace_->happenings.size() - 1); }
  void note_start(EpisodeState& episode);
  std::uint32_t note_stage(model::StageId stage, std::uint32_t cause, model::StatementId statement);
  std::uint32_t note_finish(model::OutcomeId outcome, std::uint32_t cause, model::StatementId statement);
  std::uint32_t note_limit(model::LimitId id);
  void note_firing(Thread& thread, model::RuleId id);
  void note_step(Thread& thread, Happening::Kind kind, const StepInstance& instance);
  void note_settled(const StepInstance& instance, std::size_t line);
  void note_left(const StepInstance& instance, std::uint32_t cause);
  void note_wait(Thread& thread);
  void note_branch(Thread& thread, const model::If& branch, bool met);
  void note_round(Thread& thread, const model::Repeat& repeat, Happening::Kind kind, bool met);

  template <typename T>
  void remember(std::vector<Remembered<T>>& list, T what) {
    list.push_back({std::move(what), by_event_});
  }

  const model::Family& family_;
  Evaluator evaluator_;
  const cases::Record* record_ = nullptr;
  Regime regime_;
  std::vector<model::Value> facts_;
  State state_;
  EpisodeState spare_;          // lends its memory to the next episode
  std::uint32_t by_event_ = 0;  // the event being taken, index + 1
  std::uint32_t round_ = 0;     // of the present settling down
  std::uint64_t wakes_ = 0;
  bool forgets_ended_ = false;
  std::size_t tidy_at_ = 256;                           // so many steps and sequences
  std::vector<std::vector<std::uint16_t>> step_names_;  // by version and StepId: index into State::openings
  std::size_t step_name_count_ = 0;
  std::vector<std::vector<bool>> leads_to_step_;  // by version and StatementId
  model::EventSet asked_for_;                     // events that conditions and anchors of any version ask for
  bool asks_for_steps_ = false;                   // some condition asks what became of a step
  bool may_open_early_ = false;                   // some rounds are opened by work that is done early
  bool asks_after_closing_ = false;               // some rule is asked after its episode is over
  // The rules of each version by kind: by stage its own, and those of the policy, in the order written.
  struct RuleLists {
    std::vector<std::vector<model::RuleId>> of_stages;
    std::vector<model::RuleId> of_policy;
  };
  struct VersionRules {
    RuleLists on, when, alongside;
  };
  std::vector<VersionRules> rules_;
  const VersionRules& rules_of(const model::Policy& policy) const {
    return rules_[static_cast<std::size_t>(&policy - family_.versions.data())];
  }
  // The lines that the present event settles.
  struct FoundLine {
    std::size_t instance;
    std::size_t line;
  };
  std::vector<FoundLine> found_;
  std::vector<ComingWork>* work_ = nullptr;
  Of work_of_ = Of::watched;
  Trace* trace_ = nullptr;
};

}  // namespace engage::engine
