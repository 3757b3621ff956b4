#pragma once

#include <vector>

#include "model/check.h"
#include "model/policy.h"
#include "text/diagnostic.h"
#include "text/source.h"

// What a careful colleague would say of a policy that has no faults.
namespace engage::lint {

// All that a rule may look at: a program that checks, and the files that it was made from.
struct Input {
  const Sources& sources;
  const std::vector<model::InputFile>& files;
  const model::Program& program;
};

// One thing to look for. It keeps nothing between runs, and would rather miss a fault than raise a
// false alarm.
struct Rule {
  Code code;
  void (*check)(const Input& input, Diagnostics& diagnostics);
};

}  // namespace engage::lint
