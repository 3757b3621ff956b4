#pragma once

#include <optional>
#include <string>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "calendar/words.h"

// Dates and times in a sentence.
namespace engage {

// "2026-01-14", with the time where one is meant: "2026-01-14 10:15".
std::string say(Instant at);
std::string say(const Deadline& due);
std::string say(const std::optional<Deadline>& due);  // none: "no date"
std::string clock_time(Instant at);                   // "10:15"
std::string say_late(int days);                       // "2 days late"; 0: "late"

// A whole-day deadline is a date; one by hours always has its time.
void append_deadline(std::string& out, const Deadline& deadline);
// A date when it stands for the whole of its day.
void append_as_of(std::string& out, Instant as_of);

}  // namespace engage
