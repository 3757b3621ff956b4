#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/load.h"
#include "cli/simulate_arguments.h"
#include "cli/simulate_case.h"
#include "play/play.h"

namespace engage::cli {

// Who does what under one of the assumptions that are held side by side.
struct AssumedPlay {
  std::string worker, client;  // as given: "late:3", "answers-after:2"
  play::Assumptions assumptions;
};

// What is to be played: a case, and the assumptions about the people around it.
struct SimulateSetup {
  const model::Family* family = nullptr;
  cases::Record start;                                    // the case, with the facts that were set for it
  std::unique_ptr<ReadCase> read;                         // that it was read from; none: it was made up
  std::vector<std::unique_ptr<const std::string>> texts;  // that values of --set point into
  Instant begin;                                          // from here on people do as assumed
  play::PlayLimits limits;
  std::optional<model::EventId> started_by;  // of a made-up case: its starting event
  std::vector<std::string> roles;            // paces of single roles, as given: "supervisor=late:3"
  std::vector<AssumedPlay> plays;
  std::optional<std::pair<int, int>> years;  // of --every-start
};

// One sentence where an argument says what cannot be.
std::expected<SimulateSetup, Error> set_up_simulation(const SimulateArguments& arguments, const Loaded& loaded);

}  // namespace engage::cli
