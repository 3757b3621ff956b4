#pragma once

#include <cstdint>
#include <limits>
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

// Which entries of the log may lie in the scope.
struct Window {
  std::uint32_t first = 0;                                          // from this one on
  std::uint32_t later = std::numeric_limits<std::uint32_t>::max();  // from this one on none is too early
  Instant earliest{std::numeric_limits<std::int32_t>::min()};       // but for those, none before it
  Instant end{std::numeric_limits<std::int32_t>::max()};            // none at it or after it
  std::optional<std::uint32_t> itself;                              // nor this one
};

}  // namespace engage::engine
