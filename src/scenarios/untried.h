#pragma once

#include <vector>

#include "model/policy.h"
#include "text/diagnostic.h"

namespace engage::scenarios {

// Plays the scenarios of the files that were named, and says what in these files none of them reaches (L701).
// `named`: by FileId.
void tell_untried(const model::Program& program, const std::vector<bool>& named, Diagnostics& diagnostics);

}  // namespace engage::scenarios
