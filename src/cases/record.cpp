#include "cases/record.h"

namespace engage::cases {

Record seen_on(const Record& record, Date date) {
  Record seen = record;
  std::erase_if(seen.entries, [&](const Entry& entry) { return entry.retracted <= date; });
  return seen;
}

}  // namespace engage::cases
