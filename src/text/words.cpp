#include "text/words.h"

namespace engage {

std::string counted(std::uint64_t count, std::string_view thing) {
  std::string words = std::to_string(count) + " ";
  words += thing;
  if (count != 1) words += 's';
  return words;
}

}  // namespace engage
