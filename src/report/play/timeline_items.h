#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "report/play/timeline.h"
#include "report/play/timeline_picture.h"

// What a timeline has to draw, before anybody knows where.
namespace engage::report {

// Something in a lane: a bar from `from` on, a mark at `until`, or both, and what to call it.
struct PictureItem {
  Instant from;
  std::optional<Instant> until;           // none: it had not ended when the play did
  std::optional<PictureBar::Kind> bar;    // none: a mark alone, at `from`
  std::optional<Instant> due;             // of a window: the first instant after it
  std::optional<PictureMark::Kind> mark;  // at `until`; without a bar at `from`
  bool assumed = false;
  bool strong = false;
  std::string label;
};

struct PictureLane {
  std::string title;
  std::vector<PictureItem> items;  // in order of time
};

// Lanes that have something in them: the stages, the case, then by role.
std::vector<PictureLane> lanes_of(const play::Timeline& timeline, const std::vector<TimelineLine>& lines);

}  // namespace engage::report
