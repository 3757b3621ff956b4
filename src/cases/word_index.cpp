#include "cases/word_index.h"

#include <bit>

namespace engage::cases {

WordIndex::WordIndex(const std::vector<std::string_view>& names) {
  slots_.resize(std::bit_ceil(4 * names.size() + 4));
  mask_ = slots_.size() - 1;
  for (std::size_t n = 0; n < names.size(); ++n) {
    std::size_t i = hash(names[n]) & mask_;
    while (slots_[i].number != kNone) i = (i + 1) & mask_;
    slots_[i] = {names[n].data(), static_cast<std::uint32_t>(names[n].size()), static_cast<std::uint32_t>(n)};
  }
}

}  // namespace engage::cases
