#pragma once

#include <cstdint>
#include <string>

namespace engage::lint {

// What is wrong with a file that steers the linter. Line and column count from 1, columns in characters.
struct TomlFault {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string message;  // one plain sentence in lower case without a full stop
};

}  // namespace engage::lint
