#pragma once

#include <string>

#include "model/policy.h"

// A policy's stages and steps with the days on which they come when nobody answers: the earliest where all
// work is done as soon as it opens, the latest where it is done at the end of its time.
namespace engage::show {

std::string outline_text(const model::Policy& policy, const model::Words& words);
std::string outline_json(const model::Policy& policy, const model::Words& words);

}  // namespace engage::show
