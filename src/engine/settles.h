#pragma once

#include <cstddef>
#include <optional>

#include "cases/record.h"
#include "engine/assessment.h"
#include "model/statement.h"

// How a happening meets the lines that owe it.
namespace engage::engine {

// The first action of a line that the happening settles.
std::optional<std::size_t> settled_by(const model::DoLine& line, const model::Occurrence& what);

// The slot that an event falls into, by the things the line varies.
Slot slot_of(const model::Varying& varying, const cases::Entry& entry);

}  // namespace engage::engine
