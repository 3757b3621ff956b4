#pragma once

#include <vector>

#include "engine/inquiry.h"
#include "why/causes.h"
#include "why/why.h"

namespace engage::why {

// What keeps work from being owed now.
class Obstacles {
 public:
  Obstacles(const Question& question, engine::Inquiry& inquiry, const Causes& causes)
      : question_(question), inquiry_(inquiry), causes_(causes) {}

  // Of a line of a step that is not open in the present episode: what comes before it, the nearest first; and
  // what it asks for itself when it opens, of one of its actions or of all.
  std::vector<Reason> before(model::StepId id, std::size_t index, std::optional<model::EventId> action);
  // Of a rule that has not fired, or whose last firing is over.
  std::vector<Reason> before_firing(model::RuleId id);
  // Of an open line that is not owed; of one that is, what keeps this alternative from it.
  std::vector<Reason> of_line(const engine::StepInstance& instance, std::size_t index,
                              std::optional<model::EventId> action);
  // Of a step that several lines set a deadline: what the lines that do not count would give, or why nothing.
  std::vector<Reason> other_lines(const engine::StepInstance& instance, const engine::DeadlineBasis& basis,
                                  const std::optional<Deadline>& due);
  // Why the case is not in an episode; nothing where it is.
  std::vector<Reason> without_episode();

 private:
  const model::Policy& policy() const { return inquiry_.policy(); }
  const engine::EpisodeState& episode() const { return *inquiry_.episode(); }
  // Adds what keeps a condition from being true, if anything does.
  void add_condition(std::vector<Reason>& reasons, std::string_view word, std::optional<model::ConditionId> condition,
                     const engine::EpisodeState* episode);
  void add_place(std::vector<Reason>& reasons, const engine::Thread& thread);
  void add_open_step(std::vector<Reason>& reasons, const engine::StepInstance& instance);
  void add_ways_into(std::vector<Reason>& reasons, model::StageId stage);
  void add_way(std::vector<Reason>& reasons, model::StageId from, const model::Statement& statement);
  void add_passed(std::vector<Reason>& reasons, model::StepId step);
  const engine::Thread* thread_of(std::optional<model::RuleId> rule) const;
  bool leads_to(model::Next from, model::StepId step) const;
  bool holds(model::Next from, model::StatementId statement) const;

  const Question& question_;
  engine::Inquiry& inquiry_;
  const Causes& causes_;
};

}  // namespace engage::why
