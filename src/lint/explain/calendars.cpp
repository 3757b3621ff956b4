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
};

}  // namespace

std::span<const Page> pages_on_calendars() { return kCalendarsPages; }

}  // namespace engage::lint
