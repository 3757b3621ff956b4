#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "play/arguments.h"
#include "play/play.h"

namespace engage::play {

// Who does what under one of the assumptions that are held side by side.
struct AssumedPlay {
  std::string worker, client;  // as given: "late:3", "answers-after:2"
  Assumptions assumptions;
};

// What is to be played: a case, and the assumptions about the people around it.
struct Setup {
  const model::Family* family = nullptr;
  cases::Record start;                                    // the case, with the facts that were set for it
  bool made_up = false;                                   // it stands in no file
  std::vector<std::unique_ptr<const std::string>> texts;  // that values of --set point into
  Instant begin;                                          // from here on people do as assumed
  PlayLimits limits;
  std::optional<model::EventId> started_by;  // of a made-up case: its starting event
  std::vector<std::string> roles;            // paces of single roles, as given: "supervisor=late:3"
  std::vector<AssumedPlay> plays;
  std::optional<std::pair<int, int>> years;  // of --every-start
};

// Reads the case that the arguments name, with the words of one policy. It must outlive the setup.
using ReadCase = std::function<Expected<const cases::Record*>(const model::Family&)>;

// One sentence where an argument says what cannot be.
Expected<Setup> set_up(const Arguments& arguments, const model::Program& program, const ReadCase& read_case);

}  // namespace engage::play
