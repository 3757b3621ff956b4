#pragma once

#include <memory>

#include "drivers/rows.h"

namespace engage::drivers {

// The same rows, with every cell held to be text: UTF-8, and no null byte. An old database may hold anything.
std::unique_ptr<Rows> checked(std::unique_ptr<Rows> rows);

}  // namespace engage::drivers
