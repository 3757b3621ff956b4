#pragma once

#include <string>

#include "cli/error.h"
#include "cli/load.h"

namespace engage::cli {

struct AcceptOptions {
  std::string title;  // of one scenario: the whole of it, or a part that no other has
  bool diff = false;  // show what would change, and write nothing
};

// Gives the checks of one scenario that fail the dates under which they hold, and writes its file anew: what changes is
// shown first. What no date makes hold stays as it is, and is told. The exit code is that of the scenario afterwards.
Expected<int> accept_dates(LoadOptions load_options, Loaded& loaded, const AcceptOptions& options);

}  // namespace engage::cli
