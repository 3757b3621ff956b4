#include "calendar/duration.h"

#include <algorithm>
#include <string_view>

namespace engage {
namespace {

struct Bounds {
  int least;
  int most;
};

std::string_view singular(Unit unit) {
  switch (unit) {
    case Unit::hours: return "hour";
    case Unit::days: return "day";
    case Unit::business_days: return "business day";
    case Unit::weeks: return "week";
    case Unit::months: return "month";
    case Unit::years: return "year";
  }
  __builtin_unreachable();
}

bool in_months(Duration duration) { return duration.unit == Unit::months || duration.unit == Unit::years; }

int months(Duration duration) { return duration.unit == Unit::years ? duration.count * 12 : duration.count; }

// How many days that many months can be. Within one month a start on the first day takes longest, and
// one on the last day, which may be clamped, shortest.
Bounds days_of_months(int count) {
  constexpr int kWhole = kLastDate - kFirstDate + 1;
  Bounds bounds{kWhole, 0};
  for (Date first = kFirstDate; first <= kLastDate;) {
    const Date next = add_months(first, 1);
    const Date last = next - 1;
    if (!in_range(add_months(first, count))) break;
    bounds.most = std::max(bounds.most, add_months(first, count) - first);
    bounds.least = std::min(bounds.least, add_months(last, count) - last);
    first = next;
  }
  return bounds.most == 0 && count > 0 ? Bounds{kWhole, kWhole} : bounds;
}

// For calendar days, weeks, months and years.
Bounds in_days(Duration duration) {
  if (in_months(duration)) return days_of_months(months(duration));
  const int days = duration.unit == Unit::weeks ? duration.count * 7 : duration.count;
  return {days, days};
}

// For all units but business days.
Bounds in_hours(Duration duration) {
  if (duration.unit == Unit::hours) return {duration.count, duration.count};
  const Bounds days = in_days(duration);
  return {days.least * 24, (days.most + 1) * 24};
}

}  // namespace

std::string to_string(Duration duration) {
  std::string text = std::to_string(duration.count);
  text += ' ';
  text += singular(duration.unit);
  if (duration.count != 1) text += 's';
  return text;
}

bool certainly_at_most(Duration a, Duration b) {
  if (a.unit == b.unit) return a.count <= b.count;
  if (a.unit == Unit::business_days || b.unit == Unit::business_days) return false;
  if (in_months(a) && in_months(b)) return months(a) <= months(b);
  if (a.unit == Unit::hours || b.unit == Unit::hours) return in_hours(a).most <= in_hours(b).least;
  return in_days(a).most <= in_days(b).least;
}

bool certainly_at_least(Duration a, Duration b) { return certainly_at_most(b, a); }

}  // namespace engage
