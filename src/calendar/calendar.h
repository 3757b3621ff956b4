#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
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

  // n >= 1: the n-th business day strictly after; n = 0: the date if it is one, else the next.
  std::expected<Date, DateFault> add_business_days(Date date, int n) const;
  // n >= 1: the n-th strictly before; n = 0: the date if it is one, else the one before.
  std::expected<Date, DateFault> subtract_business_days(Date date, int n) const;

  // The date that a day-based duration leads to (not for hours). Here and below `date` and `from` lie
  // in 1900 to 2199; a fault is the answer when the result does not.
  std::expected<Date, DateFault> after(Date date, Duration duration) const;
  std::expected<Date, DateFault> before(Date date, Duration duration) const;

  // An opening is 00:00 of the date reached, or the exact minute after hours.
  std::expected<Instant, DateFault> opening_after(Instant from, Duration duration) const;
  std::expected<Instant, DateFault> opening_before(Instant from, Duration duration) const;
  // A deadline is the whole of the date reached, or the exact minute after hours. The adjustment
  // moves the date of a deadline, by hours too: the time of day is kept.
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

  CalendarSpec spec_;
  Date first_;
  Date last_;
  std::vector<std::int32_t> business_days_before_;  // by day of the coverage, and for the day after it
  std::vector<Date> business_days_;                 // all of them, in order
  std::vector<Placed> holidays_;
};

}  // namespace engage
