#include "cases/timezone.h"

#include <cctz/time_zone.h>
#include <algorithm>
#include <chrono>

namespace engage::cases {
namespace {

using Seconds = cctz::time_point<cctz::seconds>;

Seconds utc(int year) { return cctz::convert(cctz::civil_second(year, 1, 1), cctz::utc_time_zone()); }

constexpr std::int64_t kSecondsPerDay = 86400;

// The minute in which a second lies.
Instant minute_of(std::int64_t seconds) {
  return {static_cast<std::int32_t>((seconds - (seconds % 60 + 60) % 60) / 60)};
}

std::int64_t since_1970(Seconds at) { return at.time_since_epoch().count(); }

}  // namespace

TimeZone::Local TimeZone::local(Instant utc) const {
  const std::int64_t at = std::int64_t{utc.minutes} * 60;
  const auto earlier = [](std::int64_t time, const Change& change) { return time < change.at; };
  const auto after = std::upper_bound(changes_.begin() + 1, changes_.end(), at, earlier);
  const auto last = std::prev(after);
  const std::int64_t there = at + last->offset;
  const bool again = last != changes_.begin() && at - last->at < std::prev(last)->offset - last->offset;
  return {minute_of(there), again};
}

Instant TimeZone::utc(Instant local, bool again) const {
  // Offsets differ by less than two days: of the changes around, the first or last one under which the clock
  // shows the minute.
  const std::int64_t there = std::int64_t{local.minutes} * 60;
  const auto earlier = [](const Change& change, std::int64_t time) { return change.at < time; };
  auto change = std::lower_bound(changes_.begin() + 1, changes_.end(), there - 2 * kSecondsPerDay, earlier) - 1;
  Instant found = minute_of(there - change->offset);
  for (; change != changes_.end() && change->at < there + 2 * kSecondsPerDay; ++change) {
    const Instant utc = minute_of(there - change->offset);
    const Local shown = this->local(utc);
    if (shown.at != local) continue;
    found = utc;
    if (shown.again == again) break;
  }
  return found;
}

const TimeZone* zone_of(const model::Family& family, const TimeZones& zones) {
  const auto found = family.timezone ? zones.find(*family.timezone) : zones.end();
  return found == zones.end() ? nullptr : &found->second;
}

std::optional<TimeZone> load_timezone(const std::string& name) {
  cctz::time_zone zone;
  if (name.empty() || !cctz::load_time_zone(name, &zone)) return std::nullopt;
  Seconds at = utc(kFirstYear - 1);
  const Seconds end = utc(kLastYear + 2);
  std::vector<TimeZone::Change> changes = {{since_1970(at), zone.lookup(at).offset}};
  cctz::time_zone::civil_transition transition;
  while (at < end && zone.next_transition(at, &transition)) {
    const std::int32_t before = changes.back().offset;
    at = cctz::convert(transition.from, cctz::utc_time_zone()) - cctz::seconds(before);
    changes.push_back({since_1970(at), before + static_cast<std::int32_t>(transition.to - transition.from)});
  }
  return TimeZone(std::move(changes));
}

}  // namespace engage::cases
