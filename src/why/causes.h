#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/inquiry.h"
#include "why/why.h"

namespace engage::why {

// Puts into words what an inquiry knows: happenings, grounds of conditions, deadlines. Told in full, lines of the
// policy are quoted; briefly, steps are called by their titles.
class Causes {
 public:
  Causes(const Question& question, const engine::Inquiry& inquiry)
      : family_(question.family), record_(question.record), inquiry_(inquiry), sources_(&question.sources) {}
  // To tell briefly.
  Causes(const model::Family& family, const cases::Record& record, const engine::Inquiry& inquiry)
      : family_(family), record_(record), inquiry_(inquiry) {}

  // From the starting event, or the happening `first`, to that happening. Of the rounds of a `repeat` only
  // the first and the last are told.
  std::vector<Reason> chain(std::uint32_t last, std::uint32_t first = 0) const;
  // The last link of that chain that says something new, in a clause without a full stop: "`First attempt` is done".
  // Empty where that is the beginning of the case.
  std::string briefly(std::uint32_t last) const;

  // A condition of the policy, as it stands after `word` ("only if"), and what makes it what it is now.
  Reason condition(std::string_view word, model::ConditionId id, const model::Policy& policy,
                   const std::vector<engine::DatedGround>& grounds) const;
  std::vector<Reason> of(const std::vector<engine::DatedGround>& grounds, const model::Policy& policy,
                         std::uint32_t taken, Instant at) const;
  // What facts say now.
  Reason fact(model::FactId id) const { return fact(id, record_.entries.size(), inquiry_.now()); }

  // Entries since then of what the line asks for, that did not settle it: with another outcome, by another role, or
  // without saying so.
  std::vector<Reason> not_settling(const model::DoLine& line, Instant since) const;
  // Events that did not fire the rule again, as a firing of it was open.
  std::vector<Reason> held(const model::Policy& policy, model::RuleId rule, Instant since) const;

  Reason deadline(const model::Policy& policy, model::StepId step, const engine::DeadlineBasis& basis,
                  const std::optional<Deadline>& due) const;

  // A line of the policy, in backticks.
  std::string quoted(Span span) const;
  const std::string& name_of(model::EventId event) const { return family_.words.events[event].name; }
  // "visit_home as seen done by worker"
  std::string event_of(std::uint32_t entry) const;
  // "contact or replied"
  std::string names_of(const model::EventSet& events) const;

 private:
  using Happening = engine::Happening;

  const engine::Happening& happening(std::uint32_t index) const { return inquiry_.trace().happenings[index]; }
  bool brief() const { return sources_ == nullptr; }
  std::vector<std::uint32_t> way_to(std::uint32_t last) const;
  void add_start(std::vector<Reason>& chain, std::uint32_t index, const engine::Happening* entered) const;
  // One link; without text, where what led to it says enough.
  Reason link(const engine::Happening& happened) const;
  Reason stage(const engine::Happening& entered) const;
  Reason finish(const engine::Happening& finished) const;
  Reason rule(const engine::Happening& fired) const;
  Reason limit(const engine::Happening& ran_out) const;
  Reason step(const engine::Happening& happened) const;
  std::string step_briefly(const engine::Happening& happened) const;
  Reason wait(const engine::Happening& ended) const;
  std::string wait_briefly(const engine::Happening& ended) const;
  Reason round(const engine::Happening& began) const;
  Reason rounds_over(const engine::Happening& over) const;
  Reason branch(const engine::Happening& taken) const;
  Reason reason(Reason::Kind kind, const engine::Happening& happened, std::string text, Span span,
                const std::string& clause = {}) const;
  Span statement_of(const engine::Happening& happened) const;
  std::string counted(const engine::Happening& ended) const;
  std::string shortfall(const model::DoLine& line, std::size_t number, const model::Occurrence& what) const;
  bool after_closing(const engine::Happening& fired) const;
  Reason event(std::uint32_t entry) const;
  Reason fact(model::FactId id, std::size_t taken, Instant at) const;
  Reason part(const engine::DatedGround& ground, const model::Policy& policy, std::uint32_t taken, Instant at) const;

  const model::Family& family_;
  const cases::Record& record_;
  const engine::Inquiry& inquiry_;
  const Sources* sources_ = nullptr;  // null: it is told briefly
};

}  // namespace engage::why
