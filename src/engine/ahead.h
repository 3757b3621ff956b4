#pragma once

#include <vector>

#include "engine/replay.h"

// From where a case stands on into the time ahead, with nothing more recorded.
namespace engage::engine {

// Lets time come, wake by wake, up to `limit` and as long as `goes_on()`; after each, `look()`. What is found on the
// way stands in `work`. Gives the instant that could not be decided, if it came to one: the way ends before it.
template <typename GoesOn, typename Look>
Instant run_ahead(Replay& replay, Instant limit, std::vector<ComingWork>& work, GoesOn goes_on, Look look) {
  try {
    while (replay.state().wake <= limit && goes_on()) {
      replay.wake();
      look();
    }
  } catch (const CannotDecide&) {
    const Instant end = replay.state().now;
    std::erase_if(work, [&](const ComingWork& one) { return one.from == end; });
    return end;
  }
  return kNever;
}

}  // namespace engage::engine
