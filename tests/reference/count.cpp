#include "count.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace engage::reference {

namespace {

using Fault = std::unexpected<DateFault>;

Fault not_covered(const Calendar& calendar, Date date) {
  return Fault({DateFault::Kind::outside_coverage, date, &calendar});
}

// "the n-th business day strictly after D …; n = 0: D if it is one, else the next. Backwards: the n-th strictly before."
std::expected<Date, DateFault> business_days(const Calendar& calendar, Date date, int n, int step) {
  if (n > 0) date = date + step;
  for (int left = std::max(n, 1);; date = date + step) {
    if (!calendar.covers(date)) return not_covered(calendar, date);
    if (calendar.is_business_day(date) && --left == 0) return date;
  }
}

// "A minute is open from the opening to before the closing, on business days only": from when until when on that day.
std::pair<Instant, Instant> open_on(const Calendar& calendar, Date date) {
  const auto& hours = calendar.spec().hours[static_cast<std::size_t>(weekday(date))];
  if (!hours || !calendar.is_business_day(date)) return {start_of(date), start_of(date)};
  return {{start_of(date).minutes + hours->opens}, {start_of(date).minutes + hours->closes}};
}

// "t + n is the first instant until which 60·n open minutes have gone by since t …; n = 0: t if open, else the next
// opening"
std::expected<Instant, DateFault> hours_after(const Calendar& calendar, Instant from, int n) {
  int left = 60 * n;
  for (Date date = date_of(from);; date = date + 1) {
    if (!calendar.covers(date)) return not_covered(calendar, date);
    const auto [opens, closes] = open_on(calendar, date);
    const Instant begins = std::max(opens, from);
    if (begins >= closes) continue;
    if (begins.minutes + left <= closes.minutes) return Instant{begins.minutes + left};
    left -= closes.minutes - begins.minutes;
  }
}

// "t − n the last instant from which 60·n go by until t; n = 0: t if open, else (…) the closing before"
std::expected<Instant, DateFault> hours_before(const Calendar& calendar, Instant from, int n) {
  if (n == 0) {
    if (!calendar.covers(date_of(from))) return not_covered(calendar, date_of(from));
    const auto [opens, closes] = open_on(calendar, date_of(from));
    if (opens <= from && from < closes) return from;
  }
  int left = 60 * n;
  for (Date date = date_of({from.minutes - 1});; date = date - 1) {
    if (!calendar.covers(date)) return not_covered(calendar, date);
    const auto [opens, closes] = open_on(calendar, date);
    const Instant ends = std::min(closes, from);
    if (ends <= opens) continue;
    if (ends.minutes - left >= opens.minutes) return Instant{ends.minutes - left};
    left -= ends.minutes - opens.minutes;
  }
}

std::expected<Instant, DateFault> opening(const model::Policy& policy, Instant from, Duration duration, int step) {
  const Calendar& by = duration.calendar != nullptr ? *duration.calendar : *policy.calendar;
  if (duration.unit == Unit::business_hours) {
    return step > 0 ? hours_after(by, from, duration.count) : hours_before(by, from, duration.count);
  }
  if (duration.unit == Unit::business_days) {
    const auto date = business_days(by, date_of(from), duration.count, step);
    if (!date) return Fault(date.error());
    return start_of(*date);
  }
  return step > 0 ? by.opening_after(from, duration) : by.opening_before(from, duration);
}

std::expected<Deadline, DateFault> deadline(const model::Policy& policy, Instant from, Duration duration, Adjust adjust,
                                            int step) {
  const auto at = opening(policy, from, duration, step);
  if (!at) return Fault(at.error());
  Deadline result{*at, duration.unit != Unit::hours && duration.unit != Unit::business_hours};
  if (adjust == Adjust::none) return result;
  // "`or next|previous business day` goes by the policy's own"
  const int way = adjust == Adjust::next_business_day ? 1 : -1;
  const auto moved = business_days(*policy.calendar, date_of(*at), 0, way);
  if (!moved) return Fault(moved.error());
  result.at.minutes += (*moved - date_of(*at)) * kMinutesPerDay;
  return result;
}

}  // namespace

std::expected<Instant, DateFault> opening_after(const model::Policy& policy, Instant from, Duration duration) {
  return opening(policy, from, duration, 1);
}

std::expected<Instant, DateFault> opening_before(const model::Policy& policy, Instant from, Duration duration) {
  return opening(policy, from, duration, -1);
}

std::expected<Deadline, DateFault> deadline_after(const model::Policy& policy, Instant from, Duration duration,
                                                  Adjust adjust) {
  return deadline(policy, from, duration, adjust, 1);
}

std::expected<Deadline, DateFault> deadline_before(const model::Policy& policy, Instant from, Duration duration,
                                                   Adjust adjust) {
  return deadline(policy, from, duration, adjust, -1);
}

}  // namespace engage::reference
