#include "calendar/duration.h"

#include "dates.h"

namespace engage {
namespace {

constexpr Duration hours(int n) { return {n, Unit::hours}; }
constexpr Duration days(int n) { return {n, Unit::days}; }
constexpr Duration business_days(int n) { return {n, Unit::business_days}; }
constexpr Duration weeks(int n) { return {n, Unit::weeks}; }
constexpr Duration months(int n) { return {n, Unit::months}; }
constexpr Duration years(int n) { return {n, Unit::years}; }

TEST(Duration, IsWrittenAsPeopleSayIt) {
  EXPECT_EQ(to_string(hours(24)), "24 hours");
  EXPECT_EQ(to_string(hours(1)), "1 hour");
  EXPECT_EQ(to_string(days(0)), "0 days");
  EXPECT_EQ(to_string(business_days(1)), "1 business day");
  EXPECT_EQ(to_string(business_days(3)), "3 business days");
  EXPECT_EQ(to_string(weeks(1)), "1 week");
  EXPECT_EQ(to_string(months(3)), "3 months");
  EXPECT_EQ(to_string(years(1)), "1 year");
}

TEST(Duration, ComparesByWhatIsCertain) {
  struct Row {
    Duration a;
    Duration b;
    bool at_most;
    bool at_least;
  };
  for (const Row& row : std::initializer_list<Row>{
           {weeks(6), months(3), true, false},
           {weeks(12), months(3), true, false},
           {weeks(13), months(3), false, false},
           {days(89), months(3), true, false},
           {days(90), months(3), false, false},
           {days(92), months(3), false, true},
           {weeks(14), months(3), false, true},
           {days(28), months(1), true, false},
           {days(29), months(1), false, false},
           {days(31), months(1), false, true},
           {days(365), years(1), true, false},
           {days(366), years(1), false, true},
           {months(12), years(1), true, true},
           {months(13), years(1), false, true},
           {days(14), weeks(2), true, true},
           {days(13), weeks(2), true, false},
           {weeks(2), weeks(2), true, true},
           {days(1460), years(4), true, false},
           {days(1461), years(4), false, true},
           {weeks(9999), years(200), true, false},
           {weeks(9999), years(9999), true, false},
           {days(0), months(0), true, true},
           // Hours are exact; days last to the end of a date.
           {hours(24), days(1), true, false},
           {hours(25), days(1), false, false},
           {hours(47), days(1), false, false},
           {hours(48), days(1), false, true},
           {hours(0), days(0), true, false},
           {hours(72), hours(48), false, true},
           {hours(168), weeks(1), true, false},
           {hours(28 * 24), months(1), true, false},
           {hours(32 * 24), months(1), false, true},
           // Business days compare with business days only.
           {business_days(3), business_days(5), true, false},
           {business_days(5), business_days(5), true, true},
           {business_days(1), days(30), false, false},
           {business_days(1), weeks(52), false, false},
           {business_days(0), days(0), false, false},
           {business_days(1), hours(1), false, false},
       }) {
    const std::string what = to_string(row.a) + " against " + to_string(row.b);
    EXPECT_EQ(certainly_at_most(row.a, row.b), row.at_most) << what;
    EXPECT_EQ(certainly_at_least(row.a, row.b), row.at_least) << what;
    EXPECT_EQ(certainly_at_least(row.b, row.a), row.at_most) << what;
    EXPECT_EQ(certainly_at_most(row.b, row.a), row.at_least) << what;
  }
}

TEST(Duration, KnowsExactlyHowLongMonthsCanBe) {
  for (int n : {1, 2, 3, 4, 6, 9, 11, 12, 18, 23, 24, 36, 47, 48, 96}) {
    int least = kLastDate - kFirstDate;
    int most = 0;
    for (Date from = kFirstDate; in_range(add_months(from, n)); from = from + 1) {
      least = std::min(least, add_months(from, n) - from);
      most = std::max(most, add_months(from, n) - from);
    }
    EXPECT_TRUE(certainly_at_most(days(least), months(n))) << n;
    EXPECT_FALSE(certainly_at_most(days(least + 1), months(n))) << n;
    EXPECT_TRUE(certainly_at_least(days(most), months(n))) << n;
    EXPECT_FALSE(certainly_at_least(days(most - 1), months(n))) << n;
  }
}

TEST(Deadline, HasPassedFromTheNextDayOrTheNextMinute) {
  const Deadline whole{minute("2026-11-16T00:00"), true};
  EXPECT_EQ(whole.passed_at(), minute("2026-11-17T00:00"));
  const Deadline exact{minute("2026-11-16T09:30"), false};
  EXPECT_EQ(exact.passed_at(), minute("2026-11-16T09:31"));
}

}  // namespace
}  // namespace engage
