#pragma once

#include <cstdint>
#include <optional>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "model/condition.h"

namespace engage::engine {

enum class Truth : std::uint8_t { no, unknown, yes };

// How a date was come to, or will be.
struct Counting {
  Instant from;
  Duration duration;
  Adjust adjust = Adjust::none;
  bool before = false;  // counted backwards
  friend bool operator==(const Counting&, const Counting&) = default;
};

// A part of a condition that has no parts itself, and what makes it what it is at some instant.
struct Ground {
  model::ConditionId condition = 0;
  Truth answer = Truth::unknown;
  std::optional<model::FactId> fact;   // that it asks for, or counts from
  std::optional<std::uint32_t> entry;  // the latest event of the log that it asks for and that lies in its scope
  std::optional<Counting> counting;    // the date that it turns on
  std::optional<Instant> turns;        // the first instant after that date has passed, or that it is reached
};

}  // namespace engage::engine
