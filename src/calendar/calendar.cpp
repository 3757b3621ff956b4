#include "calendar/calendar.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "calendar/placement.h"

namespace engage {
namespace {

std::unexpected<DateFault> outside_dates(Date date) {
  return std::unexpected(DateFault{DateFault::Kind::outside_dates, date < kFirstDate ? kFirstDate : kLastDate});
}

std::expected<Date, DateFault> within_dates(Date date) {
  if (!in_range(date)) return outside_dates(date);
  return date;
}

std::expected<Instant, DateFault> within_dates(Instant at) {
  if (!in_range(date_of(at))) return outside_dates(date_of(at));
  return at;
}

int minutes(Duration hours) {
  assert(hours.unit == Unit::hours);
  return hours.count * 60;
}

// All units but hours and business units; `sign` is -1 to count backwards.
Date add_calendar_days(Date date, Duration duration, int sign) {
  const int count = sign * duration.count;
  switch (duration.unit) {
    case Unit::days: return date + count;
    case Unit::weeks: return date + 7 * count;
    case Unit::months: return add_months(date, count);
    case Unit::years: return add_months(date, 12 * count);
    case Unit::hours:
    case Unit::business_hours:
    case Unit::business_days: break;
  }
  assert(false);
  return date;
}

CalendarSpec monday_to_friday() {
  CalendarSpec spec;
  spec.weekend = {Weekday::saturday, Weekday::sunday};
  return spec;
}

}  // namespace

Calendar::Calendar() : Calendar(monday_to_friday()) {}

Calendar::Calendar(const CalendarSpec& spec)
    : spec_(spec),
      first_(*make_date(spec.first_year, 1, 1)),
      last_(*make_date(spec.last_year, 12, 31)),
      holidays_(place_holidays(spec)) {
  std::erase_if(holidays_, [&](const Placed& holiday) { return !covers(holiday.date); });

  bool weekend[7] = {};
  for (Weekday day : spec.weekend) weekend[static_cast<std::size_t>(day)] = true;
  const std::size_t days = static_cast<std::size_t>(last_ - first_ + 1);
  std::vector<std::uint8_t> open(days);
  std::size_t day_of_week = static_cast<std::size_t>(weekday(first_));
  for (std::size_t i = 0; i < days; ++i) {
    open[i] = !weekend[day_of_week];
    day_of_week = day_of_week == 6 ? 0 : day_of_week + 1;
  }
  for (const Placed& holiday : holidays_) open[index(holiday.date)] = false;
  set_all(open, spec.closures, false);
  set_all(open, spec.openings, true);

  business_days_before_.resize(days + 1);
  business_days_.resize(days);
  std::int32_t count = 0;
  for (std::size_t i = 0; i < days; ++i) {
    business_days_before_[i] = count;
    business_days_[static_cast<std::size_t>(count)] = first_ + static_cast<int>(i);
    count += open[i];
  }
  business_days_before_[days] = count;
  business_days_.resize(static_cast<std::size_t>(count));
  sum_up_hours();
}

void Calendar::sum_up_hours() {
  const auto has_hours = [](const std::optional<OpenHours>& hours) { return hours.has_value(); };
  if (std::none_of(spec_.hours.begin(), spec_.hours.end(), has_hours)) return;
  open_minutes_before_.assign(1, 0);
  open_minutes_before_.reserve(business_days_before_.size());
  for (Date date = first_; date <= last_; date = date + 1) {
    const std::optional<OpenHours>& hours = spec_.hours[static_cast<std::size_t>(weekday(date))];
    const int open = hours && is_business_day(date) ? hours->closes - hours->opens : 0;
    open_minutes_before_.push_back(open_minutes_before_.back() + open);
  }
}

// Whatever the number of ranges and their lengths, each day is looked at once.
template <typename Range>
void Calendar::set_all(std::vector<std::uint8_t>& open, const std::vector<Range>& ranges, bool to) const {
  std::vector<std::int32_t> begun(open.size() + 1);  // how many begin on a day, less those that ended before it
  for (const Range& range : ranges) {
    const Date from = std::max(range.first, first_), until = std::min(range.last, last_);
    if (until < from) continue;
    ++begun[index(from)];
    --begun[index(until) + 1];
  }
  std::int32_t inside = 0;
  for (std::size_t i = 0; i < open.size(); ++i) {
    inside += begun[i];
    if (inside > 0) open[i] = to;
  }
}

std::size_t Calendar::index(Date date) const {
  assert(covers(date));
  return static_cast<std::size_t>(date - first_);
}

bool Calendar::is_business_day(Date date) const {
  const std::size_t i = index(date);
  return business_days_before_[i + 1] > business_days_before_[i];
}

std::string Calendar::reason(Date date) const {
  if (is_business_day(date)) return {};
  std::string names;
  const auto add = [&](const std::string& one) {
    if (!names.empty()) names += ", ";
    names += one;
  };
  auto holiday = std::lower_bound(holidays_.begin(), holidays_.end(), date,
                                  [](const Placed& placed, Date day) { return placed.date < day; });
  for (; holiday != holidays_.end() && holiday->date == date; ++holiday) add(holiday->name);
  for (const Closure& closure : spec_.closures) {
    if (closure.first <= date && date <= closure.last) add(closure.name);
  }
  return names.empty() ? std::string(engage::name(weekday(date))) : names;
}

// `date` could not be looked at.
std::unexpected<DateFault> Calendar::not_covered(Date date) const {
  if (!in_range(date)) return outside_dates(date);
  return std::unexpected(DateFault{DateFault::Kind::outside_coverage, date, this});
}

// The periods of one name stand by date and do not overlap.
const Period* Calendar::period_at(std::string_view name, Date date) const {
  for (const Period& period : spec_.periods) {
    if (period.name == name && period.first <= date && date <= period.last) return &period;
  }
  return nullptr;
}

const Period* Calendar::period_before(std::string_view name, Date date) const {
  const Period* latest = nullptr;
  for (const Period& period : spec_.periods) {
    if (period.name == name && period.last < date) latest = &period;
  }
  return latest;
}

const Period* Calendar::period_after(std::string_view name, Date date) const {
  for (const Period& period : spec_.periods) {
    if (period.name == name && period.first > date) return &period;
  }
  return nullptr;
}

std::expected<Date, DateFault> Calendar::add_business_days(Date date, int n) const {
  assert(n >= 0);
  const Date from = n == 0 ? date : date + 1;
  if (!covers(from)) return not_covered(from);
  const std::int32_t nth = business_days_before_[index(from)] + std::max(n, 1) - 1;
  if (nth >= std::ssize(business_days_)) return not_covered(last_ + 1);
  return business_days_[static_cast<std::size_t>(nth)];
}

std::expected<Date, DateFault> Calendar::subtract_business_days(Date date, int n) const {
  assert(n >= 0);
  const Date from = n == 0 ? date : date - 1;
  if (!covers(from)) return not_covered(from);
  const std::int32_t nth = business_days_before_[index(from) + 1] - std::max(n, 1);
  if (nth < 0) return not_covered(first_ - 1);
  return business_days_[static_cast<std::size_t>(nth)];
}

std::optional<Weekday> Calendar::weekday_without_hours() const {
  for (std::size_t day = 0; day < spec_.hours.size(); ++day) {
    const auto weekday = static_cast<Weekday>(day);
    const bool weekend = std::find(spec_.weekend.begin(), spec_.weekend.end(), weekday) != spec_.weekend.end();
    if (!weekend && !spec_.hours[day]) return weekday;
  }
  return std::nullopt;
}

// In the coverage; `at` lies in it, or is the end of its last day.
std::int32_t Calendar::open_minutes_before(Instant at) const {
  const Date date = date_of(at);
  if (date > last_) return open_minutes_before_.back();
  const std::int32_t before = open_minutes_before_[index(date)];
  const std::int32_t open = open_minutes_before_[index(date) + 1] - before;
  if (open == 0) return before;
  return before + std::clamp(minute_of_day(at) - spec_.hours[static_cast<std::size_t>(weekday(date))]->opens, 0, open);
}

// The instant at which the nth open minute of the coverage begins, counted from 0; there are more than nth.
Instant Calendar::open_minute(std::int32_t nth) const {
  const auto after = std::upper_bound(open_minutes_before_.begin(), open_minutes_before_.end(), nth);
  const Date date = first_ + static_cast<int>(after - open_minutes_before_.begin()) - 1;
  const int opens = spec_.hours[static_cast<std::size_t>(weekday(date))]->opens;
  return {start_of(date).minutes + opens + nth - *std::prev(after)};
}

std::expected<Instant, DateFault> Calendar::add_business_hours(Instant from, int n) const {
  assert(n >= 0 && !open_minutes_before_.empty());
  if (!covers(date_of(from))) return not_covered(date_of(from));
  const std::int32_t gone = open_minutes_before(from);
  const std::int32_t minute = n == 0 ? gone : gone + 60 * n - 1;
  if (minute >= open_minutes_before_.back()) return not_covered(last_ + 1);
  const Instant begins = open_minute(minute);
  return n == 0 ? begins : Instant{begins.minutes + 1};
}

std::expected<Instant, DateFault> Calendar::subtract_business_hours(Instant from, int n) const {
  assert(n >= 0 && !open_minutes_before_.empty());
  // The minute before is the first to be looked at; of none, the minute itself.
  const Date date = date_of(n == 0 ? from : Instant{from.minutes - 1});
  if (!covers(date)) return not_covered(date);
  const std::int32_t gone = open_minutes_before(from);
  if (n == 0 && open_minutes_before({from.minutes + 1}) > gone) return from;
  const std::int32_t minute = gone - std::max(60 * n, 1);
  if (minute < 0) return not_covered(first_ - 1);
  const Instant begins = open_minute(minute);
  return n == 0 ? Instant{begins.minutes + 1} : begins;
}

std::expected<Date, DateFault> Calendar::after(Date date, Duration duration) const {
  if (duration.unit == Unit::business_days) return counting(duration).add_business_days(date, duration.count);
  return within_dates(add_calendar_days(date, duration, 1));
}

std::expected<Date, DateFault> Calendar::before(Date date, Duration duration) const {
  if (duration.unit == Unit::business_days) return counting(duration).subtract_business_days(date, duration.count);
  return within_dates(add_calendar_days(date, duration, -1));
}

// By an exact duration, forwards or back.
std::expected<Instant, DateFault> Calendar::moved(Instant from, Duration duration, bool back) const {
  if (duration.unit == Unit::hours) {
    return within_dates(Instant{from.minutes + (back ? -minutes(duration) : minutes(duration))});
  }
  const Calendar& by = counting(duration);
  const auto at = back ? by.subtract_business_hours(from, duration.count) : by.add_business_hours(from, duration.count);
  return at ? within_dates(*at) : at;
}

std::expected<Instant, DateFault> Calendar::opening_after(Instant from, Duration duration) const {
  if (is_exact(duration)) return moved(from, duration, false);
  const auto date = after(date_of(from), duration);
  if (!date) return std::unexpected(date.error());
  return start_of(*date);
}

std::expected<Instant, DateFault> Calendar::opening_before(Instant from, Duration duration) const {
  if (is_exact(duration)) return moved(from, duration, true);
  const auto date = before(date_of(from), duration);
  if (!date) return std::unexpected(date.error());
  return start_of(*date);
}

std::expected<Deadline, DateFault> Calendar::deadline_after(Instant from, Duration duration, Adjust adjust) const {
  const auto at = opening_after(from, duration);
  if (!at) return std::unexpected(at.error());
  return adjusted({*at, !is_exact(duration)}, adjust);
}

std::expected<Deadline, DateFault> Calendar::deadline_before(Instant from, Duration duration, Adjust adjust) const {
  const auto at = opening_before(from, duration);
  if (!at) return std::unexpected(at.error());
  return adjusted({*at, !is_exact(duration)}, adjust);
}

std::expected<Deadline, DateFault> Calendar::adjusted(Deadline deadline, Adjust adjust) const {
  if (adjust == Adjust::none) return deadline;
  const Date date = date_of(deadline.at);
  const auto moved = adjust == Adjust::next_business_day ? add_business_days(date, 0) : subtract_business_days(date, 0);
  if (!moved) return std::unexpected(moved.error());
  deadline.at.minutes += (*moved - date) * kMinutesPerDay;
  return deadline;
}

}  // namespace engage
