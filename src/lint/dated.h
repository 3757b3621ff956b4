#pragma once

#include <string_view>

#include "lint/rule.h"
#include "pace/route.h"
#include "pace/walk.h"

// Findings about time, with dates as an example.
namespace engage::lint {

// A finding about a place of a policy. One that extends another has its text from there, so it is told at
// its own first line, and the place is labelled: the text may be right for the other.
Diagnostic& add_at(const model::Policy& policy, Code code, Span place, std::string message, Diagnostics& diagnostics);

// Labels the places of a way that has been walked up to and including the leg with their dates: when a step
// opens and is due, until when a wait lasts. Of rounds, the last one.
void label_dates(const model::Policy& policy, const pace::Route& route, const pace::Walk& walk, std::size_t last_leg,
                 Diagnostic& finding);

// Calls `look(start)` for every start date, at 00:00 of it.
template <typename Look>
void for_each_start(const model::Policy& policy, Look look) {
  const pace::Starts starts = pace::starts_of(policy);
  for (Date date = starts.first; date <= starts.last; date = date + 1) look(start_of(date));
}

// "on 3 of 4383 start dates"
std::string on_starts(int some, const model::Policy& policy);
// "3 days", "1 day"
std::string days(int count);
// "3 to 5 days"
std::string days(int least, int most);

}  // namespace engage::lint
