#include "text/words.h"

namespace engage {

std::string capitalized(std::string_view text) {
  std::string raised(text);
  if (!raised.empty() && raised[0] >= 'a' && raised[0] <= 'z') raised[0] = static_cast<char>(raised[0] - 'a' + 'A');
  return raised;
}

}  // namespace engage
