#pragma once

#include <optional>
#include <string>

#include "engine/assessment.h"
#include "model/words.h"

namespace engage::why {

// "referral_assigned", "the first contact", "the start of the stage", a date fact's name.
std::string anchor_text(const model::Anchor& anchor, const model::Words& words);

// Which source set a step's deadline, and from when it was counted: "within 5 business days of 2026-01-05".
std::string basis_text(const model::Step& step, const model::Policy& policy, const engine::DeadlineBasis& basis,
                       const model::Words& words);
// The same of an action, with the days that were skipped: "…; skipped: 2026-01-10 and 11 weekend".
std::string reason_of_deadline(const engine::OwedAction& owed, const model::Words& words);

}  // namespace engage::why
