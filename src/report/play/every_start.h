#pragma once

#include <string>
#include <vector>

#include "model/policy.h"
#include "play/every_start.h"

namespace engage::report {

// What became of every start of some years under some assumptions.
struct EveryStartReport {
  std::string worker, client;  // as given
  std::string pace, answer;    // in words
  play::EveryStart result;
  std::vector<std::string> unfinished;  // how the first start that did not finish ended, in sentences
};

struct EveryStarts {
  const model::Family* family = nullptr;
  model::EventId event = 0;  // by which each case starts
  Date first, last;
  std::string facts;               // what each case begins with, in words
  std::vector<std::string> roles;  // paces of single roles, in words
  std::vector<EveryStartReport> plays;
};

std::string every_start_text(const EveryStarts& starts);
std::string every_start_json(const EveryStarts& starts);

}  // namespace engage::report
