#pragma once

#include <vector>

#include "calendar/calendar.h"
#include "calendar/holiday.h"

namespace engage {

// Every holiday of the years that `spec` covers and of the year on either side, by date. All actual
// dates are placed first, then the substitutes in order of their actual dates (on one date, in order of
// declaration), each on the first day, from the one that its rule names on, that is neither weekend nor
// holiday nor taken by another substitute. A holiday of one name stands on one actual date once, however often it is declared:
// a calendar may include another by two ways.
std::vector<Calendar::Placed> place_holidays(const CalendarSpec& spec);

}  // namespace engage
