#pragma once

#include <cstdint>
#include <vector>

#include "model/policy.h"

// The ways through a policy's sequences, statement by statement.
namespace engage::pace {

// How time is spent on a way.
enum class Pace : std::uint8_t {
  fastest,  // whatever may come early does: no case is faster
  prompt,   // nobody answers, and work is done at the minute that it opens
  slowest,  // nobody answers, and work is done in the last minute of its deadline
};

struct Leg {
  enum class Kind : std::uint8_t {
    enter,  // a stage begins
    step,
    wait,  // `wait D [to D2] [for …]`
    hold,  // `wait for …`, `wait until …`
    rest,  // between two rounds of a `repeat`, which is its statement
    go_to,
    finish,
  } kind;
  model::StageId stage = 0;                    // in which it stands; of `enter`, the one that begins
  model::StatementId statement = model::kEnd;  // kEnd: of `enter`
  friend bool operator==(const Leg&, const Leg&) = default;
};

struct Route {
  enum class End : std::uint8_t {
    finished,     // at a `finish`
    left,         // at a `go to` out of the stage asked about
    at_rest,      // where a sequence ends
    round_again,  // where rounds that nothing bounds, or a stage, begin once more
    held,         // at a hold that only an event or a fact ends
    interrupted,  // where a rule may take the case elsewhere, which is not followed
  } end = End::at_rest;
  std::vector<Leg> legs;
  friend bool operator==(const Route&, const Route&) = default;
};

struct Routes {
  std::vector<Route> all;  // each once, in the order written: `if` before `otherwise`
  bool complete = true;    // none was left out, none cut short: of a policy that is too large, some are
};

// From where a stage begins. From the first stage they lead on through every `go to`; from another, whose
// beginning can lie anywhere in an episode, no further than its own. Facts may be anything. When nobody
// answers, no event happens but work that is done, and the starting one: conditions on events and steps
// are decided by that.
Routes routes_from(const model::Policy& policy, const model::Words& words, model::StageId stage, Pace pace);

}  // namespace engage::pace
