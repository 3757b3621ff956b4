#pragma once

#include <cstdint>
#include <vector>

#include "engine/assessment.h"
#include "engine/replay.h"

// From where a case stands to what is to be said of it (language reference 6.8).
namespace engage::engine {

// The `do` line as owed work; its state is as of the evaluator's instant. `due` is what the evaluator has
// just answered.
OwedAction owed_action(Replay& replay, const StepInstance& instance, std::size_t line, std::uint64_t allowed,
                       const std::optional<Deadline>& due);

// The lines of an open step that nothing has settled: visit(i, its answers).
template <typename Visit>
void for_each_line(Replay& replay, const StepInstance& instance, Visit visit) {
  const std::size_t lines = replay.state().episodes[instance.episode].policy->steps[instance.step].lines.size();
  for (std::size_t i = 0; i < lines; ++i) {
    if ((instance.settled >> i & 1) == 0) visit(i, replay.evaluator().line(instance, i));
  }
}

// Those that are owed now, as work.
template <typename Visit>
void for_each_owed(Replay& replay, const StepInstance& instance, Visit visit) {
  const std::optional<Deadline> due = replay.evaluator().deadline(instance);
  for_each_line(replay, instance, [&](std::size_t i, const Evaluator::Line& line) {
    if (line.owed == Truth::yes) {
      visit(owed_action(replay, instance, i, line.allowed, due));
    }
  });
}

// All of an assessment but what it waits for, what is upcoming and the next change. Vectors keep their memory.
void describe(Replay& replay, Assessment& result);

// What an episode waits for that has not started; nothing where the case waits for none.
std::optional<Pending> pending_start(Replay& replay);

// The next instant after now at which an open line or blocked step becomes due today or overdue.
Instant next_due_change(const Assessment& assessment, Instant now);

// Running ahead stops five years after now, and where the calendar's coverage ends.
Instant end_of_view(const model::Policy& policy, Instant now);

// Whether two reports of one case differ in what counts as a change.
bool differs(const Assessment& a, const Assessment& b);

}  // namespace engage::engine
