#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <vector>

#include "cases/record.h"
#include "engine/engine.h"
#include "engine/replay.h"
#include "engine/trace.h"

namespace engage::engine {

// One case at one instant, open for questions: how it came there, what its conditions say, and what time
// alone would bring. The family and the record must outlive it.
class Inquiry {
 public:
  static std::expected<std::unique_ptr<Inquiry>, Undecided> open(const model::Family& family,
                                                                 const cases::Record& record, Instant now);

  // What has happened up to now; behind it what would happen if nothing more were recorded.
  const Trace& trace() const { return trace_; }
  // What work that would be (and not work that is owed now), each line when it is first owed.
  const std::vector<ComingWork>& coming() const { return coming_; }
  std::uint32_t happened() const { return happened_; }  // so many happenings are past
  Instant end_of_view() const { return end_; }          // so far it was looked ahead
  // From then on another version governs all cases; what lies ahead is as the policy reads now.
  const std::optional<Date>& until() const { return present_.regime().until; }

  // As of now.
  Instant now() const { return present_.state().now; }
  const State& state() const { return present_.state(); }
  const EpisodeState* episode() const { return present_.episode(); }
  bool in_episode() const { return present_.in_episode(); }
  // The version that governs the episode, or would govern one.
  const model::Policy& policy() const;
  bool has_unused_start() const { return present_.unused_start(present_.version_in_effect()).has_value(); }
  Evaluator::Line line(const StepInstance& instance, std::size_t line) { return evaluator().line(instance, line); }
  Truth guard(model::EventId action, const StepInstance& instance) {
    return evaluator().guard(action, evaluator().view(instance));
  }

  // The deadline of one of the step's lines alone; nothing while its anchor is not known, or where it is beyond the
  // calendar.
  std::optional<Deadline> line_deadline(const StepInstance& instance, std::size_t line);

  // A condition, in the scope of an episode; null: where there is none. Conditions that nobody had to ask may
  // turn on a date that cannot be worked out: then the answer is unknown, and there are no grounds.
  Truth truth(model::ConditionId condition, const model::Policy& policy, const EpisodeState* episode);
  // What keeps it from being `wanted`.
  std::vector<DatedGround> grounds(model::ConditionId condition, const model::Policy& policy,
                                   const EpisodeState* episode, bool wanted);
  // When the limit runs out; nothing while its anchor is not known.
  std::optional<Counting> counting_of(const model::Limit& limit) { return evaluator().counting_of(limit, *episode()); }

 private:
  Inquiry(const model::Family& family, const cases::Record& record, Instant now);
  void run_ahead();
  Evaluator& evaluator() { return present_.evaluator(); }

  const model::Family& family_;
  Replay present_;  // stays at now
  Replay ahead_;
  Trace trace_;
  std::vector<ComingWork> coming_;
  std::uint32_t happened_ = 0;
  Instant end_;
};

}  // namespace engage::engine
