#include "cases/timezone.h"

#include <algorithm>
#include <cctz/time_zone.h>
#include <chrono>

namespace engage::cases {
namespace {

using Seconds = cctz::time_point<cctz::seconds>;

Seconds utc(int year) { return cctz::convert(cctz::civil_second(year, 1, 1), cctz::utc_time_zone()); }

std::int64_t since_1970(Seconds at) { return at.time_since_epoch().count(); }

}  // namespace

Instant TimeZone::local(Instant utc) const {
  const std::int64_t at = std::int64_t{utc.minutes} * 60;
  const auto earlier = [](std::int64_t time, const Change& change) { return time < change.at; };
  const auto after = std::upper_bound(changes_.begin() + 1, changes_.end(), at, earlier);
  const std::int64_t there = at + std::prev(after)->offset;
  return {static_cast<std::int32_t>((there - (there % 60 + 60) % 60) / 60)};
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
