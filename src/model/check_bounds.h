#pragma once

#include "model/check_policy.h"
#include "text/diagnostic.h"

namespace engage::model {

// Whether the parts of a policy can be held and told apart by their ids; reports the first that is one too many of
// its kind. Its words and conditions count where they are declared and checked.
bool within_bounds(const PolicyText& text, Diagnostics& diagnostics);

}  // namespace engage::model
