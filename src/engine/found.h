#pragma once

#include <cstdint>
#include <optional>

#include "calendar/date.h"
#include "engine/ground.h"

// What is found in the log.
namespace engage::engine {

// A point to count from: unknown (a date fact not recorded), no (an event that has not happened).
struct Point {
  Truth known = Truth::no;
  Instant at;
  std::uint32_t after = 0;  // `since` it: entries from this index on
  bool by_date = false;     // `since` it: entries from `at` on
  bool of_event = false;
  std::optional<std::uint32_t> itself;  // of the later or earlier of several: the entry, which `within` leaves out
};

// Which of the events lie in the scope; nothing where its anchor keeps it from being asked.
struct Count {
  Truth anchored = Truth::yes;
  int events = 0;
  int days = 0;                         // on so many different ones
  int longest_run = 0;                  // of days in a row
  std::optional<Instant> begins;        // a calendar week, month, …: when it begins
  std::optional<Instant> closed;        // within: when its deadline has passed
  std::optional<std::uint32_t> latest;  // of those events: its place in the log
};

}  // namespace engage::engine
