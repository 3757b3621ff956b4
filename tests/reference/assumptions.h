#pragma once

#include <cstdint>

#include "calendar/date.h"
#include "dice.h"
#include "model/policy.h"
#include "play/assumptions.h"

namespace engage::reference {

// A number that whoever runs the tests may set.
std::uint64_t from_environment(const char* name, std::uint64_t otherwise);

// Random assumptions about the people around a case.
play::Assumptions generate_assumptions(Dice& dice, const model::Family& family, Instant begin);

}  // namespace engage::reference
