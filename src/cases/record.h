#pragma once

#include <cstdint>
#include <limits>
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

inline constexpr Date kNeverRetracted{std::numeric_limits<std::int32_t>::max()};

// One entry of the log: an event, changes of facts, or both.
struct Entry {
  Instant at;
  std::optional<model::EventId> event;
  std::uint32_t first_change = 0;  // changes[first_change … + change_count)
  std::uint32_t change_count = 0;
  std::uint16_t outcome = model::kNone;  // of the event
  std::uint16_t role = model::kNone;     // whose work it was
  Date retracted = kNeverRetracted;      // from this date on the entry is as if never written

  // Of an entry with an event.
  model::Occurrence what() const { return {*event, outcome, role}; }
  // Whether it is one of the events, with the outcome and by whom they ask.
  bool is(const model::EventSet& events) const { return event && events.contains(what()); }
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
  bool has_retracted = false;                                            // some entry is retracted at some time

  void clear() {
    has_retracted = false;
    id = {};
    facts.clear();
    entries.clear();
    changes.clear();
    assignees.clear();
  }
};

// The record as it reads on that day: without what was retracted by then.
Record seen_on(const Record& record, Date date);

}  // namespace engage::cases
