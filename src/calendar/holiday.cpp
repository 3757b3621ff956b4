#include "calendar/holiday.h"

#include <boost/date_time/gregorian/gregorian_types.hpp>

namespace engage {
namespace {

namespace greg = boost::gregorian;

Date from_boost(greg::date date) { return {static_cast<std::int32_t>((date - greg::date(1970, 1, 1)).days())}; }

greg::greg_year boost_year(int year) { return static_cast<unsigned short>(year); }
greg::greg_month boost_month(int month) { return static_cast<unsigned short>(month); }
greg::greg_weekday boost_weekday(Weekday day) { return static_cast<unsigned short>(day); }

// Nothing for 29 February of a year that has none.
std::optional<greg::date> boost_date(int year, int month, int day) {
  if (day > greg::gregorian_calendar::end_of_month_day(boost_year(year), boost_month(month))) return std::nullopt;
  return greg::date(boost_year(year), boost_month(month), static_cast<unsigned short>(day));
}

struct InYear {
  int year;

  std::optional<Date> operator()(const OnFixedDate& on) const {
    const auto date = boost_date(year, on.month, on.day);
    if (!date) return std::nullopt;
    return from_boost(*date);
  }

  std::optional<Date> operator()(const OnNthWeekday& on) const {
    const auto day = boost_weekday(on.weekday);
    const auto month = boost_month(on.month);
    if (on.nth == 0) return from_boost(greg::last_kday_of_month(day, month).get_date(boost_year(year)));
    const auto week = static_cast<greg::nth_kday_of_month::week_num>(on.nth);
    const greg::date date = greg::nth_kday_of_month(week, day, month).get_date(boost_year(year));
    // Boost answers with the fourth where there is no fifth.
    if (on.nth == 5 && date.day() <= 28) return std::nullopt;
    return from_boost(date);
  }

  std::optional<Date> operator()(const OnWeekdayNear& on) const {
    using Side = OnWeekdayNear::Side;
    const auto date = boost_date(year, on.month, on.day);
    if (!date) return std::nullopt;
    const auto day = boost_weekday(on.weekday);
    const greg::days weeks(7 * (on.nth - 1));
    switch (on.side) {
      case Side::before: return from_boost(greg::first_kday_before(day).get_date(*date) - weeks);
      case Side::on_or_before: return from_boost(greg::first_kday_before(day).get_date(*date + greg::days(1)) - weeks);
      case Side::on_or_after: return from_boost(greg::first_kday_after(day).get_date(*date - greg::days(1)) + weeks);
      case Side::after: return from_boost(greg::first_kday_after(day).get_date(*date) + weeks);
    }
    __builtin_unreachable();
  }

  std::optional<Date> operator()(const OnEaster& on) const { return easter(year) + on.days; }

  std::optional<Date> operator()(const OnDate& on) const {
    if (ymd(on.date).year != year) return std::nullopt;
    return on.date;
  }

  std::optional<Date> operator()(const OnDaysFrom& on) const {
    const auto date = std::visit(*this, on.day);
    if (!date) return std::nullopt;
    return *date + on.days;
  }
};

}  // namespace

// The Gregorian computus of Butcher and Meeus.
Date easter(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int in_century = year % 100;
  const int correction = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
  const int to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
  const int late = (golden + 11 * epact + 22 * to_sunday) / 451;
  const int days = epact + to_sunday - 7 * late + 114;
  return from_boost(*boost_date(year, days / 31, days % 31 + 1));
}

std::optional<Date> actual_date(const HolidayDay& day, int year) { return std::visit(InYear{year}, day); }

}  // namespace engage
