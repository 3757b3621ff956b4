#pragma once

#include <string>

#include "model/policy.h"
#include "model/words.h"

// What events and rules are called.
namespace engage::why {

// "contact or replied"
std::string names_of(const model::EventSet& events, const model::Words& words);

// "on contact", "when no contact within 2 weeks of referral_assigned"
std::string text_of_rule(const model::Rule& rule, const model::Policy& policy, const model::Words& words);

}  // namespace engage::why
