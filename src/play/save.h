#pragma once

#include <expected>
#include <string>

#include "play/timeline.h"

namespace engage::play {

// How a played case is kept.
struct SavedAs {
  std::string use;  // the policy's file, as the scenario's file names it
  std::string title;
};

// The file with a scenario that plays the case and checks, at the dates of the timeline, what came up, fell due,
// escalated, closed and comes next. Laid out as the formatter does. A sentence where that cannot be: versions that
// govern the case in turn, or one that comes to something else when events and changes of facts are told one by one.
std::expected<std::string, std::string> scenario_of(const Timeline& timeline, const SavedAs& as);

}  // namespace engage::play
