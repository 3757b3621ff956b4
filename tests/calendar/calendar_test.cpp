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

constexpr Duration business_hours(int n) { return {n, Unit::business_hours}; }

// Ontario's holidays; open 08:30 to 17:00, on Fridays to 16:30.
CalendarSpec office() {
  CalendarSpec spec = ontario();
  spec.name = "office";
  for (std::size_t day = 1; day <= 4; ++day) spec.hours[day] = OpenHours{8 * 60 + 30, 17 * 60};
  spec.hours[5] = OpenHours{8 * 60 + 30, 16 * 60 + 30};
  return spec;
}

struct HoursRow {
  const char* from;
  int n;
  const char* to;
};

TEST(Calendar, CountsBusinessHoursForwards) {
  const Calendar calendar(office());
  for (const HoursRow& row : std::initializer_list<HoursRow>{
           {"2026-01-09T16:00", 2, "2026-01-12T10:00"},  // Friday, to 16:30; Monday from 08:30
           {"2026-01-05T16:00", 1, "2026-01-05T17:00"},  // until the closing itself
           {"2026-01-05T17:00", 1, "2026-01-06T09:30"},
           {"2026-01-05T16:59", 1, "2026-01-06T09:29"},
           {"2026-01-05T08:30", 1, "2026-01-05T09:30"},
           {"2026-01-05T06:00", 1, "2026-01-05T09:30"},
           {"2026-01-05T00:00", 8, "2026-01-05T16:30"},
           {"2026-01-05T00:00", 9, "2026-01-06T09:00"},
           {"2026-01-10T12:00", 1, "2026-01-12T09:30"},  // from a Saturday
           {"2026-04-02T16:30", 1, "2026-04-06T09:00"},  // over Good Friday and the weekend
           {"2026-01-05T10:00", 0, "2026-01-05T10:00"},
           {"2026-01-05T08:30", 0, "2026-01-05T08:30"},
           {"2026-01-05T08:29", 0, "2026-01-05T08:30"},
           {"2026-01-05T17:00", 0, "2026-01-06T08:30"},
           {"2026-01-09T16:30", 0, "2026-01-12T08:30"},
           {"2026-01-05T08:30", 42, "2026-01-09T16:30"},  // the whole week: four times 8:30 and 8:00
       }) {
    EXPECT_EQ(said(calendar.add_business_hours(minute(row.from), row.n)), row.to) << row.from << " + " << row.n;
  }
}

TEST(Calendar, CountsBusinessHoursBackwards) {
  const Calendar calendar(office());
  for (const HoursRow& row : std::initializer_list<HoursRow>{
           {"2026-01-12T10:00", 2, "2026-01-09T16:00"},
           {"2026-01-05T17:00", 1, "2026-01-05T16:00"},
           {"2026-01-05T20:00", 1, "2026-01-05T16:00"},
           {"2026-01-06T09:30", 1, "2026-01-06T08:30"},  // the last such instant: not 17:00 the day before
           {"2026-01-06T09:00", 1, "2026-01-05T16:30"},
           {"2026-01-11T12:00", 8, "2026-01-09T08:30"},
           {"2026-01-05T10:00", 0, "2026-01-05T10:00"},
           {"2026-01-05T17:00", 0, "2026-01-05T17:00"},
           {"2026-01-05T23:00", 0, "2026-01-05T17:00"},
           {"2026-01-06T08:29", 0, "2026-01-05T17:00"},
           {"2026-01-06T08:30", 0, "2026-01-06T08:30"},
           {"2026-01-12T00:00", 0, "2026-01-09T16:30"},
       }) {
    EXPECT_EQ(said(calendar.subtract_business_hours(minute(row.from), row.n)), row.to) << row.from << " - " << row.n;
  }
}

TEST(Calendar, BusinessHoursOfOpenedAndClosedDays) {
  CalendarSpec spec = office();
  spec.openings = {{day("2026-01-10"), day("2026-01-11"), "At work"}};
  // Neither Saturday nor Sunday has hours: they open no minute.
  EXPECT_EQ(said(Calendar(spec).add_business_hours(minute("2026-01-09T16:00"), 2)), "2026-01-12T10:00");
  spec.hours[static_cast<std::size_t>(Weekday::saturday)] = OpenHours{10 * 60, 12 * 60};
  EXPECT_EQ(said(Calendar(spec).add_business_hours(minute("2026-01-09T16:00"), 2)), "2026-01-10T11:30");
  EXPECT_EQ(said(Calendar(spec).add_business_hours(minute("2026-01-16T16:00"), 2)), "2026-01-19T10:00");
  spec.closures = {{day("2026-01-12"), day("2026-01-13"), "Move"}};
  EXPECT_EQ(said(Calendar(spec).add_business_hours(minute("2026-01-10T11:30"), 1)), "2026-01-14T09:00");
}

TEST(Calendar, BusinessHoursRoundTheClock) {
  CalendarSpec spec = weekdays_only(2026, 2026);
  spec.weekend.clear();
  spec.hours.fill(OpenHours{0, kMinutesPerDay});
  const Calendar calendar(spec);
  EXPECT_EQ(said(calendar.add_business_hours(minute("2026-01-05T23:30"), 24)), "2026-01-06T23:30");
  EXPECT_EQ(said(calendar.add_business_hours(minute("2026-01-05T23:00"), 1)), "2026-01-06");
  EXPECT_EQ(said(calendar.subtract_business_hours(minute("2026-01-06T00:00"), 1)), "2026-01-05T23:00");
  // The last minute of the coverage ends with it; the next is not covered.
  EXPECT_EQ(said(calendar.add_business_hours(minute("2026-12-31T23:00"), 1)), "2027-01-01");
  EXPECT_EQ(said(calendar.add_business_hours(minute("2026-12-31T23:01"), 1)), "not covered: 2027-01-01");
  EXPECT_EQ(said(calendar.add_business_hours(minute("2027-01-01T00:00"), 0)), "not covered: 2027-01-01");
  EXPECT_EQ(said(calendar.subtract_business_hours(minute("2027-01-01T00:00"), 1)), "2026-12-31T23:00");
  EXPECT_EQ(said(calendar.subtract_business_hours(minute("2027-01-01T00:00"), 0)), "not covered: 2027-01-01");
  EXPECT_EQ(said(calendar.subtract_business_hours(minute("2027-01-01T00:01"), 1)), "not covered: 2027-01-01");
  EXPECT_EQ(said(calendar.subtract_business_hours(minute("2026-01-01T00:59"), 1)), "not covered: 2025-12-31");
  EXPECT_EQ(said(calendar.subtract_business_hours(minute("2026-01-01T01:00"), 1)), "2026-01-01");
}

TEST(Calendar, ADeadlineInBusinessHoursIsAnExactMinute) {
  const Calendar calendar(office());
  const auto due = calendar.deadline_after(minute("2026-01-09T16:00"), business_hours(2));
  ASSERT_TRUE(due);
  EXPECT_FALSE(due->whole_day);
  EXPECT_EQ(to_string(due->passed_at()), "2026-01-12T10:01");
  EXPECT_EQ(said(calendar.opening_before(minute("2026-01-12T10:00"), business_hours(2))), "2026-01-09T16:00");
}

TEST(Calendar, AnotherCalendarCountsItsBusinessUnits) {
  CalendarSpec closed_in_july = office();
  closed_in_july.name = "school";
  closed_in_july.closures = {{day("2026-07-01"), day("2026-07-31"), "Summer"}};
  const Calendar school(closed_in_july);
  const Calendar calendar(ontario());
  const Instant from = minute("2026-06-29T10:00");
  EXPECT_EQ(said(calendar.opening_after(from, {2, Unit::business_days, &school})), "2026-08-03");
  EXPECT_EQ(said(calendar.opening_after(from, business_days(2))), "2026-07-02");
  EXPECT_EQ(said(calendar.opening_after(from, {20, Unit::business_hours, &school})), "2026-08-03T13:00");
  EXPECT_EQ(said(calendar.opening_before(minute("2026-08-04T10:00"), {2, Unit::business_days, &school})), "2026-06-30");
  EXPECT_EQ(to_string(Duration{2, Unit::business_days, &school}), "2 business days in school");
  // A roll goes by the calendar that is asked: 2026-08-01 is a Saturday there, though the school opens it.
  closed_in_july.openings = {{day("2026-08-01"), day("2026-08-01"), ""}};
  const Calendar open_on_saturday(closed_in_july);
  const Duration two{2, Unit::business_days, &open_on_saturday};
  EXPECT_EQ(said(calendar.opening_after(from, two)), "2026-08-01");
  EXPECT_EQ(date_of(calendar.deadline_after(from, two, Adjust::next_business_day)->at), day("2026-08-03"));
  // The calendar that could not look is told.
  const auto beyond = calendar.opening_after(from, {9000, Unit::business_days, &school});
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().calendar, &school);
}

TEST(Calendar, FindsPeriods) {
  CalendarSpec spec = weekdays_only(2026, 2026);
  spec.periods = {{"semester", "Autumn", day("2026-09-01"), day("2026-12-18")},
                  {"term", "Term 1", day("2026-01-27"), day("2026-04-10")},
                  {"term", "Term 2", day("2026-04-27"), day("2026-07-03")},
                  {"term", "Term 3", day("2026-07-20"), day("2026-09-25")}};
  const Calendar calendar(spec);
  const auto title = [](const Period* period) { return period ? period->title : "none"; };
  EXPECT_EQ(title(calendar.period_at("term", day("2026-01-26"))), "none");
  EXPECT_EQ(title(calendar.period_at("term", day("2026-01-27"))), "Term 1");
  EXPECT_EQ(title(calendar.period_at("term", day("2026-04-10"))), "Term 1");
  EXPECT_EQ(title(calendar.period_at("term", day("2026-04-11"))), "none");
  EXPECT_EQ(title(calendar.period_at("term", day("2026-09-10"))), "Term 3");
  EXPECT_EQ(title(calendar.period_at("semester", day("2026-09-10"))), "Autumn");
  EXPECT_EQ(title(calendar.period_at("year", day("2026-09-10"))), "none");
  EXPECT_EQ(title(calendar.period_before("term", day("2026-01-27"))), "none");
  EXPECT_EQ(title(calendar.period_before("term", day("2026-04-10"))), "none");
  EXPECT_EQ(title(calendar.period_before("term", day("2026-04-11"))), "Term 1");
  EXPECT_EQ(title(calendar.period_before("term", day("2026-05-01"))), "Term 1");
  EXPECT_EQ(title(calendar.period_before("term", day("2026-12-01"))), "Term 3");
  EXPECT_EQ(title(calendar.period_after("term", day("2026-01-01"))), "Term 1");
  EXPECT_EQ(title(calendar.period_after("term", day("2026-01-27"))), "Term 2");
  EXPECT_EQ(title(calendar.period_after("term", day("2026-08-01"))), "none");
}

}  // namespace
}  // namespace engage
