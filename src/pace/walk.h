#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "model/policy.h"
#include "pace/route.h"

// The dates of a way.
namespace engage::pace {

struct Visit {
  Instant at;                   // when the way comes to the leg
  Instant left;                 // and leaves it
  std::optional<Deadline> due;  // of a step
};

struct Walk {
  enum class Halt : std::uint8_t {
    none,         // all legs have been walked
    no_deadline,  // at a step that may take for ever, or whose deadline counts from what the way does not tell
    late,         // at a step whose deadline has passed when it opens
    no_date,      // the calendar cannot count further
  } halt = Halt::none;
  std::vector<Visit> visits;  // by leg; the last one is where it halted, save for `no_date`

  // Whether the leg has been walked to its end.
  bool passed(std::size_t leg) const {
    return leg + (halt == Halt::none || halt == Halt::no_date ? 0 : 1) < visits.size();
  }
};

// Walks the route of a stage that begins at `start`; a route from the first stage begins the episode too.
// Deadlines are those of language reference 6.5, with date facts that nobody has recorded. `walk` is
// overwritten and keeps its memory.
void take(const model::Policy& policy, const Route& route, Pace pace, Instant start, Walk& walk);

// Whether a limit counts from the start of its stage or, one of the policy's, from that of the episode.
bool counts_from_start(const model::Limit& limit);
// When a limit that does runs out; nothing where the calendar ends.
std::optional<Instant> runs_out(const model::Policy& policy, const model::Limit& limit, Instant start);

// The start dates that are looked at: all that the calendar covers; ten years of a calendar that covers all.
struct Starts {
  Date first, last;
  int count() const { return last - first + 1; }
};
Starts starts_of(const model::Policy& policy);

}  // namespace engage::pace
