#pragma once

#include <cstdint>
#include <string>

namespace engage {

// What is wrong with a TOML file. Line and column count from 1, columns in characters.
struct TomlFault {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string message;  // one plain sentence in lower case without a full stop
};

}  // namespace engage
