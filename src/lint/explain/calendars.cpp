#include "lint/explain.h"

namespace engage::lint {
namespace {

constexpr Page kCalendarsPages[] = {
    {Code::E301, "The years after `covers` make no coverage: the last lies before the first.",
     "Outside of its coverage a calendar counts nothing, so every client's case would be undecided.",
     "covers 2035 to 2024", "covers 2024 to 2035"},
    {Code::E302, "There is no time zone of this name. Zones are called as in the IANA database.",
     "Events recorded with an offset could fall on another day than they happened.", "timezone \"Toronto\"",
     "timezone \"America/Toronto\""},
    {Code::E303, "The range ends before it begins.",
     "The days of a closure would count as working days, and workers would be late on days off.",
     "closed 2026-12-31 to 2026-12-24 \"Year-end closure\"", "closed 2026-12-24 to 2026-12-31 \"Year-end closure\""},
    {Code::E304, "Two calendars include each other, directly or by way of others.",
     "There is no telling whose holidays count first.",
     "calendar agency\n  include province\ncalendar province\n  include agency",
     "calendar province\n  holiday \"Canada Day\" on july 1\ncalendar agency\n  include province"},
    {Code::E305,
     "Two `hours` lines of a calendar give the hours of one weekday, and neither is the more exact: the one that names "
     "fewer weekdays counts.",
     "The hours that count would depend on the order of the lines, and a deadline in business hours with them.",
     "hours monday to thursday, 09:00 to 17:00\nhours thursday to sunday, 09:00 to 12:00",
     "hours monday to wednesday, 09:00 to 17:00\nhours thursday to sunday, 09:00 to 12:00"},
    {Code::E306, "Two periods of one name share a day.",
     "A day would lie in two terms at once, and work that is owed once a term would be owed twice, or not at all.",
     "period term \"Term 1\" from 2026-01-27 to 2026-04-10\nperiod term \"Term 2\" from 2026-04-10 to 2026-07-03",
     "period term \"Term 1\" from 2026-01-27 to 2026-04-10\nperiod term \"Term 2\" from 2026-04-27 to 2026-07-03"},
    {Code::E307,
     "A policy counts business hours by a calendar that does not say from when until when a working weekday is open.",
     "Nobody could tell at which minute two business hours are over.",
     "calendar office\n  hours monday to thursday, 09:00 to 17:00", "calendar office\n  hours 09:00 to 17:00"},
};

}  // namespace

std::span<const Page> pages_on_calendars() { return kCalendarsPages; }

}  // namespace engage::lint
