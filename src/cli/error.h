#pragma once

#include "text/error.h"

namespace engage::cli {

// Exit codes: promises to users and to the programs around them.
inline constexpr int kNothingToReport = 0;
inline constexpr int kFindings = 1;
inline constexpr int kCouldNotRun = 2;

}  // namespace engage::cli
