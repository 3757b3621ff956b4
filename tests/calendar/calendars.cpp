#include "calendars.h"

namespace engage {

using If = SubstituteRule::If;
using Then = SubstituteRule::Then;

HolidayRule holiday(std::string name, HolidayDay day) {
  HolidayRule rule;
  rule.name = std::move(name);
  rule.day = day;
  return rule;
}

HolidayRule holiday(std::string name, HolidayDay day, If when, Then then, Weekday weekday) {
  HolidayRule rule = holiday(std::move(name), day);
  rule.substitutes = {{when, then, weekday}};
  return rule;
}

CalendarSpec weekdays_only(int first_year, int last_year) {
  CalendarSpec spec;
  spec.first_year = first_year;
  spec.last_year = last_year;
  spec.weekend = {Weekday::saturday, Weekday::sunday};
  return spec;
}

CalendarSpec ontario(int first_year, int last_year) {
  CalendarSpec spec = weekdays_only(first_year, last_year);
  spec.name = "ontario";
  HolidayRule family_day = holiday("Family Day", OnNthWeekday{3, Weekday::monday, 2});
  family_day.from_year = 2008;
  spec.holidays = {
      holiday("New Year's Day", OnFixedDate{1, 1}, If::weekend, Then::next_business_day),
      family_day,
      holiday("Good Friday", OnEaster{-2}),
      holiday("Victoria Day", OnWeekdayNear{1, Weekday::monday, OnWeekdayNear::Side::before, 5, 25}),
      holiday("Canada Day", OnFixedDate{7, 1}, If::weekend, Then::next_business_day),
      holiday("Labour Day", OnNthWeekday{1, Weekday::monday, 9}),
      holiday("Thanksgiving Day", OnNthWeekday{2, Weekday::monday, 10}),
      holiday("Christmas Day", OnFixedDate{12, 25}, If::weekend, Then::next_business_day),
      holiday("Boxing Day", OnFixedDate{12, 26}, If::weekend, Then::next_business_day),
  };
  return spec;
}

CalendarSpec south_australia(int first_year, int last_year) {
  CalendarSpec spec = weekdays_only(first_year, last_year);
  spec.name = "south_australia";
  spec.holidays = {
      holiday("New Year's Day", OnFixedDate{1, 1}, If::weekend, Then::next_weekday),
      holiday("Australia Day", OnFixedDate{1, 26}, If::weekend, Then::next_weekday),
      holiday("Adelaide Cup Day", OnNthWeekday{2, Weekday::monday, 3}),
      holiday("Good Friday", OnEaster{-2}),
      holiday("Easter Saturday", OnEaster{-1}),
      holiday("Easter Sunday", OnEaster{0}),
      holiday("Easter Monday", OnEaster{1}),
      holiday("Anzac Day", OnFixedDate{4, 25}),
      holiday("King's Birthday", OnNthWeekday{2, Weekday::monday, 6}),
      holiday("Labour Day", OnNthWeekday{1, Weekday::monday, 10}),
      holiday("Christmas Day", OnFixedDate{12, 25}, If::weekend, Then::next_business_day),
      holiday("Proclamation Day", OnFixedDate{12, 26}, If::weekend, Then::next_business_day),
  };
  return spec;
}

}  // namespace engage
