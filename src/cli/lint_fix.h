#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "cli/error.h"
#include "cli/load.h"
#include "text/diagnostic.h"

namespace engage::cli {

// What is found in files that were read and checked.
using Look = std::function<std::vector<Diagnostic>(Loaded&)>;

struct FixOptions {
  bool diff = false;  // show what would change, and write nothing
};

struct Fixed {
  std::unique_ptr<Loaded> loaded;    // the files as they are afterwards
  std::vector<Diagnostic> findings;  // what remains
  std::size_t changed = 0;           // files
  std::size_t left = 0;              // files left as they are, though something could be mended; told already
};

// Mends the files that were named: whatever has a safe patch, then what is found after that, until nothing
// more is. Lists on standard error what it did. A file that fewer lines could be read of afterwards is left
// as it is. Mended standard input goes to standard output.
Expected<Fixed> fix(LoadOptions load_options, const Look& look, const FixOptions& options);

}  // namespace engage::cli
