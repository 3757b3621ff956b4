#pragma once

#include "cases/timezone.h"
#include "model/policy.h"

namespace engage::fuzz {

// A policy with a fact of every kind, and with what a record can move: choices, varying slots, repeats,
// escalations, deadlines counted from dates and limits.
const model::Family& counselling();

// Half an hour off the whole hour, with an hour left out and one that comes twice in 2026.
const cases::TimeZone& newfoundland();

inline constexpr Instant kAsOf = {(20458 + 14) * 1440 + 600};  // 2026-01-19T10:00

}  // namespace engage::fuzz
