#pragma once

#include <optional>
#include <string>

#include "engine/assessment.h"
#include "model/words.h"

namespace engage::simulate {

// "2026-01-31", with the time where it is not a whole day that is meant.
std::string shown(Instant at);
std::string shown(const std::optional<Deadline>& due);

// Where a deadline comes from, as far as an assessment tells: "within 5 business days of 2026-01-05;
// skipped: 2026-01-10 and 11 weekend".
std::string reason_of_deadline(const engine::OwedAction& owed, const model::Words& words);

}  // namespace engage::simulate
