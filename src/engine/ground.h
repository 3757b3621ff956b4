#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "model/parts.h"

namespace engage::engine {

using model::Truth;

// How a date was come to, or will be.
struct Counting {
  Instant from;
  Duration duration;
  Adjust adjust = Adjust::none;
  bool before = false;  // counted backwards
  friend bool operator==(const Counting&, const Counting&) = default;
};

// A part of a condition that has no parts itself, and its answer at some instant: why something is so, or is not.
struct Ground {
  const model::Condition* part = nullptr;
  Truth answer = Truth::unknown;
  std::optional<model::FactId> fact;  // that it asks for, or that it counts from and nobody recorded
  model::Value value;                 // of that fact

  // Whether the same is to be said of both, wherever they stand.
  friend bool operator==(const Ground& a, const Ground& b);
};

// "consent_voicemail is no", "`no contact within 2 weeks of referral` is not so"
std::string to_string(const Ground& ground, const model::Words& words);
// All of them, separated by commas.
std::string to_string(const std::vector<Ground>& grounds, const model::Words& words);

// The same with what makes it what it is.
struct DatedGround : Ground {
  std::optional<std::uint32_t> entry;  // the latest event of the log that it asks for and that lies in its scope
  std::optional<Counting> counting;    // the date that it turns on
  std::optional<Instant> turns;        // the first instant after that date has passed, or that it is reached
};

}  // namespace engage::engine
