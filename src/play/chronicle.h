#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "play/play.h"
#include "play/timeline.h"

namespace engage::play {

// Writes a timeline: what differs between each assessment of a case and the one before it.
class Chronicle : public Watcher {
 public:
  // Adds to this timeline, whose family is set.
  explicit Chronicle(Timeline& timeline) : timeline_(timeline) {}

  void saw(const cases::Record& record, const engine::Assessment& now, Instant at,
           std::optional<std::size_t> entry) override;
  // When the play is over and the timeline says how it ended.
  void finish();

 private:
  using Kind = Happening::Kind;

  Happening& add(Kind kind);
  void note_entry(const cases::Record& record);
  void note_episode(const engine::Assessment& now);
  void note_stage(const engine::Assessment& now);
  void close_windows(const cases::Record& record, const engine::Assessment& now);
  void close(Window& window, std::size_t index, const engine::Assessment& now, bool settled);
  void note_lapsed(const engine::Assessment& now);
  void note_work(const engine::Assessment& now);
  void note_changes(std::size_t index, const engine::OwedAction& owed);
  void note_blocks(const engine::Assessment& now);
  void note_refusals(const engine::Assessment& now);

  Timeline& timeline_;
  bool first_ = true;
  engine::Assessment before_;
  Instant at_;
  std::optional<std::size_t> entry_;
  std::vector<std::size_t> open_windows_;  // in the order in which they came up
  std::vector<std::size_t> open_blocks_;
};

// The circle that the last windows of a timeline go round in, if they do so at least three times.
std::optional<Loop> loop_of(const Timeline& timeline);

}  // namespace engage::play
