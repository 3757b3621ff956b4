#include "calendar/date.h"

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include "dates.h"

namespace engage {
namespace {

namespace greg = boost::gregorian;

TEST(Date, AgreesWithBoostOnEveryDay) {
  greg::date boost(1900, 1, 1);
  std::string text;
  for (Date date = kFirstDate; date <= kLastDate; date = date + 1, boost += greg::days(1)) {
    const Ymd at = ymd(date);
    ASSERT_EQ(at.year, boost.year());
    ASSERT_EQ(at.month, boost.month());
    ASSERT_EQ(at.day, boost.day());
    ASSERT_EQ(static_cast<int>(weekday(date)), boost.day_of_week().as_number());
    ASSERT_EQ(make_date(at.year, at.month, at.day), date);
    text.clear();
    append_date(text, date);
    ASSERT_EQ(parse_date(text), date);
  }
  EXPECT_EQ(boost, greg::date(2200, 1, 1));
}

TEST(Date, RefusesWhatIsNoDate) {
  EXPECT_FALSE(make_date(1899, 12, 31));
  EXPECT_FALSE(make_date(2200, 1, 1));
  EXPECT_FALSE(make_date(2026, 0, 1));
  EXPECT_FALSE(make_date(2026, 13, 1));
  EXPECT_FALSE(make_date(2026, 1, 0));
  EXPECT_FALSE(make_date(2026, 4, 31));
  EXPECT_FALSE(make_date(2026, 2, 29));
  EXPECT_FALSE(make_date(2100, 2, 29));
  EXPECT_TRUE(make_date(2000, 2, 29));
  EXPECT_FALSE(make_date(2026, -1, 300));
}

TEST(Date, ParsesOneFormOnly) {
  EXPECT_EQ(parse_date("1970-01-01"), Date{0});
  EXPECT_EQ(parse_date("1900-01-01"), kFirstDate);
  EXPECT_EQ(parse_date("2199-12-31"), kLastDate);
  for (const char* text : {"", "2026-1-05", "2026-01-5", "26-01-05", "2026/01/05", "2026-01-05 ", " 2026-01-05",
                           "2026-01-05T00:00", "+026-01-05", "2026-+1-05", "2026--1-05", "20a6-01-05", "2026-02-30",
                           "1899-12-31", "2200-01-01", "0000-00-00"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Date, AddsMonthsByTheDayOrTheLastDayOfTheMonth) {
  struct Row {
    const char* from;
    int months;
    const char* to;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"2026-01-31", 1, "2026-02-28"},    {"2028-01-31", 1, "2028-02-29"},    {"2026-02-28", 1, "2026-03-28"},
           {"2026-02-28", 3, "2026-05-28"},    {"2028-02-29", 12, "2029-02-28"},   {"2028-02-29", 48, "2032-02-29"},
           {"2028-02-29", 1, "2028-03-29"},    {"2026-03-31", 1, "2026-04-30"},    {"2026-12-31", 2, "2027-02-28"},
           {"2026-11-30", 3, "2027-02-28"},    {"2026-01-05", 0, "2026-01-05"},    {"2026-12-15", 1, "2027-01-15"},
           {"2026-03-31", -1, "2026-02-28"},   {"2028-03-31", -1, "2028-02-29"},   {"2026-01-15", -1, "2025-12-15"},
           {"2026-01-31", -2, "2025-11-30"},   {"2028-02-29", -12, "2027-02-28"},  {"2026-05-31", -3, "2026-02-28"},
           {"2026-01-31", -13, "2024-12-31"},  {"1900-01-31", 1, "1900-02-28"},    {"2099-02-28", 12, "2100-02-28"},
           {"1999-12-31", 1200, "2099-12-31"}, {"1900-01-01", 3599, "2199-12-01"}, {"2199-12-31", -3599, "1900-01-31"},
       }) {
    EXPECT_EQ(add_months(day(row.from), row.months), day(row.to)) << row.from << " + " << row.months;
  }
}

TEST(Date, AddingMonthsLeavesTheRangeWithoutWrapping) {
  EXPECT_FALSE(in_range(add_months(day("2199-12-01"), 1)));
  EXPECT_FALSE(in_range(add_months(day("1900-01-31"), -1)));
  EXPECT_FALSE(in_range(add_months(kFirstDate, 12 * 9999)));
  EXPECT_FALSE(in_range(add_months(kLastDate, -12 * 9999)));
  EXPECT_GT(add_months(kLastDate, 12 * 9999), kLastDate);
  EXPECT_LT(add_months(kFirstDate, -12 * 9999), kFirstDate);
}

TEST(Instant, KnowsItsDateBeforeAndAfter1970) {
  EXPECT_EQ(date_of(minute("1969-12-31T23:59")), day("1969-12-31"));
  EXPECT_EQ(minute_of_day(minute("1969-12-31T23:59")), 1439);
  EXPECT_EQ(date_of(minute("1970-01-01T00:00")), day("1970-01-01"));
  EXPECT_EQ(date_of(start_of(kFirstDate)), kFirstDate);
  EXPECT_EQ(minute_of_day(last_minute_of(kLastDate)), 1439);
}

TEST(Instant, IsWrittenAsADateAtMidnight) {
  EXPECT_EQ(to_string(minute("2026-01-09T00:00")), "2026-01-09");
  EXPECT_EQ(to_string(minute("2026-01-09T08:05")), "2026-01-09T08:05");
  EXPECT_EQ(to_string(minute("1900-01-01T23:59")), "1900-01-01T23:59");
  std::string out = "at ";
  append_minute(out, minute("2026-01-09T00:00"));
  EXPECT_EQ(out, "at 2026-01-09T00:00");
}

TEST(Names, AreLowerCase) {
  EXPECT_EQ(name(weekday(day("2026-11-22"))), "sunday");
  EXPECT_EQ(name(weekday(day("2026-01-05"))), "monday");
  EXPECT_EQ(name(weekday(day("1969-07-20"))), "sunday");
  EXPECT_EQ(month_name(1), "january");
  EXPECT_EQ(month_name(12), "december");
}

}  // namespace
}  // namespace engage
