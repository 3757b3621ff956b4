#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"
#include "model/words.h"

namespace engage::cases {

// A name in a record that the policy or the program does not know: left aside and counted over the run.
struct Ignored {
  enum class Kind : std::uint8_t { fact, role, key, event_key } kind = Kind::fact;
  std::string_view name;  // points into the record
};

// A cell that its column cannot have: counted over the run, so that what a whole column has is said once.
struct Misfit {
  enum class Kind : std::uint8_t { fact, event } kind = Kind::fact;
  std::string_view name;  // of the fact
  std::string_view cell;  // points into the record
};

// What the faults of a record leave open, for who has to go by the rest of it all the same.
struct Doubt {
  bool everything = false;
  bool log = false;                  // an entry could not be read
  std::vector<model::FactId> facts;  // of which a value could not be read; in the order met
};

// What there is to say of one record besides its contents. A record with faults is rejected.
struct Findings {
  std::optional<std::string_view> policy;  // that the record names
  std::vector<std::string> faults;         // one sentence each, in lower case without full stop
  Doubt doubt;                             // of a record with faults
  std::vector<Ignored> ignored;            // in the order met, repeated as often
  std::vector<Misfit> misfits;             // of tables
  // Entries that are there, and not looked at: the same as another one; later than the day asked about; planned or
  // cancelled (of which some by their `status`); retracted by then. And entries at 00:00 behind a later one of their
  // day.
  std::uint32_t repeats = 0, later = 0, not_done = 0, planned = 0, cancelled = 0, retracted = 0, midnights = 0;

  void clear() {
    policy.reset();
    faults.clear();
    doubt.everything = doubt.log = false;
    doubt.facts.clear();
    ignored.clear();
    misfits.clear();
    repeats = later = not_done = planned = cancelled = retracted = midnights = 0;
  }
};

// What to do with entries that say the same of the same minute: event, changes, `by` and `note`.
enum class Repeats : std::uint8_t { keep, once, reject };

struct ReadOptions {
  std::optional<Date> known_on;  // see only what was recorded by the end of this day
  std::optional<Instant> as_of;  // entries after it are counted
  Repeats repeats = Repeats::once;
  bool strict = false;  // what would be ignored is a fault
};

}  // namespace engage::cases
