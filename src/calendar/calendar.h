#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "calendar/holiday.h"

namespace engage {

// Why a date could not be worked out: it lies outside 1900 to 2199, or counting business days
// would have to look at a day that the calendar does not cover.
struct DateFault {
  enum class Kind : std::uint8_t { outside_dates, outside_coverage } kind;
  // The first day that could not be looked at; of outside_dates, the end of the range that was passed.
  Date date;
  // Of outside_coverage: whose.
  const Calendar* calendar = nullptr;
};

// A calendar with every day of its coverage worked out: business days count in constant time.
class Calendar {
 public:
  // Monday to Friday, no holidays, 1900 to 2199: what a policy without a calendar counts by.
  Calendar();
  // 1900 <= spec.first_year <= spec.last_year <= 2199.
  explicit Calendar(const CalendarSpec& spec);

  const CalendarSpec& spec() const { return spec_; }
  const std::string& name() const { return spec_.name; }
  Date first() const { return first_; }  // coverage, both ends included
  Date last() const { return last_; }
  bool covers(Date date) const { return first_ <= date && date <= last_; }

  // `date` must be covered.
  bool is_business_day(Date date) const;
  // Why a covered day is not a business day: the names of its holidays and closures with commas
  // between, or its weekday when it is only the weekend; empty for a business day.
  std::string reason(Date date) const;
  // All holidays placed (substitutes too), by date, within the coverage.
  struct Placed {
    Date date;
    std::string name;
    bool substitute;
  };
  const std::vector<Placed>& holidays() const { return holidays_; }

  // The period of that name which holds a date; else null. The latest that ended before it; the first that begins
  // after it.
  const Period* period_at(std::string_view name, Date date) const;
  const Period* period_before(std::string_view name, Date date) const;
  const Period* period_after(std::string_view name, Date date) const;

  // A weekday that is no weekend and has no hours: business hours cannot be counted here.
  std::optional<Weekday> weekday_without_hours() const;

  // n >= 1: the n-th business day strictly after; n = 0: the date if it is one, else the next.
  std::expected<Date, DateFault> add_business_days(Date date, int n) const;
  // n >= 1: the n-th strictly before; n = 0: the date if it is one, else the one before.
  std::expected<Date, DateFault> subtract_business_days(Date date, int n) const;

  // n >= 1: the first instant until which 60·n open minutes have gone by; n = 0: `from` if it is open, else the next
  // opening. A minute is open from the opening to before the closing, on business days. There are hours.
  std::expected<Instant, DateFault> add_business_hours(Instant from, int n) const;
  // n >= 1: the last instant from which 60·n open minutes go by until `from`; n = 0: `from` if it is open, else the
  // closing before.
  std::expected<Instant, DateFault> subtract_business_hours(Instant from, int n) const;

  // The date that a day-based duration leads to (not for exact ones). Here and below `date` and `from` lie
  // in 1900 to 2199; a fault is the answer when the result does not. A duration of another calendar's is counted
  // by that one.
  std::expected<Date, DateFault> after(Date date, Duration duration) const;
  std::expected<Date, DateFault> before(Date date, Duration duration) const;

  // An opening is 00:00 of the date reached, or the exact minute after hours and business hours.
  std::expected<Instant, DateFault> opening_after(Instant from, Duration duration) const;
  std::expected<Instant, DateFault> opening_before(Instant from, Duration duration) const;
  // A deadline is the whole of the date reached, or that exact minute. The adjustment moves the date of a
  // deadline by this calendar's business days, an exact one's too: the time of day is kept.
  std::expected<Deadline, DateFault> deadline_after(Instant from, Duration duration,
                                                    Adjust adjust = Adjust::none) const;
  std::expected<Deadline, DateFault> deadline_before(Instant from, Duration duration,
                                                     Adjust adjust = Adjust::none) const;

 private:
  // The place of a covered day in the tables.
  std::size_t index(Date date) const;
  template <typename Range>
  void set_all(std::vector<std::uint8_t>& open, const std::vector<Range>& ranges, bool to) const;
  std::expected<Deadline, DateFault> adjusted(Deadline deadline, Adjust adjust) const;
  std::unexpected<DateFault> not_covered(Date date) const;
  const Calendar& counting(Duration duration) const { return duration.calendar ? *duration.calendar : *this; }
  std::expected<Instant, DateFault> moved(Instant from, Duration duration, bool back) const;
  void sum_up_hours();
  std::int32_t open_minutes_before(Instant at) const;
  Instant open_minute(std::int32_t nth) const;

  CalendarSpec spec_;
  Date first_;
  Date last_;
  std::vector<std::int32_t> business_days_before_;  // by day of the coverage, and for the day after it
  std::vector<Date> business_days_;                 // all of them, in order
  std::vector<Placed> holidays_;
  std::vector<std::int32_t> open_minutes_before_;  // as business_days_before_; empty where there are no hours
};

}  // namespace engage
