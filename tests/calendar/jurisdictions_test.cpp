#include "calendars.h"
#include "dates.h"

namespace engage {
namespace {

// "01-01 02-16 ..." of every holiday and substitute in that year.
std::string dates_in(const Calendar& calendar, int year) {
  std::string dates;
  for (const auto& placed : calendar.holidays()) {
    if (ymd(placed.date).year != year) continue;
    if (!dates.empty()) dates += ' ';
    dates += to_string(placed.date).substr(5);
  }
  return dates;
}

struct Year {
  int year;
  const char* dates;
};

TEST(Ontario, HasItsPublicHolidaysFrom2024To2030) {
  const Calendar calendar(ontario());
  for (const auto& [year, dates] : std::initializer_list<Year>{
           {2024, "01-01 02-19 03-29 05-20 07-01 09-02 10-14 12-25 12-26"},
           {2025, "01-01 02-17 04-18 05-19 07-01 09-01 10-13 12-25 12-26"},
           {2026, "01-01 02-16 04-03 05-18 07-01 09-07 10-12 12-25 12-26 12-28"},
           {2027, "01-01 02-15 03-26 05-24 07-01 09-06 10-11 12-25 12-26 12-27 12-28"},
           {2028, "01-01 01-03 02-21 04-14 05-22 07-01 07-03 09-04 10-09 12-25 12-26"},
           {2029, "01-01 02-19 03-30 05-21 07-01 07-02 09-03 10-08 12-25 12-26"},
           {2030, "01-01 02-18 04-19 05-20 07-01 09-02 10-14 12-25 12-26"},
       }) {
    EXPECT_EQ(dates_in(calendar, year), dates) << year;
  }
}

TEST(Ontario, HasFamilyDaySince2008) {
  const Calendar calendar(ontario(2007, 2008));
  EXPECT_TRUE(calendar.is_business_day(day("2007-02-19")));
  EXPECT_EQ(calendar.reason(day("2008-02-18")), "Family Day");
}

TEST(Ontario, NamesItsHolidays) {
  const Calendar calendar(ontario());
  EXPECT_EQ(calendar.name(), "ontario");
  EXPECT_EQ(calendar.reason(day("2026-01-01")), "New Year's Day");
  EXPECT_EQ(calendar.reason(day("2026-04-03")), "Good Friday");
  EXPECT_EQ(calendar.reason(day("2026-05-18")), "Victoria Day");
  EXPECT_EQ(calendar.reason(day("2027-12-27")), "Christmas Day");
  EXPECT_EQ(calendar.reason(day("2027-12-28")), "Boxing Day");
  EXPECT_EQ(calendar.reason(day("2026-04-06")), "");  // Easter Monday
}

// 2026 and 2027 as published by SafeWork SA.
TEST(SouthAustralia, HasItsPublicHolidaysFrom2024To2030) {
  const Calendar calendar(south_australia());
  for (const auto& [year, dates] : std::initializer_list<Year>{
           {2024, "01-01 01-26 03-11 03-29 03-30 03-31 04-01 04-25 06-10 10-07 12-25 12-26"},
           {2025, "01-01 01-26 01-27 03-10 04-18 04-19 04-20 04-21 04-25 06-09 10-06 12-25 12-26"},
           {2026, "01-01 01-26 03-09 04-03 04-04 04-05 04-06 04-25 06-08 10-05 12-25 12-26 12-28"},
           {2027, "01-01 01-26 03-08 03-26 03-27 03-28 03-29 04-25 06-14 10-04 12-25 12-26 12-27 12-28"},
           {2028, "01-01 01-03 01-26 03-13 04-14 04-15 04-16 04-17 04-25 06-12 10-02 12-25 12-26"},
           {2029, "01-01 01-26 03-12 03-30 03-31 04-01 04-02 04-25 06-11 10-01 12-25 12-26"},
           {2030, "01-01 01-26 01-28 03-11 04-19 04-20 04-21 04-22 04-25 06-10 10-07 12-25 12-26"},
       }) {
    EXPECT_EQ(dates_in(calendar, year), dates) << year;
  }
}

TEST(SouthAustralia, HasTheTuesdayWhenProclamationDayIsAMonday) {
  const Calendar calendar(south_australia());
  EXPECT_EQ(weekday(day("2033-12-26")), Weekday::monday);
  EXPECT_FALSE(calendar.is_business_day(day("2033-12-26")));
  EXPECT_FALSE(calendar.is_business_day(day("2033-12-27")));
  EXPECT_TRUE(calendar.is_business_day(day("2033-12-28")));
}

TEST(SouthAustralia, HasNoOtherDayForAnzacDayOnAWeekend) {
  const Calendar calendar(south_australia());
  EXPECT_TRUE(calendar.is_business_day(day("2026-04-27")));
  EXPECT_TRUE(calendar.is_business_day(day("2027-04-26")));
}

}  // namespace
}  // namespace engage
