#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

// Files, and beside each what is made of it: accepted once by ENGAGE_ACCEPT=1, and held from then on.
namespace engage::golden {

inline std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The policies of a folder, by name.
inline std::vector<std::filesystem::path> policies_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".engage") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

inline bool accepting() {
  const char* accept = std::getenv("ENGAGE_ACCEPT");
  return accept != nullptr && std::string_view(accept) == "1";
}

inline void hold(const std::filesystem::path& expected, const std::string& found) {
  if (accepting()) std::ofstream(expected, std::ios::binary) << found;
  EXPECT_EQ(read(expected), found) << expected;
}

// NAME.expected beside NAME.engage.
inline void hold_beside(const std::filesystem::path& input, const std::string& found) {
  hold(std::filesystem::path(input).replace_extension(".expected"), found);
}

}  // namespace engage::golden
