#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cases/record.h"
#include "engine/engine.h"
#include "model/policy.h"
#include "play/assumptions.h"
#include "play/timeline.h"

namespace engage::play {

// Assumed work is done at this minute of the day, unless it comes up later in the day.
inline constexpr int kWorkBegins = 9 * 60;

// How far a play goes.
struct PlayLimits {
  Instant until;                           // not beyond this instant
  std::size_t most_entries = 2000;         // nor beyond so many entries of the record: it goes round
  bool stop_at_finish = false;             // nor beyond the first finish
  std::size_t most_assessments = 100'000;  // nor so often: time alone goes round
  std::uint64_t most_wakes = 20'000'000;   // nor with so much work done for it (see Engine::wakes)
};

// Five years after that instant, which is as far as the engine looks ahead.
Instant five_years_after(Instant begin);

// Sees a play as it goes on: the case as of `at`, each time that something may have changed.
class Watcher {
 public:
  virtual ~Watcher() = default;
  // `entry` of the record was the last to be added, and brought this about; none: time alone.
  virtual void saw(const cases::Record& record, const engine::Assessment& now, Instant at,
                   std::optional<std::size_t> entry) = 0;
};

// Plays cases forward: assesses the case at an instant, lets the assumed workers and the client act,
// goes on to the next instant at which something may change. Keeps its memory from play to play.
//
// Of what falls into one minute, what the case and the planned list say comes first, then the client's answer, then
// work, in the order of the assessment; after each, the case is assessed anew.
class Player {
 public:
  explicit Player(const model::Family& family) : family_(family), engine_(family) {}

  struct End {
    Timeline::End how = Timeline::End::nothing_more;
    Instant at;
    std::string reason;
  };
  // The entries of `start` up to `begin` are its history; later ones are not seen. People act as assumed from
  // `begin` on. The record's texts must outlive what is made of the play.
  End play(const cases::Record& start, Instant begin, const Assumptions& assumptions, const PlayLimits& limits,
           Watcher& watcher);

  // The case as it was played, where its entries come from, and how it stood in the end.
  const cases::Record& record() const { return record_; }
  const std::vector<Origin>& origins() const { return origins_; }
  const engine::Assessment& last() const { return assessment_; }
  std::size_t assessments() const { return assessments_; }  // of all plays

 private:
  struct Pending {
    cases::Entry entry;
    Origin origin;
  };
  // Since when a line is owed.
  struct Known {
    engine::Opening opening;
    std::uint8_t line;
    Instant since;
  };
  // The next piece of work to be done.
  struct Work {
    Instant at;
    model::EventId action;
    model::Narrowing asked;  // what of it settles the line
  };

  void set_up(const cases::Record& start);
  bool assess(std::optional<std::size_t> entry);
  bool act();
  void add(const cases::Entry& entry, Origin origin);
  std::optional<Work> next_work();
  std::optional<Instant> time_of_work(const engine::OwedAction& owed, Instant since);
  std::uint64_t doable(const engine::OwedAction& owed) const;
  Work in_a_free_slot(const engine::OwedAction& owed, std::uint64_t doable, Instant at) const;
  std::optional<Instant> next_instant();
  Instant end_of_view() const;
  Instant last_instant() const;
  std::string end_of_calendar() const;
  End nothing_more();
  End first_undecided(Instant undecided);

  const model::Family& family_;
  engine::Engine engine_;
  const Assumptions* assumptions_ = nullptr;
  PlayLimits limits_;
  Watcher* watcher_ = nullptr;
  Instant begin_;
  Instant now_;
  Instant decided_at_;
  cases::Record record_;
  std::vector<Origin> origins_;
  std::vector<Pending> pending_;  // in order of time
  std::size_t next_pending_ = 0;
  int attempts_left_ = 0;  // until the client answers; 0: never, or already
  bool answer_is_due_ = false;
  std::vector<Known> known_, known_before_;
  engine::Assessment assessment_, seen_;
  bool begun_ = false;   // the engine knows the record
  std::string fault_;    // why the case could not be decided
  std::string undated_;  // why some assumed work has no date
  std::size_t assessments_ = 0;
};

// Plays one case and keeps what happened.
Timeline play_forward(const model::Family& family, const cases::Record& start, Instant begin,
                      const Assumptions& assumptions, const PlayLimits& limits);

}  // namespace engage::play
