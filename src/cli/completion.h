#pragma once

#include <string>

#include "cli/help.h"

namespace engage::cli {

// What a shell reads to complete the program's command lines: commands, options, their values where these are fixed,
// files and folders.
std::string bash_completion(const Help& help);
std::string zsh_completion(const Help& help);
std::string fish_completion(const Help& help);

}  // namespace engage::cli
