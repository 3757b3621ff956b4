#pragma once

#include <string>

namespace engage::cli {

// Exit codes: promises to users and to the programs around them.
inline constexpr int kNothingToReport = 0;
inline constexpr int kFindings = 1;
inline constexpr int kCouldNotRun = 2;

// What keeps a command from running: an argument, a file, the environment. One plain sentence, and lines that go
// below it.
struct Error {
  std::string message;
  std::string below = {};
};

}  // namespace engage::cli
