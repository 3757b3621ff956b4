#pragma once

#include <optional>

#include "model/policy.h"

namespace engage::lint {

// What raises a rule by time alone: no event for so long, or so long after a point that lies at the start
// of the episode, or of the stage.
struct Alarm {
  model::EventSet silence_of;  // events that keep it from being raised; empty: none does
  Duration after;
  bool by_deadline = true;  // raised when the deadline has passed, else when the opening is reached
  bool from_stage = false;  // counted from the start of the stage, else of the episode

  std::optional<Instant> raised(const Calendar& calendar, Instant from) const;
};

// Of a condition that is such a part alone, or with others beside it that facts decide. Nothing for
// every other condition, and for one that counts from an event which may lie before the episode's start.
std::optional<Alarm> alarm_of(const model::Policy& policy, model::ConditionId id);

}  // namespace engage::lint
