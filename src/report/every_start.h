#pragma once

#include <string>
#include <vector>

#include "model/policy.h"
#include "simulate/every_start.h"

namespace engage::report {

// What became of every start of some years under some assumptions.
struct EveryStartReport {
  std::string worker, client;  // as given
  std::string pace, answer;    // in words
  simulate::EveryStart result;
};

struct EveryStarts {
  const model::Family* family = nullptr;
  model::EventId event = 0;    // by which each case starts
  Date first, last;
  std::vector<EveryStartReport> plays;
};

std::string every_start_text(const EveryStarts& starts);
std::string every_start_json(const EveryStarts& starts);

}  // namespace engage::report
