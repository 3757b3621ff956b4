#pragma once

#include <vector>

#include "model/check.h"
#include "model/check_calendars.h"

namespace engage::model {

// Resolves and types the scenarios of all files into those of `program`, whose policies have been
// checked.
void check_scenarios(const std::vector<InputFile>& files, const Visible& visible, Program& program,
                     Diagnostics& diagnostics);

}  // namespace engage::model
