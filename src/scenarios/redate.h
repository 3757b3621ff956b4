#pragma once

#include <optional>

#include "scenarios/scenario.h"

namespace engage::scenarios {

// How far from its date a check is looked for to hold, in days.
inline constexpr int kFurthestDate = 400;

// The failed check with other dates under which it holds: first `from` and `by` and the day of `next change` as they
// are; else the nearest day on which it holds that leaves it between the lines around it. None: no date makes it hold.
std::optional<model::Check> redated(ScenarioRunner& runner, const model::Scenario& scenario, const model::Check& check);

}  // namespace engage::scenarios
