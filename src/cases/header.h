#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engage::cases {

// What tells which policy a case belongs to, and whose it is.
struct Header {
  std::string_view id;                     // empty if the case has none, or none that can be told
  std::optional<std::string_view> policy;  // absent: the caller finds out which one applies
  std::vector<std::string> faults;         // of these two, or that the case cannot be read at all
};

}  // namespace engage::cases
