#include "calendar/calendar.h"

#include "calendars.h"
#include "dates.h"

namespace engage {
namespace {

constexpr Duration hours(int n) { return {n, Unit::hours}; }
constexpr Duration days(int n) { return {n, Unit::days}; }
constexpr Duration business_days(int n) { return {n, Unit::business_days}; }
constexpr Duration weeks(int n) { return {n, Unit::weeks}; }
constexpr Duration months(int n) { return {n, Unit::months}; }
constexpr Duration years(int n) { return {n, Unit::years}; }

TEST(Calendar, CountsBusinessDaysForwards) {
  const Calendar calendar(ontario());
  struct Row {
    const char* from;
    int n;
    const char* to;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"2026-01-05", 5, "2026-01-12"},
           {"2026-01-06", 3, "2026-01-09"},
           {"2026-01-06", 5, "2026-01-13"},
           {"2026-04-02", 1, "2026-04-06"},  // over Good Friday; Easter Monday is a working day
           {"2026-04-02", 3, "2026-04-08"},
           {"2026-04-02", 5, "2026-04-10"},
           {"2026-12-23", 3, "2026-12-30"},  // Christmas, Boxing Day, and its Monday
           {"2026-12-23", 5, "2027-01-04"},  // and New Year's Day
           {"2026-11-21", 3, "2026-11-25"},  // from a Saturday
           {"2026-11-21", 5, "2026-11-27"},
           {"2026-12-25", 1, "2026-12-29"},  // from a holiday
           {"2026-01-05", 0, "2026-01-05"},
           {"2026-01-03", 0, "2026-01-05"},
           {"2026-12-25", 0, "2026-12-29"},
           {"2027-12-24", 1, "2027-12-29"},  // both on the weekend: Monday and Tuesday
           {"2023-12-31", 1, "2024-01-02"},  // the day before the coverage is not looked at
           {"2035-12-28", 1, "2035-12-31"},
       }) {
    EXPECT_EQ(said(calendar.add_business_days(day(row.from), row.n)), row.to) << row.from << " + " << row.n;
  }
}

TEST(Calendar, CountsBusinessDaysBackwards) {
  const Calendar calendar(ontario());
  struct Row {
    const char* from;
    int n;
    const char* to;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"2026-01-12", 5, "2026-01-05"},
           {"2026-04-06", 1, "2026-04-02"},
           {"2026-04-04", 1, "2026-04-02"},
           {"2026-12-29", 1, "2026-12-24"},
           {"2027-01-04", 5, "2026-12-23"},
           {"2026-12-28", 0, "2026-12-24"},
           {"2026-12-24", 0, "2026-12-24"},
           {"2036-01-01", 1, "2035-12-31"},  // the day after the coverage is not looked at
       }) {
    EXPECT_EQ(said(calendar.subtract_business_days(day(row.from), row.n)), row.to) << row.from << " - " << row.n;
  }
}

TEST(Calendar, SaysTheFirstDayThatItCouldNotLookAt) {
  const Calendar calendar(ontario(2024, 2026));
  const auto after = [&](const char* from, int n) { return said(calendar.add_business_days(day(from), n)); };
  const auto before = [&](const char* from, int n) { return said(calendar.subtract_business_days(day(from), n)); };
  EXPECT_EQ(after("2026-12-30", 1), "2026-12-31");
  EXPECT_EQ(after("2026-12-30", 2), "not covered: 2027-01-01");
  EXPECT_EQ(after("2026-12-31", 1), "not covered: 2027-01-01");
  EXPECT_EQ(after("2027-01-01", 1), "not covered: 2027-01-02");
  EXPECT_EQ(after("2027-01-01", 0), "not covered: 2027-01-01");
  EXPECT_EQ(after("2023-12-31", 0), "not covered: 2023-12-31");
  EXPECT_EQ(after("2023-12-30", 1), "not covered: 2023-12-31");
  EXPECT_EQ(after("2020-06-01", 5000), "not covered: 2020-06-02");
  EXPECT_EQ(before("2024-01-03", 1), "2024-01-02");
  EXPECT_EQ(before("2024-01-02", 1), "not covered: 2023-12-31");
  EXPECT_EQ(before("2024-01-01", 0), "not covered: 2023-12-31");
  EXPECT_EQ(before("2027-01-02", 1), "not covered: 2027-01-01");
  EXPECT_EQ(before("2027-01-01", 1), "2026-12-31");
}

TEST(Calendar, LeavingTheKnownDatesIsItsOwnFault) {
  const Calendar calendar;
  EXPECT_EQ(said(calendar.add_business_days(kLastDate, 1)), "outside 1900 to 2199");
  EXPECT_EQ(said(calendar.subtract_business_days(kFirstDate, 1)), "outside 1900 to 2199");
  EXPECT_EQ(said(calendar.after(kLastDate, days(1))), "outside 1900 to 2199");
  EXPECT_EQ(said(calendar.after(day("2199-12-01"), months(1))), "outside 1900 to 2199");
  EXPECT_EQ(said(calendar.after(kFirstDate, years(9999))), "outside 1900 to 2199");
  EXPECT_EQ(said(calendar.after(kFirstDate, weeks(9999))), "2091-08-20");
  EXPECT_EQ(said(calendar.before(kFirstDate, days(1))), "outside 1900 to 2199");
  EXPECT_EQ(said(calendar.before(kLastDate, years(9999))), "outside 1900 to 2199");
  EXPECT_EQ(calendar.after(kLastDate, days(1)).error().date, kLastDate);
  EXPECT_EQ(calendar.before(kFirstDate, days(1)).error().date, kFirstDate);
}

TEST(Calendar, DayBasedDurationsGoFromDateToDate) {
  const Calendar calendar(ontario());
  EXPECT_EQ(said(calendar.after(day("2026-11-02"), weeks(2))), "2026-11-16");
  EXPECT_EQ(said(calendar.after(day("2026-11-02"), days(3))), "2026-11-05");
  EXPECT_EQ(said(calendar.after(day("2026-11-30"), months(3))), "2027-02-28");
  EXPECT_EQ(said(calendar.after(day("2028-02-29"), years(1))), "2029-02-28");
  EXPECT_EQ(said(calendar.after(day("2026-01-05"), business_days(5))), "2026-01-12");
  EXPECT_EQ(said(calendar.before(day("2026-11-16"), weeks(2))), "2026-11-02");
  EXPECT_EQ(said(calendar.before(day("2026-03-31"), months(1))), "2026-02-28");
  EXPECT_EQ(said(calendar.before(day("2026-01-12"), business_days(5))), "2026-01-05");
  // Calendar days need no coverage.
  EXPECT_EQ(said(calendar.after(day("2050-01-01"), days(1))), "2050-01-02");
}

TEST(Calendar, AnOpeningIsMidnightOrTheExactMinute) {
  const Calendar calendar(ontario());
  const Instant from = minute("2026-11-02T16:45");
  EXPECT_EQ(said(calendar.opening_after(from, weeks(2))), "2026-11-16");
  EXPECT_EQ(said(calendar.opening_after(from, days(0))), "2026-11-02");
  EXPECT_EQ(said(calendar.opening_after(from, hours(24))), "2026-11-03T16:45");
  EXPECT_EQ(said(calendar.opening_after(from, hours(0))), "2026-11-02T16:45");
  EXPECT_EQ(said(calendar.opening_before(from, days(1))), "2026-11-01");
  EXPECT_EQ(said(calendar.opening_before(from, hours(17))), "2026-11-01T23:45");
  EXPECT_EQ(said(calendar.opening_after(minute("1969-12-31T23:00"), hours(2))), "1970-01-01T01:00");
}

TEST(Calendar, HoursStayInTheKnownDates) {
  const Calendar calendar;
  EXPECT_EQ(said(calendar.opening_after(minute("2199-12-31T22:59"), hours(1))), "2199-12-31T23:59");
  EXPECT_EQ(said(calendar.opening_after(minute("2199-12-31T23:00"), hours(1))), "outside 1900 to 2199");
  EXPECT_EQ(said(calendar.opening_before(minute("1900-01-01T01:00"), hours(1))), "1900-01-01");
  EXPECT_EQ(said(calendar.opening_before(minute("1900-01-01T00:59"), hours(1))), "outside 1900 to 2199");
}

TEST(Calendar, ADeadlineIsAWholeDateOrTheExactMinute) {
  const Calendar calendar(ontario());
  const Instant from = minute("2026-11-02T16:45");
  EXPECT_EQ(said(calendar.deadline_after(from, weeks(2))), "2026-11-16");
  EXPECT_EQ(calendar.deadline_after(from, weeks(2))->passed_at(), minute("2026-11-17T00:00"));
  EXPECT_EQ(said(calendar.deadline_after(from, hours(24))), "2026-11-03T16:45");
  EXPECT_EQ(calendar.deadline_after(from, hours(24))->passed_at(), minute("2026-11-03T16:46"));
  EXPECT_EQ(said(calendar.deadline_before(from, days(2))), "2026-10-31");
}

TEST(Calendar, AnAdjustmentMovesADeadlineThatIsNoBusinessDay) {
  const Calendar calendar(ontario());
  const auto next = Adjust::next_business_day;
  const auto previous = Adjust::previous_business_day;
  const Instant from = minute("2026-12-18T10:00");
  EXPECT_EQ(said(calendar.deadline_after(from, weeks(1))), "2026-12-25");
  EXPECT_EQ(said(calendar.deadline_after(from, weeks(1), next)), "2026-12-29");
  EXPECT_EQ(said(calendar.deadline_after(from, weeks(1), previous)), "2026-12-24");
  EXPECT_EQ(said(calendar.deadline_after(from, days(4), next)), "2026-12-22");
  EXPECT_EQ(said(calendar.deadline_after(from, hours(24), next)), "2026-12-21T10:00");
  EXPECT_EQ(said(calendar.deadline_after(from, hours(24), previous)), "2026-12-18T10:00");
  EXPECT_EQ(said(calendar.deadline_before(from, days(5), next)), "2026-12-14");
  EXPECT_EQ(said(calendar.deadline_before(from, days(5), previous)), "2026-12-11");
  EXPECT_EQ(said(calendar.deadline_after(minute("2035-12-31T10:00"), days(1))), "2036-01-01");
  EXPECT_EQ(said(calendar.deadline_after(minute("2035-12-31T10:00"), days(1), previous)), "not covered: 2036-01-01");
}

TEST(Calendar, ClosedDaysAreNoBusinessDaysAndOpenOnesAlwaysAre) {
  CalendarSpec spec = ontario();
  spec.closures = {{day("2026-12-24"), day("2026-12-31"), "Year-end closure"},
                   {day("2026-12-29"), day("2026-12-29"), "Office move"}};
  for (const char* date : {"2026-12-30", "2026-07-01", "2026-08-01", "1999-01-01"})
    spec.openings.push_back({day(date), day(date), ""});
  const Calendar calendar(spec);
  EXPECT_EQ(said(calendar.add_business_days(day("2026-12-23"), 1)), "2026-12-30");
  EXPECT_EQ(said(calendar.add_business_days(day("2026-12-23"), 2)), "2027-01-04");
  EXPECT_TRUE(calendar.is_business_day(day("2026-07-01")));
  EXPECT_TRUE(calendar.is_business_day(day("2026-08-01")));
  EXPECT_EQ(calendar.reason(day("2026-07-01")), "");
  EXPECT_EQ(calendar.reason(day("2026-12-24")), "Year-end closure");
  EXPECT_EQ(calendar.reason(day("2026-12-25")), "Christmas Day, Year-end closure");
  EXPECT_EQ(calendar.reason(day("2026-12-27")), "Year-end closure");
  EXPECT_EQ(calendar.reason(day("2026-12-28")), "Boxing Day, Year-end closure");
  EXPECT_EQ(calendar.reason(day("2026-12-29")), "Year-end closure, Office move");
  EXPECT_EQ(calendar.reason(day("2026-11-21")), "saturday");
  EXPECT_EQ(calendar.reason(day("2026-11-23")), "");
}

TEST(Calendar, AClosureDoesNotMoveASubstitute) {
  CalendarSpec spec = ontario();
  spec.closures = {{day("2026-12-28"), day("2026-12-28"), "Office move"}};
  const Calendar calendar(spec);
  EXPECT_EQ(calendar.reason(day("2026-12-28")), "Boxing Day, Office move");
  EXPECT_TRUE(calendar.is_business_day(day("2026-12-29")));
}

TEST(Calendar, AClosureIsCutToTheCoverage) {
  CalendarSpec spec = weekdays_only(2026, 2026);
  spec.closures = {{day("2025-12-20"), day("2026-01-09"), "Closed"}, {day("2026-12-25"), day("2027-01-09"), "Closed"}};
  const Calendar calendar(spec);
  EXPECT_EQ(said(calendar.add_business_days(day("2026-01-01"), 0)), "2026-01-12");
  EXPECT_EQ(said(calendar.add_business_days(day("2026-12-24"), 1)), "not covered: 2027-01-01");
}

TEST(Calendar, WithoutAWeekendEveryDayCounts) {
  CalendarSpec spec;
  const Calendar calendar(spec);
  EXPECT_EQ(said(calendar.add_business_days(day("2026-01-01"), 365)), "2027-01-01");
}

TEST(Calendar, WithoutBusinessDaysCountingLeavesTheCoverage) {
  CalendarSpec spec = weekdays_only(2026, 2026);
  spec.closures = {{kFirstDate, kLastDate, "Gone"}};
  const Calendar calendar(spec);
  EXPECT_EQ(said(calendar.add_business_days(day("2026-01-01"), 0)), "not covered: 2027-01-01");
  EXPECT_EQ(said(calendar.subtract_business_days(day("2026-01-01"), 0)), "not covered: 2025-12-31");
}

TEST(Calendar, TheDefaultIsMondayToFriday) {
  const Calendar calendar;
  EXPECT_EQ(calendar.name(), "");
  EXPECT_EQ(calendar.first(), kFirstDate);
  EXPECT_EQ(calendar.last(), kLastDate);
  EXPECT_TRUE(calendar.holidays().empty());
  for (Date date = kFirstDate; date <= kLastDate; date = date + 1) {
    const bool weekend = weekday(date) == Weekday::saturday || weekday(date) == Weekday::sunday;
    ASSERT_EQ(calendar.is_business_day(date), !weekend) << to_string(date);
  }
  EXPECT_EQ(said(calendar.add_business_days(day("2026-12-24"), 1)), "2026-12-25");
}

}  // namespace
}  // namespace engage
