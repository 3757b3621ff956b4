#pragma once

#include <string>

#include "engine/assessment.h"
#include "model/words.h"

// Why a play stands still, in clauses without a full stop.
namespace engage::simulate {

// Of a case in no episode: why none begins. "`applies when` service is individual is not true; not
// recorded: service".
std::string reason_of_no_start(const engine::Assessment& now, const model::Words& words);

// Of a case for which nothing comes by time alone and no work is to be done: "contact or service_declined".
std::string what_it_waits_for(const engine::Assessment& last, const model::Words& words);

}  // namespace engage::simulate
