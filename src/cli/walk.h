#pragma once

#include "cli/save_play.h"
#include "cli/simulate_setup.h"

namespace engage::cli {

// Walks a case day by day as standard input commands, and answers on standard output; prompts where a person types.
// The exit code. `save`: where its scenarios lead, save for file and title.
int walk(const SimulateSetup& setup, const SaveOptions& save, bool colour);

}  // namespace engage::cli
