#pragma once

#include <expected>

#include "calendar/calendar.h"
#include "model/policy.h"

// Counts by the calendars of a policy (language reference, sections 1, 2 and 6.1). Business days and business hours
// are counted here anew, a day after the other: of the calendar only what it says of one day is asked.
namespace engage::reference {

std::expected<Instant, DateFault> opening_after(const model::Policy& policy, Instant from, Duration duration);
std::expected<Instant, DateFault> opening_before(const model::Policy& policy, Instant from, Duration duration);
std::expected<Deadline, DateFault> deadline_after(const model::Policy& policy, Instant from, Duration duration,
                                                  Adjust adjust = Adjust::none);
std::expected<Deadline, DateFault> deadline_before(const model::Policy& policy, Instant from, Duration duration,
                                                   Adjust adjust = Adjust::none);

}  // namespace engage::reference
