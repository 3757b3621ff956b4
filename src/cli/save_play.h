#pragma once

#include <string>

#include "cli/error.h"
#include "play/timeline.h"

namespace engage::cli {

// Where a played case is kept as a scenario.
struct SaveOptions {
  std::string policy_file;  // as named on the command line
  std::string root;         // `use` may not leave it; empty: the deepest folder that holds both files
  std::string file;
  std::string title;
  bool force = false;  // write over a file that is there
};

// Writes the scenario, whole or not at all, once it was read back and all its checks held. The answer says how to
// try it.
Expected<std::string> save_play(const play::Timeline& timeline, const SaveOptions& options);

}  // namespace engage::cli
