#pragma once

#include <expected>
#include <string>
#include <utility>

namespace engage {

// What keeps a command from running: an argument, a file, the environment. One plain sentence, and lines that go
// below it.
struct Error {
  std::string message;
  std::string below = {};
};

template <typename T>
using Expected = std::expected<T, Error>;

inline std::unexpected<Error> fault(std::string message, std::string below = {}) {
  return std::unexpected(Error{std::move(message), std::move(below)});
}

}  // namespace engage
