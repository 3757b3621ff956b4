#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/policy.h"
#include "syntax/tree.h"
#include "text/diagnostic.h"

namespace engage::model {

// A file that was read, with the files that its `use` lines lead to (by index into the list given to
// check); nothing for a `use` that could not be followed, which has been reported already.
struct InputFile {
  syntax::File tree;
  std::vector<std::optional<std::size_t>> uses;  // in the order of its `use` statements
  bool named = false;                            // named by the user, not only used
};

struct CheckOptions {
  // Whether a time zone of this name exists (the caller owns the time zone database).
  std::function<bool(const std::string&)> timezone_exists;
};

// Resolves and types all declarations. Every fault is reported; the program is there when the
// diagnostics hold no error (warnings may come with it).
std::optional<Program> check(const Sources& sources, const std::vector<InputFile>& files, const CheckOptions& options,
                             Diagnostics& diagnostics);

}  // namespace engage::model
