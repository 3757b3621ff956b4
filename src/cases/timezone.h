#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "model/policy.h"

namespace engage::cases {

// The local time of one place, 1900 to 2199: a table of when its clocks were changed and will be.
class TimeZone {
 public:
  struct Change {
    std::int64_t at;      // seconds since 1970-01-01T00:00Z
    std::int32_t offset;  // from then on, seconds east of UTC
  };

  // In order of time; the first holds from before 1900 on.
  explicit TimeZone(std::vector<Change> changes) : changes_(std::move(changes)) {}

  // What a clock on the wall shows at a minute of UTC, and whether it has shown that minute before: the hour
  // comes twice when the clocks are set back.
  struct Local {
    Instant at;
    bool again = false;
  };
  Local local(Instant utc) const;
  // The minute of UTC at which the clock shows `local`: the first time, or `again`. A minute that the clocks
  // leave out is where it would have been without the change.
  Instant utc(Instant local, bool again) const;

 private:
  std::vector<Change> changes_;
};

// By name.
using TimeZones = std::map<std::string, TimeZone>;

// Where the policies of a family are at home; null where they do not say, or no zone of that name is there.
const TimeZone* zone_of(const model::Family& family, const TimeZones& zones);

// Reads a zone such as "America/Toronto" from the time zone database of the machine (or of the
// environment variable TZDIR): for the room `cli` alone, everybody else is handed the result.
// Nothing if there is no zone of that name.
std::optional<TimeZone> load_timezone(const std::string& name);

}  // namespace engage::cases
