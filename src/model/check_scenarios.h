#pragma once

#include <vector>

#include "model/check.h"

namespace engage::model {

// Resolves and types the scenarios of all files into those of `program`, whose policies have been
// checked. `visible`: for each file the files it sees.
void check_scenarios(const std::vector<InputFile>& files, const std::vector<std::vector<std::size_t>>& visible,
                     Program& program, Diagnostics& diagnostics);

}  // namespace engage::model
