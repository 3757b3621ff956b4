#pragma once

#include <string>

#include "engine/assessment.h"

namespace engage::why {

// Whether the line is work with that action in it: the action itself, or an alternative not withheld.
bool asks_for(const engine::OwedAction& owed, model::EventId action);

// "stage is outreach since 2026-01-05", "the case is not started".
std::string describe_status(const engine::Assessment& assessment);

}  // namespace engage::why
