#pragma once

#include <expected>
#include <optional>
#include <string>

#include "calendar/date.h"
#include "cases/record.h"
#include "engine/assessment.h"
#include "model/policy.h"

// A second evaluator, written from the language reference alone and as plainly as can be: it walks
// through time step by step and asks every condition anew at each. It is far too slow for use; the
// engine is held against it.
namespace engage::reference {

// Where running ahead (for `upcoming` and the next change) stops at the latest; without it, where
// the language says: at the end of the calendar's coverage, or five years after `now`.
std::expected<engine::Assessment, std::string> reference_assess(const model::Family& family,
                                                                const cases::Record& record, Instant now,
                                                                std::optional<Instant> look_until = std::nullopt);

// True when `a` and `b` are the same in every key that makes a next change (section 6.8), `upcoming` aside: days
// late, slots to avoid, unknown facts and the reason are none of them.
bool same_but_for_the_day(const engine::Assessment& a, const engine::Assessment& b);

}  // namespace engage::reference
