#include "calendar/duration.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "calendar/calendar.h"

namespace engage {
namespace {

struct Bounds {
  int least;
  int most;
};

std::string_view singular(Unit unit) {
  switch (unit) {
    case Unit::hours: return "hour";
    case Unit::business_hours: return "business hour";
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

// The first days of all months from January 1900 to January 2200.
const std::vector<Date>& month_starts() {
  static const std::vector<Date> starts = [] {
    std::vector<Date> dates;
    for (Date first = kFirstDate; first <= kLastDate; first = add_months(first, 1)) dates.push_back(first);
    dates.push_back(kLastDate + 1);
    return dates;
  }();
  return starts;
}

// How many days that many months can be. Within one month a start on the first day takes longest, and
// one on the last day, which may have to be clamped, shortest.
Bounds days_of_months(int count) {
  const std::vector<Date>& starts = month_starts();
  const std::size_t months = static_cast<std::size_t>(count);
  constexpr int kLonger = kLastDate - kFirstDate + 1;  // than any count of days or weeks that can be written
  Bounds bounds{kLonger, 0};
  for (std::size_t from = 0; from + months + 1 < starts.size(); ++from) {
    const std::size_t to = from + months;
    const int longest = starts[to] - starts[from];
    const int lost = (starts[from + 1] - starts[from]) - (starts[to + 1] - starts[to]);
    bounds.most = std::max(bounds.most, longest);
    bounds.least = std::min(bounds.least, longest - std::max(lost, 0));
  }
  return bounds.least == kLonger ? Bounds{kLonger, kLonger} : bounds;
}

// For calendar days, weeks, months and years.
Bounds in_days(Duration duration) {
  if (in_months(duration)) return days_of_months(months(duration));
  const int days = duration.unit == Unit::weeks ? duration.count * 7 : duration.count;
  return {days, days};
}

// For all but business units.
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
  if (duration.calendar != nullptr) text += " in " + duration.calendar->name();
  return text;
}

bool comparable(Duration a, Duration b) {
  if (is_business(a) || is_business(b)) return a.unit == b.unit && a.calendar == b.calendar;
  return true;
}

bool certainly_at_most(Duration a, Duration b) {
  if (!comparable(a, b)) return false;
  if (a.unit == b.unit) return a.count <= b.count;
  if (in_months(a) && in_months(b)) return months(a) <= months(b);
  if (a.unit == Unit::hours || b.unit == Unit::hours) return in_hours(a).most <= in_hours(b).least;
  return in_days(a).most <= in_days(b).least;
}

bool certainly_at_least(Duration a, Duration b) { return certainly_at_most(b, a); }

DateSpan span_of(CalendarUnit unit, Date date) {
  if (unit == CalendarUnit::week) {
    const int since_monday = (static_cast<int>(weekday(date)) + 6) % 7;
    return {date - since_monday, date - since_monday + 6};
  }
  const Ymd day = ymd(date);
  const int months = unit == CalendarUnit::month ? 1 : unit == CalendarUnit::quarter ? 3 : 12;
  const Date first = add_months(date - (day.day - 1), -((day.month - 1) % months));
  return {first, add_months(first, months) - 1};
}

std::string_view name(CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::week: return "week";
    case CalendarUnit::month: return "month";
    case CalendarUnit::quarter: return "quarter";
    case CalendarUnit::year: return "year";
  }
  return {};
}

}  // namespace engage
