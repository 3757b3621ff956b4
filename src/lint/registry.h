#pragma once

#include <span>

#include "lint/rating.h"
#include "lint/rule.h"

namespace engage::lint {

// All rules, in order of their codes.
std::span<const Rule> rules();

// Adds what the rules find in the files that were named, not in those that these use. The ratings, by FileId,
// say what is told of which file.
void run(const Input& input, std::span<const Rating> ratings, Diagnostics& diagnostics);

}  // namespace engage::lint
