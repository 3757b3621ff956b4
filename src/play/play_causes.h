#pragma once

#include "play/timeline.h"

namespace engage::play {

// Says of each piece of work that came up, of each stage and of each escalation why it came then, and of a play
// that stands still what it waits for: a clause without a full stop.
void tell_causes(Timeline& timeline);

}  // namespace engage::play
