#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace engage::cases {

// The objects and arrays that are open around a place in a JSON text. Deeper than can be remembered, everything is
// taken for an array; the reader rejects such a case.
class Nesting {
 public:
  std::size_t depth() const { return depth_; }
  void clear() { depth_ = 0; }

  void push(bool object) {
    if (depth_ < 64 * objects_.size()) {
      const std::uint64_t bit = std::uint64_t{1} << (depth_ % 64);
      objects_[depth_ / 64] = object ? objects_[depth_ / 64] | bit : objects_[depth_ / 64] & ~bit;
    }
    ++depth_;
  }

  // Something is open.
  bool top_is_object() const {
    const std::size_t top = depth_ - 1;
    return top < 64 * objects_.size() && (objects_[top / 64] >> (top % 64) & 1) != 0;
  }

  // Closes the innermost object or array, and what was left open inside it; false if there is none.
  bool pop_to(bool object) {
    const std::size_t depth = depth_;
    while (depth_ > 0) {
      const bool found = depth_ > 64 * objects_.size() || top_is_object() == object;
      --depth_;
      if (found) return true;
    }
    depth_ = depth;
    return false;
  }

 private:
  std::size_t depth_ = 0;
  std::array<std::uint64_t, 16> objects_{};  // by depth: an object, else an array
};

}  // namespace engage::cases
