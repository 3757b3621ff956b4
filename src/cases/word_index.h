#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace engage::cases {

// Finds the number of a name among the names of one kind: a table built once, for the names that
// stand in every record.
class WordIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  WordIndex() : WordIndex(std::vector<std::string_view>{}) {}
  // The names are to outlive the index.
  explicit WordIndex(const std::vector<std::string_view>& names);

  std::uint32_t find(std::string_view name) const {
    const Ends ends(name);
    for (std::size_t i = ends.hash() & mask_;; i = (i + 1) & mask_) {
      const Slot& slot = slots_[i];
      if (slot.number == kNone) return kNone;
      if (slot.ends.first != ends.first || slot.ends.last != ends.last || slot.ends.size != ends.size) continue;
      // Up to sixteen bytes the ends are the whole name.
      if (name.size() <= 16 || std::memcmp(slot.text, name.data(), name.size()) == 0) return slot.number;
    }
  }

 private:
  // A name's size and its first and last eight bytes, or what there is of them: enough to tell the
  // names of a policy apart, nearly always.
  struct Ends {
    std::uint64_t first = 0, last = 0;
    std::size_t size = 0;

    Ends() = default;
    explicit Ends(std::string_view name) : size(name.size()) {
      if (size >= 8) {
        std::memcpy(&first, name.data(), 8);
        std::memcpy(&last, name.data() + size - 8, 8);
      } else if (size >= 4) {
        std::memcpy(&first, name.data(), 4);
        std::memcpy(&last, name.data() + size - 4, 4);
      } else {
        for (char c : name) first = first << 8 | static_cast<unsigned char>(c);
      }
    }

    std::size_t hash() const {
      const std::uint64_t mixed = (first ^ (last << 23 | last >> 41) ^ size) * 0x9E3779B97F4A7C15u;
      return static_cast<std::size_t>(mixed >> 32);
    }
  };

  struct Slot {
    Ends ends;
    const char* text = nullptr;
    std::uint32_t number = kNone;
  };

  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
};

}  // namespace engage::cases
