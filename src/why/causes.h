#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/inquiry.h"
#include "why/why.h"

namespace engage::why {

// Puts into words what an inquiry knows: happenings, grounds of conditions, deadlines.
class Causes {
 public:
  Causes(const Question& question, const engine::Inquiry& inquiry) : question_(question), inquiry_(inquiry) {}

  // From the starting event, or the happening `first`, to that happening. Of the rounds of a `repeat` only
  // the first and the last are told.
  std::vector<Reason> chain(std::uint32_t last, std::uint32_t first = 0) const;

  // A condition of the policy, as it stands after `word` ("only if"), and what makes it what it is now.
  Reason condition(std::string_view word, model::ConditionId id, const model::Policy& policy,
                   const std::vector<engine::DatedGround>& grounds) const;
  std::vector<Reason> of(const std::vector<engine::DatedGround>& grounds, const model::Policy& policy,
                         std::uint32_t taken, Instant at) const;
  // What facts say now.
  Reason fact(model::FactId id) const { return fact(id, question_.record.entries.size(), inquiry_.now()); }

  Reason deadline(const model::Policy& policy, model::StepId step, const engine::DeadlineBasis& basis,
                  const std::optional<Deadline>& due) const;

  // A line of the policy, in backticks.
  std::string quoted(Span span) const;
  const std::string& name_of(model::EventId event) const { return question_.family.words.events[event].name; }
  const std::string& event_of(std::uint32_t entry) const { return name_of(*question_.record.entries[entry].event); }
  // "contact or replied"
  std::string names_of(const model::EventSet& events) const;

 private:
  using Happening = engine::Happening;

  const engine::Happening& happening(std::uint32_t index) const { return inquiry_.trace().happenings[index]; }
  std::vector<std::uint32_t> way_to(std::uint32_t last) const;
  void add_start(std::vector<Reason>& chain, std::uint32_t index, const engine::Happening* stage) const;
  void add_rule(std::vector<Reason>& chain, const engine::Happening& fired) const;
  void add_wait(std::vector<Reason>& chain, const engine::Happening& ended) const;
  void add_round(std::vector<Reason>& chain, const engine::Happening& began) const;
  void add(std::vector<Reason>& chain, const engine::Happening& happened) const;
  Reason reason(Reason::Kind kind, const engine::Happening& happened, std::string text) const;
  Reason event(std::uint32_t entry) const;
  Reason fact(model::FactId id, std::size_t taken, Instant at) const;
  Reason part(const engine::DatedGround& ground, const model::Policy& policy, std::uint32_t taken, Instant at) const;

  const Question& question_;
  const engine::Inquiry& inquiry_;
};

}  // namespace engage::why
