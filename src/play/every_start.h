#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "cases/record.h"
#include "play/assumptions.h"
#include "play/play.h"

namespace engage::play {

// How long something took that began on that day.
struct Run {
  int days = 0;
  Date start;
  friend auto operator<=>(const Run&, const Run&) = default;
};

// The runs that ended in the same way, shortest first, and of equal ones the earliest.
struct Runs {
  std::vector<Run> runs;

  const Run& shortest() const { return runs.front(); }
  const Run& median() const { return runs[(runs.size() - 1) / 2]; }
  // Of equally long ones the earliest.
  const Run& longest() const;
};

// An outcome or an escalation of some version. One name is one thing, titled as in the newest version that has it;
// two things may share a title.
struct Named {
  std::string title, name;
  friend auto operator<=>(const Named&, const Named&) = default;
};

// What became of cases that started on each day of some years.
struct EveryStart {
  std::size_t starts = 0;
  std::map<Named, Runs> outcomes;
  std::map<Named, std::size_t> escalations;            // in how many cases it fired; all of the policy's
  std::vector<Date> unfinished;                        // starts whose cases had not finished when the play ended
  std::vector<Date> not_started;                       // days on which no case began
  std::map<std::string, std::vector<Date>> undecided;  // starts, by the reason
  std::size_t assessments = 0;
};

// Plays the made-up case `start` from each day of the years on, started by `event` at 00:00. Assumptions
// about single dates are not for this. `progress` hears how many starts have been played.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void played(std::size_t starts, std::size_t of) = 0;
};
EveryStart play_every_start(const model::Family& family, const cases::Record& start, model::EventId event, Date first,
                            Date last, const Assumptions& assumptions, Progress& progress);

}  // namespace engage::play
