#pragma once

#include <string>
#include <vector>

#include "model/policy.h"
#include "scenarios/scenario.h"
#include "text/source.h"

namespace engage::scenarios {

// One thing of a policy's text that no scenario has reached.
struct Missed {
  Span span;
  std::string what;      // "`first_attempt.call_main` was never done"
  bool follows = false;  // from another that is missed, or from a policy that no scenario tries
};

struct CoverageTotal {
  const model::Policy* policy = nullptr;  // null: of all together
  std::size_t reached = 0;
  std::size_t all = 0;
  bool tried = false;  // by any scenario

  // In whole percent, rounded down: 100 only when nothing is missed.
  std::size_t percent() const { return all == 0 ? 100 : reached * 100 / all; }
};

struct CoverageReport {
  std::vector<Missed> missed;           // by place
  std::vector<CoverageTotal> policies;  // those named by the user or tried by a scenario, in order
  CoverageTotal total;
};

// What all scenarios that the runner has run have reached, and what none has. Text that several policies
// or versions share, by `extends` or in a vocabulary, is reached when one of them has reached it.
CoverageReport coverage_of(const model::Program& program, const ScenarioRunner& runner);

}  // namespace engage::scenarios
