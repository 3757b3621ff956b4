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
    for (std::size_t i = hash(name) & mask_;; i = (i + 1) & mask_) {
      const Slot& slot = slots_[i];
      if (slot.number == kNone) return kNone;
      if (slot.size == name.size() && std::memcmp(slot.text, name.data(), name.size()) == 0) return slot.number;
    }
  }

 private:
  struct Slot {
    const char* text = nullptr;
    std::uint32_t size = 0;
    std::uint32_t number = kNone;
  };

  // Length, first and last eight bytes: enough to tell the names of a policy apart, nearly always.
  static std::size_t hash(std::string_view name) {
    std::uint64_t first = 0, last = 0;
    if (name.size() >= 8) {
      std::memcpy(&first, name.data(), 8);
      std::memcpy(&last, name.data() + name.size() - 8, 8);
    } else if (name.size() >= 4) {
      std::memcpy(&first, name.data(), 4);
      std::memcpy(&last, name.data() + name.size() - 4, 4);
    } else {
      for (char c : name) first = first << 8 | static_cast<unsigned char>(c);
    }
    const std::uint64_t mixed = (first ^ (last << 23 | last >> 41) ^ name.size()) * 0x9E3779B97F4A7C15u;
    return static_cast<std::size_t>(mixed >> 32);
  }

  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
};

}  // namespace engage::cases
