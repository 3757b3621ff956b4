#include "cases/word_index.h"

#include <bit>

namespace engage::cases {

WordIndex::WordIndex(const std::vector<std::string_view>& names) {
  slots_.resize(std::bit_ceil(4 * names.size() + 4));
  mask_ = slots_.size() - 1;
  for (std::size_t n = 0; n < names.size(); ++n) {
    const Ends ends(names[n]);
    std::size_t i = ends.hash() & mask_;
    while (slots_[i].number != kNone) i = (i + 1) & mask_;
    slots_[i] = {ends, names[n].data(), static_cast<std::uint32_t>(n)};
  }
}

}  // namespace engage::cases
