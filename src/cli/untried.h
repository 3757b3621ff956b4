#pragma once

#include "cli/load.h"
#include "text/diagnostic.h"

namespace engage::cli {

// Plays the scenarios of the files that were named, and says what in these files none of them reaches (L701).
void tell_untried(const Loaded& loaded, Diagnostics& diagnostics);

}  // namespace engage::cli
