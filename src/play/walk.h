#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "play/timeline.h"

// A case played by hand, day by day: nobody does anything but what is commanded.
namespace engage::play {

struct WalkCommand {
  enum class Kind : std::uint8_t { next, next_change, to, record, set, back, show, save, quit, help } kind = Kind::help;
  int days = 1;                           // next
  std::optional<Instant> at;              // to; record: none: now
  std::vector<model::Occurrence> events;  // record
  cases::Change change;                   // set
  std::string file;                       // save
};

// One line as typed, or a sentence that says what cannot be understood. The change's text points into it.
std::expected<WalkCommand, std::string> read_walk_command(std::string_view line, const model::Words& words,
                                                          Instant now);

class Walk {
 public:
  // `planned` happens by itself. The record's texts must outlive the walk.
  Walk(const model::Family& family, cases::Record start, Instant begin, std::vector<Planned> planned, Instant until);

  Instant now() const { return now_; }
  // What happened up to now.
  const Timeline& timeline() const { return timeline_; }
  // How the case stands now; where that cannot be decided, why.
  std::expected<engine::Assessment, std::string> standing() const;

  // Moves on, records, sets or goes back; a sentence when that cannot be. The other commands are not for here.
  std::expected<void, std::string> run(const WalkCommand& command);

 private:
  // What `back` goes back to.
  struct Before {
    Instant now;
    std::size_t planned = 0;
  };

  std::expected<void, std::string> move_to(Instant at);
  std::expected<void, std::string> go_back();
  void add(const WalkCommand& command);
  void play();

  const model::Family& family_;
  cases::Record start_;
  Instant begin_;
  Instant until_;
  Assumptions assumptions_;  // what was planned, then what was commanded
  std::vector<Before> history_;
  Instant now_;
  Timeline timeline_;
};

}  // namespace engage::play
