#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "engine/ground.h"
#include "model/policy.h"

namespace engage::engine {

enum class Status : std::uint8_t { not_applicable, not_started, active, finished };
enum class DueState : std::uint8_t { open, due_today, overdue };

// An opening of a step: the step, and the how-manieth opening of it in the case (from 1). The
// policy is the version that the opening's episode is governed by.
struct Opening {
  const model::Policy* policy = nullptr;
  model::StepId step = 0;
  std::uint32_t number = 0;
  friend bool operator==(const Opening&, const Opening&) = default;
};

// An earlier slot of a varying action.
struct Slot {
  std::optional<Weekday> weekday;
  std::optional<std::uint8_t> part_of_day;  // 0 morning, 1 afternoon, 2 evening
  std::optional<model::EventId> way;
  friend bool operator==(const Slot&, const Slot&) = default;
};

// Which of the sources of a deadline applied, the first of section 6.5 that does, and how it was counted.
struct DeadlineBasis {
  enum class Source : std::uint8_t {
    none,
    line,        // the line of its own that is the earliest of those whose anchor is known
    wait,        // the upper end of the wait, or of the rest between rounds, that led to it; the date of its round
    by_default,  // `default within D`
    given,       // `give at least D`
  } source = Source::none;
  std::uint8_t line = 0;                       // line: which of its own
  Counting counting;                           // source is not none
  model::StatementId statement = model::kEnd;  // wait: the `wait` or `repeat`
  std::uint64_t unknown = 0;                   // bit i: the anchor of line i is not known
  bool of_several = false;                     // there were others to choose from
  friend bool operator==(const DeadlineBasis&, const DeadlineBasis&) = default;
};

// A `do` line that is owed and not settled; of `upcoming`, one that will be.
struct OwedAction {
  Opening opening;
  std::uint8_t line = 0;
  std::uint64_t allowed = 0;  // bit i: the line's alternative i is not withheld
  Instant opens;
  std::optional<Deadline> due;
  DeadlineBasis basis;  // of `due`
  DueState state = DueState::open;
  int days_late = 0;                        // calendar days after the due date
  std::optional<Deadline> aim;              // `aim within`, where its anchor is known
  bool aim_missed = false;                  // it has passed
  std::vector<Slot> avoid;                  // slots used earlier, in order of use, each once
  std::optional<model::RuleId> escalation;  // the rule, when the work of an escalation
  friend bool operator==(const OwedAction&, const OwedAction&) = default;
};

inline const model::Step& step_of(const Opening& opening) { return opening.policy->steps[opening.step]; }
inline const model::DoLine& line_of(const OwedAction& owed) { return step_of(owed.opening).lines[owed.line]; }

struct BlockedStep {
  Opening opening;
  Instant opens;
  std::optional<Deadline> due;
  DueState state = DueState::open;
  std::vector<model::FactId> find_out;  // in order of declaration
  DeadlineBasis basis = {};             // of `due`
  friend bool operator==(const BlockedStep&, const BlockedStep&) = default;
};

struct WithheldAction {
  Opening opening;
  model::EventId action = 0;
  std::vector<Ground> because;
  friend bool operator==(const WithheldAction&, const WithheldAction&) = default;
};

struct FiredEscalation {
  const model::Policy* policy = nullptr;
  model::RuleId rule = 0;
  Instant at;
  bool on_retracted = false;  // what raised it was retracted since
  friend bool operator==(const FiredEscalation&, const FiredEscalation&) = default;
};

struct LapsedAction {
  Opening opening;
  std::uint8_t line = 0;
  Instant at;
  friend bool operator==(const LapsedAction&, const LapsedAction&) = default;
};

struct Breach {
  model::EventId action = 0;
  Instant at;
  friend bool operator==(const Breach&, const Breach&) = default;
};

struct LateAction {
  Opening opening;
  std::uint8_t line = 0;
  Deadline due;
  Instant at;
  int days_late = 0;  // may be 0 after a deadline by hours
  friend bool operator==(const LateAction&, const LateAction&) = default;
};

struct RepeatedSlot {
  Opening opening;
  std::uint8_t line = 0;
  Instant at;
  friend bool operator==(const RepeatedSlot&, const RepeatedSlot&) = default;
};

// An entry that does not say what came of it, or who did it, where the policy asks.
struct UnsaidEntry {
  model::EventId action = 0;
  Instant at;
  friend bool operator==(const UnsaidEntry&, const UnsaidEntry&) = default;
};

// What an episode waits for that has not started: of a case that never had one, and of a finished case with a
// starting event that no start has used up. By the text of the version in effect.
struct Pending {
  std::optional<model::EventId> event;  // the latest unused starting event; none: nothing has happened that starts one
  Instant at;                           // of that event
  bool applies = false;                 // `applies when` is true
  bool undecided = false;               // `applies when`, or with the event `starts on … when`, is unknown
  std::vector<Ground> because;          // what keeps it from starting; none: the event
  std::vector<model::FactId> find_out;  // facts that nobody recorded, in order of declaration
  std::uint32_t recorded = 0;           // events in the log so far
  friend bool operator==(const Pending&, const Pending&) = default;
};

// How a case stands that waits for an episode to start: it has been referred or nothing has happened yet; the log
// holds events and none that starts one; nobody recorded what says whether the policy is for it; it is not for it.
enum class Awaits : std::uint8_t { start, referral, applicability, nothing };
Awaits awaits(const Pending& pending);

// What is to be said of one case under one policy at one instant.
struct Assessment {
  const model::Policy* policy = nullptr;  // the version that governs the episode, or would govern one
  Status status = Status::not_applicable;
  std::string reason;  // where a version is not in effect yet; else empty
  std::optional<Pending> pending;
  int episode = 0;  // never started: 0
  std::optional<model::StageId> stage;
  std::optional<Instant> since;  // the stage's start; finished: the finish
  std::optional<model::OutcomeId> outcome;
  std::vector<OwedAction> actions;
  std::vector<BlockedStep> blocked;
  std::vector<OwedAction> upcoming;
  std::vector<WithheldAction> withheld;
  std::vector<WithheldAction> passed_over;
  std::vector<FiredEscalation> escalations;
  std::vector<LapsedAction> lapsed;
  std::vector<Breach> breaches;
  std::vector<LateAction> late;
  std::vector<RepeatedSlot> repeated_slots;
  std::vector<UnsaidEntry> outcome_missing;  // since the previous finish
  std::vector<UnsaidEntry> role_missing;     // the same
  std::vector<model::FactId> unknown;        // in order of declaration
  std::optional<Instant> next_change;
};

}  // namespace engage::engine
