#pragma once

#include "calendar/holiday.h"

namespace engage {

// Saturday and Sunday off, no holidays.
CalendarSpec weekdays_only(int first_year, int last_year);

// The nine public holidays of Ontario's Employment Standards Act, 2000.
CalendarSpec ontario(int first_year = 2024, int last_year = 2035);

// The whole-day public holidays of South Australia's Public Holidays Act 2023.
CalendarSpec south_australia(int first_year = 2024, int last_year = 2035);

// A holiday with at most one weekend rule.
HolidayRule holiday(std::string name, HolidayDay day);
HolidayRule holiday(std::string name, HolidayDay day, SubstituteRule::If when, SubstituteRule::Then then,
                    Weekday weekday = Weekday::monday);

}  // namespace engage
