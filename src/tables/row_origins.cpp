#include "tables/row_origins.h"

#include <algorithm>
#include <iterator>

namespace engage::tables {

Place RowOrigins::place(std::size_t row) const {
  const auto behind = std::upper_bound(files_.begin(), files_.end(), row,
                                       [](std::size_t wanted, const auto& file) { return wanted < file.second; });
  return {std::prev(behind)->first, lines_[row]};
}

const std::string* RowOrigins::fault(std::size_t row) const {
  const auto found = faults_.find(row);
  return found == faults_.end() ? nullptr : &found->second;
}

}  // namespace engage::tables
