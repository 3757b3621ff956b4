#include "calendar/holiday.h"

#include "dates.h"

namespace engage {
namespace {

std::string said(std::optional<Date> date) { return date ? to_string(*date) : "none"; }

TEST(Easter, FallsOnTheKnownDates) {
  for (const char* date :
       {"1900-04-15", "1913-03-23", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19", "2000-04-23",
        "2008-03-23", "2011-04-24", "2016-03-27", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05",
        "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25", "2049-04-18", "2076-04-19"}) {
    EXPECT_EQ(to_string(easter(ymd(day(date)).year)), date);
  }
}

TEST(Easter, IsASundayFrom22MarchTo25April) {
  for (int year = 1800; year <= 2299; ++year) {
    const Date date = easter(year);
    const auto [y, month, on] = ymd(date);
    ASSERT_EQ(weekday(date), Weekday::sunday) << year;
    ASSERT_EQ(y, year);
    ASSERT_TRUE((month == 3 && on >= 22) || (month == 4 && on <= 25)) << year;
  }
}

TEST(Holiday, EveryKindHasItsDate) {
  struct Row {
    HolidayDay day;
    int year;
    const char* date;
  };
  using Side = OnWeekdayNear::Side;
  const Weekday monday = Weekday::monday;
  for (const Row& row : std::initializer_list<Row>{
           {OnFixedDate{12, 25}, 2026, "2026-12-25"},
           {OnFixedDate{2, 29}, 2028, "2028-02-29"},
           {OnFixedDate{2, 29}, 2026, "none"},
           {OnFixedDate{2, 29}, 2100, "none"},
           {OnNthWeekday{1, monday, 9}, 2026, "2026-09-07"},
           {OnNthWeekday{1, Weekday::tuesday, 9}, 2026, "2026-09-01"},
           {OnNthWeekday{3, monday, 2}, 2026, "2026-02-16"},
           {OnNthWeekday{4, Weekday::thursday, 11}, 2026, "2026-11-26"},
           {OnNthWeekday{5, Weekday::friday, 1}, 2026, "2026-01-30"},
           {OnNthWeekday{5, monday, 1}, 2026, "none"},
           {OnNthWeekday{5, Weekday::sunday, 2}, 2032, "2032-02-29"},
           {OnNthWeekday{5, Weekday::sunday, 2}, 2026, "none"},
           {OnNthWeekday{0, monday, 5}, 2026, "2026-05-25"},
           {OnNthWeekday{0, Weekday::friday, 2}, 2028, "2028-02-25"},
           {OnNthWeekday{0, Weekday::tuesday, 2}, 2028, "2028-02-29"},
           {OnNthWeekday{0, Weekday::thursday, 12}, 2026, "2026-12-31"},
           {OnWeekdayNear{1, monday, Side::before, 5, 25}, 2026, "2026-05-18"},
           {OnWeekdayNear{1, monday, Side::before, 5, 25}, 2027, "2027-05-24"},
           {OnWeekdayNear{1, monday, Side::before, 1, 1}, 2027, "2026-12-28"},
           {OnWeekdayNear{1, monday, Side::before, 2, 29}, 2027, "none"},
           {OnWeekdayNear{1, monday, Side::on_or_after, 5, 25}, 2026, "2026-05-25"},
           {OnWeekdayNear{1, monday, Side::on_or_after, 5, 26}, 2026, "2026-06-01"},
           {OnWeekdayNear{1, Weekday::friday, Side::on_or_after, 12, 31}, 2026, "2027-01-01"},
           {OnWeekdayNear{1, Weekday::tuesday, Side::on_or_after, 2, 29}, 2028, "2028-02-29"},
           {OnWeekdayNear{1, Weekday::tuesday, Side::on_or_after, 2, 29}, 2027, "none"},
           {OnWeekdayNear{1, Weekday::friday, Side::after, 11, 27}, 2026, "2026-12-04"},  // the 27th is a Friday
           {OnWeekdayNear{1, Weekday::friday, Side::on_or_after, 11, 27}, 2026, "2026-11-27"},
           {OnWeekdayNear{1, Weekday::friday, Side::on_or_before, 11, 27}, 2026, "2026-11-27"},
           {OnWeekdayNear{1, Weekday::friday, Side::on_or_before, 11, 26}, 2026, "2026-11-20"},
           {OnWeekdayNear{2, Weekday::friday, Side::after, 11, 26}, 2026, "2026-12-04"},
           {OnWeekdayNear{5, Weekday::friday, Side::on_or_after, 12, 25}, 2026, "2027-01-22"},
           {OnWeekdayNear{2, Weekday::friday, Side::before, 11, 27}, 2026, "2026-11-13"},
           {OnWeekdayNear{3, Weekday::friday, Side::on_or_before, 1, 2}, 2026, "2025-12-19"},
           {OnDaysFrom{1, OnNthWeekday{4, Weekday::thursday, 11}}, 2026, "2026-11-27"},
           {OnDaysFrom{-1, OnFixedDate{1, 1}}, 2026, "2025-12-31"},
           {OnDaysFrom{0, OnFixedDate{1, 1}}, 2026, "2026-01-01"},
           {OnDaysFrom{366, OnFixedDate{1, 1}}, 2027, "2028-01-02"},
           {OnDaysFrom{3, OnWeekdayNear{1, monday, Side::before, 5, 25}}, 2026, "2026-05-21"},
           {OnDaysFrom{-3, OnDate{day("2022-09-22")}}, 2022, "2022-09-19"},
           {OnDaysFrom{1, OnNthWeekday{5, monday, 1}}, 2026, "none"},
           {OnEaster{0}, 2026, "2026-04-05"},
           {OnEaster{-2}, 2026, "2026-04-03"},
           {OnEaster{1}, 2026, "2026-04-06"},
           {OnEaster{-47}, 2024, "2024-02-13"},
           {OnEaster{49}, 2026, "2026-05-24"},
           {OnDate{day("2022-09-22")}, 2022, "2022-09-22"},
           {OnDate{day("2022-09-22")}, 2023, "none"},
       }) {
    EXPECT_EQ(said(actual_date(row.day, row.year)), row.date) << row.day.index() << " in " << row.year;
  }
}

}  // namespace
}  // namespace engage
