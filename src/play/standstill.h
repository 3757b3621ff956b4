#pragma once

#include <string>
#include <vector>

#include "engine/assessment.h"
#include "model/policy.h"
#include "model/words.h"

// Why a play stands still, in clauses without a full stop.
namespace engage::play {

// Of a case in no episode: why none begins. "`applies when` service is individual is not true; not
// recorded: service".
std::string reason_of_no_start(const engine::Assessment& now, const model::Words& words);

// Of a case for which nothing comes by time alone and no work is to be done; `holds`: what its sequences wait
// for. "it waits for replied, or for contact or service_declined".
std::string what_it_waits_for(const engine::Assessment& last, const std::vector<std::string>& holds,
                              const model::Words& words);

}  // namespace engage::play
