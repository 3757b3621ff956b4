#pragma once

#include <string>
#include <vector>

#include "calendar/calendar.h"
#include "engine/ground.h"

namespace engage::why {

// Days in a row that are counted, or skipped for one reason.
struct DayRun {
  Date first;
  Date last;
  int number = 0;      // counted: of the first day, from 1; skipped: 0
  std::string reason;  // skipped: the holiday's name, or "weekend"

  bool counted() const { return number > 0; }
};

// Each day between the day from which it is counted and the day that it leads to (counted backwards: as
// far before), that one included. Only a count in business days looks at each day, and a deadline that is
// moved to one; of a count in business hours the days that are skipped; for all others nothing. `own` is the
// policy's calendar.
std::vector<DayRun> days_of(const Calendar& own, const engine::Counting& counting);

// "2026-01-10 and 11", "2026-01-10 to 2026-01-12"
std::string dates_text(Date first, Date last);
// "days 1 to 3: 2026-01-07 to 2026-01-09; skipped: 2026-01-10 and 11 weekend; …"; empty for no days
std::string days_text(const std::vector<DayRun>& days);
// "; skipped: 2026-01-10 and 11 weekend"; empty when none is
std::string skipped_text(const std::vector<DayRun>& days);

}  // namespace engage::why
