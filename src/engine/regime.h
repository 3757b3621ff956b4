#pragma once

#include <cstddef>
#include <optional>

#include "calendar/date.h"
#include "model/policy.h"

namespace engage::engine {

// Which versions of a policy count, and from when to when each may start an episode. Asked as of a
// date at which a version `for all cases` is in effect, that version governs everything.
struct Regime {
  std::size_t first = 0;  // versions [first, last) of the family
  std::size_t last = 0;
  bool for_all = false;
  std::optional<Date> until;  // the first later date at which another regime holds
};
Regime regime_at(const model::Family& family, Date date);

}  // namespace engage::engine
