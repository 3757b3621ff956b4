#pragma once

#include <optional>
#include <vector>

#include "calendar/duration.h"
#include "model/parts.h"

namespace engage::pace {

// What lies behind on a way, as far as conditions ask for it.
struct Passed {
  // The time since something began.
  struct Since {
    bool told = false;            // the way begins there, or before
    bool some = false;            // time may have passed
    std::vector<Duration> least;  // each has passed for certain
  };

  std::vector<model::StepId> steps;  // done, each in its time
  Since start, stage_start;
};

// What conditions say while nobody answers: nothing happens but the starting event and the work that the
// policy asks for. Facts may be anything.
class Silence {
 public:
  Silence(const model::Policy& policy, const model::Words& words);

  // Nothing where it may be true or not.
  std::optional<bool> decide(model::ConditionId id, const Passed& passed) const;

 private:
  std::optional<bool> step_is(const model::StepState& asked, const Passed& passed) const;
  std::optional<bool> elapsed(const model::Elapsed& asked, const Passed& passed) const;

  const model::Policy& policy_;
  model::EventSet may_happen_;  // starting events and actions
};

}  // namespace engage::pace
