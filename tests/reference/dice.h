#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace engage::reference {

// Random choices that are the same on every machine: the standard fixes the generator, not its
// distributions.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : generator_(seed) {}

  int below(int n) { return static_cast<int>(generator_() % static_cast<std::uint64_t>(n)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(int percent) { return below(100) < percent; }
  template <typename T>
  const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }
  // A few different ones, in the order given.
  std::vector<std::string> some(const std::vector<std::string>& from, int at_most) {
    const int wanted = between(1, at_most);
    std::vector<std::string> found;
    for (std::size_t i = 0; i < from.size() && static_cast<int>(found.size()) < wanted; ++i) {
      const int left = static_cast<int>(from.size() - i);
      if (below(left) < wanted - static_cast<int>(found.size())) found.push_back(from[i]);
    }
    return found;
  }

 private:
  std::mt19937_64 generator_;
};

}  // namespace engage::reference
