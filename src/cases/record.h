#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/date.h"
#include "model/words.h"

namespace engage::cases {

// A change of a fact, to a value or to unknown.
struct Change {
  model::FactId fact = 0;
  model::Value value;
};

// One entry of the log: an event, changes of facts, or both.
struct Entry {
  Instant at;
  std::optional<model::EventId> event;
  std::uint32_t first_change = 0;  // changes[first_change … + change_count)
  std::uint32_t change_count = 0;
};

// One case as the engine sees it: typed against the words of its policy, the log in order of time,
// ties in the order listed. In the hour that comes twice, when clocks are set back, an entry's time may be
// earlier than that of the entry before it. Texts point into the bytes the record was read from.
struct Record {
  std::string_view id;
  std::vector<model::Value> facts;  // by FactId: what holds from the beginning, defaults filled in
  std::vector<Entry> entries;
  std::vector<Change> changes;
  std::vector<std::pair<std::string_view, std::string_view>> assignees;  // role, name

  void clear() {
    id = {};
    facts.clear();
    entries.clear();
    changes.clear();
    assignees.clear();
  }
};

}  // namespace engage::cases
