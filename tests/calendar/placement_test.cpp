#include <gmock/gmock.h>

#include "calendars.h"
#include "dates.h"

namespace engage {
namespace {

using If = SubstituteRule::If;
using Then = SubstituteRule::Then;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "2026-12-28 Boxing Day, substitute" of every holiday that lies in the coverage.
std::vector<std::string> placed(const CalendarSpec& spec) {
  const Calendar calendar(spec);
  std::vector<std::string> lines;
  for (const auto& [date, name, substitute] : calendar.holidays()) {
    lines.push_back(to_string(date) + " " + name + (substitute ? ", substitute" : ""));
  }
  return lines;
}

CalendarSpec one_year(int year, std::vector<HolidayRule> holidays) {
  CalendarSpec spec = weekdays_only(year, year);
  spec.holidays = std::move(holidays);
  return spec;
}

std::vector<HolidayRule> christmas() {
  return {holiday("Christmas Day", OnFixedDate{12, 25}, If::weekend, Then::next_business_day),
          holiday("Boxing Day", OnFixedDate{12, 26}, If::weekend, Then::next_business_day)};
}

TEST(Placement, ChristmasAndBoxingDayOnAWeekendTakeTheNextFreeDays) {
  EXPECT_THAT(placed(one_year(2026, christmas())),
              ElementsAre("2026-12-25 Christmas Day", "2026-12-26 Boxing Day", "2026-12-28 Boxing Day, substitute"));
  EXPECT_THAT(placed(one_year(2027, christmas())),
              ElementsAre("2027-12-25 Christmas Day", "2027-12-26 Boxing Day", "2027-12-27 Christmas Day, substitute",
                          "2027-12-28 Boxing Day, substitute"));
  // Actual dates go first: Boxing Day keeps its Monday, Christmas passes it.
  EXPECT_THAT(placed(one_year(2022, christmas())),
              ElementsAre("2022-12-25 Christmas Day", "2022-12-26 Boxing Day", "2022-12-27 Christmas Day, substitute"));
}

TEST(Placement, SubstitutesGoInOrderOfTheirActualDates) {
  // Declared the other way round, on the weekend of 25 and 26 December 2027.
  auto rules = christmas();
  std::swap(rules[0], rules[1]);
  EXPECT_THAT(placed(one_year(2027, rules)),
              ElementsAre("2027-12-25 Christmas Day", "2027-12-26 Boxing Day", "2027-12-27 Christmas Day, substitute",
                          "2027-12-28 Boxing Day, substitute"));
  // On one date, in order of declaration.
  EXPECT_THAT(placed(one_year(2027, {holiday("B", OnFixedDate{12, 25}, If::weekend, Then::next_business_day),
                                     holiday("A", OnFixedDate{12, 25}, If::weekend, Then::next_business_day)})),
              ElementsAre("2027-12-25 B", "2027-12-25 A", "2027-12-27 B, substitute", "2027-12-28 A, substitute"));
}

TEST(Placement, FromATakenMondayOnItIsTheFirstFreeDay) {
  EXPECT_THAT(placed(one_year(2027, {holiday("A", OnFixedDate{12, 25}, If::saturday, Then::next_weekday),
                                     holiday("B", OnFixedDate{12, 18}, If::saturday, Then::next_weekday),
                                     holiday("C", OnFixedDate{12, 20})})),
              ElementsAre("2027-12-18 B", "2027-12-20 C", "2027-12-21 B, substitute", "2027-12-25 A",
                          "2027-12-27 A, substitute"));
  // New Zealand: 1 and 2 January 2028 are a Saturday and a Sunday, and Monday and Tuesday are off.
  EXPECT_THAT(placed(one_year(2028, {holiday("New Year", OnFixedDate{1, 1}, If::weekend, Then::next_weekday),
                                     holiday("Day after", OnFixedDate{1, 2}, If::weekend, Then::next_weekday)})),
              ElementsAre("2028-01-01 New Year", "2028-01-02 Day after", "2028-01-03 New Year, substitute",
                          "2028-01-04 Day after, substitute"));
  // Over the weekend, when the whole week from Wednesday on is taken.
  EXPECT_THAT(
      placed(one_year(
          2026, {holiday("A", OnFixedDate{7, 4}, If::saturday, Then::next_weekday, Weekday::wednesday),
                 holiday("B", OnFixedDate{7, 8}), holiday("C", OnFixedDate{7, 9}), holiday("D", OnFixedDate{7, 10})})),
      ElementsAre("2026-07-04 A", "2026-07-08 B", "2026-07-09 C", "2026-07-10 D", "2026-07-13 A, substitute"));
}

TEST(Placement, FromATakenFridayBackItIsTheFirstFreeDay) {
  EXPECT_THAT(
      placed(one_year(2026, {holiday("A", OnFixedDate{7, 4}, If::saturday, Then::previous_weekday, Weekday::friday)})),
      ElementsAre("2026-07-03 A, substitute", "2026-07-04 A"));
  EXPECT_THAT(
      placed(one_year(2026, {holiday("A", OnFixedDate{7, 4}, If::saturday, Then::previous_weekday, Weekday::friday),
                             holiday("B", OnFixedDate{7, 3})})),
      ElementsAre("2026-07-02 A, substitute", "2026-07-03 B", "2026-07-04 A"));
}

TEST(Placement, AnyWeekdayMayBeNamed) {
  EXPECT_THAT(
      placed(one_year(2026, {holiday("A", OnFixedDate{7, 4}, If::saturday, Then::next_weekday, Weekday::thursday)})),
      ElementsAre("2026-07-04 A", "2026-07-09 A, substitute"));
  // One that is a weekend here, and the actual date's own: a week on, then the first working day.
  EXPECT_THAT(
      placed(one_year(2026, {holiday("A", OnFixedDate{7, 4}, If::saturday, Then::next_weekday, Weekday::saturday)})),
      ElementsAre("2026-07-04 A", "2026-07-13 A, substitute"));
}

TEST(Placement, TheFirstRuleThatFitsTheActualDateApplies) {
  HolidayRule rule = holiday("Independence Day", OnFixedDate{7, 4});
  rule.substitutes = {{If::saturday, Then::previous_weekday, Weekday::friday}, {If::weekend, Then::next_weekday}};
  EXPECT_THAT(placed(one_year(2026, {rule})),
              ElementsAre("2026-07-03 Independence Day, substitute", "2026-07-04 Independence Day"));
  EXPECT_THAT(placed(one_year(2027, {rule})),
              ElementsAre("2027-07-04 Independence Day", "2027-07-05 Independence Day, substitute"));
  EXPECT_THAT(placed(one_year(2028, {rule})), ElementsAre("2028-07-04 Independence Day"));
  EXPECT_THAT(placed(one_year(2026, {holiday("A", OnFixedDate{7, 4}, If::sunday, Then::next_weekday)})),
              ElementsAre("2026-07-04 A"));
}

TEST(Placement, ASubstituteMayComeFromTheYearsAroundTheCoverage) {
  // 31 December 2022 was a Saturday; 1 January 2028 is one.
  EXPECT_THAT(placed(one_year(2023, {holiday("Last Day", OnFixedDate{12, 31}, If::weekend, Then::next_business_day)})),
              ElementsAre("2023-01-02 Last Day, substitute", "2023-12-31 Last Day"));
  EXPECT_THAT(placed(one_year(2027, {holiday("First Day", OnFixedDate{1, 1}, If::weekend, Then::previous_weekday,
                                             Weekday::friday)})),
              ElementsAre("2027-01-01 First Day", "2027-12-31 First Day, substitute"));
}

TEST(Placement, ADateMayFallOutsideTheYearItIsCountedFrom) {
  HolidayRule rule = holiday("Last Monday", OnWeekdayNear{1, Weekday::monday, OnWeekdayNear::Side::before, 1, 1});
  EXPECT_THAT(placed(one_year(2026, {rule})), ElementsAre("2026-12-28 Last Monday"));
  EXPECT_THAT(placed(one_year(2199, {rule})), ElementsAre("2199-12-30 Last Monday"));
  rule.from_year = 2027;  // 28 December 2026 is not in 2027, though counted from its first day
  EXPECT_THAT(placed(one_year(2026, {rule})), IsEmpty());
  // From Easter of 2023 and of 2024.
  EXPECT_THAT(placed(one_year(2026, {holiday("Far", OnEaster{1000})})),
              ElementsAre("2026-01-03 Far", "2026-12-26 Far"));
}

TEST(Placement, ADayFarFromAnotherIsFoundInEveryYear) {
  using Side = OnWeekdayNear::Side;
  // Counted from the end of 2024, over 2025: the fifth Monday after Christmas is 27 January 2025.
  EXPECT_THAT(
      placed(one_year(2026, {holiday("Far", OnDaysFrom{366, OnWeekdayNear{5, Weekday::monday, Side::after, 12, 25}})})),
      ElementsAre("2026-01-28 Far"));
  EXPECT_THAT(
      placed(one_year(2026, {holiday("Far", OnDaysFrom{-366, OnWeekdayNear{5, Weekday::monday, Side::before, 1, 8}})})),
      ElementsAre("2026-12-05 Far"));
}

TEST(Placement, FromAndUntilBindTheYear) {
  HolidayRule rule = holiday("Day", OnFixedDate{6, 1});
  rule.from_year = 2025;
  rule.until_year = 2026;
  CalendarSpec spec = weekdays_only(2024, 2028);
  spec.holidays = {rule};
  EXPECT_THAT(placed(spec), ElementsAre("2025-06-01 Day", "2026-06-01 Day"));
}

TEST(Placement, SomeYearsHaveNone) {
  CalendarSpec spec = weekdays_only(2024, 2029);
  spec.holidays = {holiday("Leap Day", OnFixedDate{2, 29}), holiday("Fifth", OnNthWeekday{5, Weekday::monday, 2}),
                   holiday("Once", OnDate{day("2026-09-22")})};
  EXPECT_THAT(placed(spec), ElementsAre("2024-02-29 Leap Day", "2026-09-22 Once", "2028-02-29 Leap Day"));
}

TEST(Placement, TheSameHolidayTakenInTwiceIsOne) {
  auto rules = christmas();
  for (HolidayRule& rule : christmas()) rules.push_back(std::move(rule));
  EXPECT_EQ(placed(one_year(2027, rules)), placed(one_year(2027, christmas())));
}

TEST(Placement, ASubstituteWithNowhereToGoIsNotPlaced) {
  CalendarSpec spec = one_year(2026, {holiday("A", OnFixedDate{7, 4}, If::weekend, Then::next_business_day)});
  spec.weekend = {Weekday::sunday,   Weekday::monday, Weekday::tuesday, Weekday::wednesday,
                  Weekday::thursday, Weekday::friday, Weekday::saturday};
  EXPECT_THAT(placed(spec), ElementsAre("2026-07-04 A"));
  spec.holidays[0].substitutes[0].then = Then::next_weekday;
  EXPECT_THAT(placed(spec), ElementsAre("2026-07-04 A"));
  spec.weekend = {Weekday::saturday, Weekday::sunday, Weekday::monday};
  EXPECT_THAT(placed(spec), ElementsAre("2026-07-04 A", "2026-07-07 A, substitute"));
  // Before 1900 there is no day to put it on.
  EXPECT_THAT(
      placed(one_year(1900, {holiday("B", OnFixedDate{1, 6}, If::saturday, Then::previous_weekday, Weekday::monday),
                             holiday("C", OnFixedDate{1, 1})})),
      ElementsAre("1900-01-01 C", "1900-01-06 B"));
}

TEST(Placement, AnotherWeekendIsAnotherWeekend) {
  CalendarSpec spec = one_year(2026, {holiday("A", OnFixedDate{7, 3}, If::weekend, Then::next_business_day)});
  spec.weekend = {Weekday::friday, Weekday::saturday};
  EXPECT_THAT(placed(spec), ElementsAre("2026-07-03 A", "2026-07-05 A, substitute"));
}

}  // namespace
}  // namespace engage
