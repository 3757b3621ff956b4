#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/timezone.h"
#include "cli/error.h"
#include "cli/files.h"
#include "cli/tell.h"
#include "model/check.h"
#include "text/diagnostic.h"

namespace engage::cli {

// Policy files as named on the command line and all that they use, read and checked.
struct Loaded {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<model::InputFile> files;
  std::optional<model::Program> program;  // none when the diagnostics hold errors
  cases::TimeZones zones;
};

struct LoadOptions {
  std::vector<std::string> paths;
  std::string root;  // `use` may not leave it; empty: the deepest folder that holds all named files
  std::map<std::string, std::string, std::less<>> texts = {};  // in place of what the files of these names hold
  bool written_back = false;                                   // the named files: then a pipe cannot be one
};

// An error where a named file cannot be read; what is wrong inside of the files is in the diagnostics.
Expected<std::unique_ptr<Loaded>> load(const LoadOptions& options);

// Policies that are to be used. An error when they cannot be; what is wrong with them has been told on standard error.
Expected<std::unique_ptr<Loaded>> load_program(const LoadOptions& options, const ColourOption& colour);

}  // namespace engage::cli
