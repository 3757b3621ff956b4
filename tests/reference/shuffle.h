#pragma once

#include <string>

#include "dice.h"

namespace engage::reference {

// A policy's text with its declarations in another order, where order is no matter: those of the file, of calendars and
// vocabularies (roles aside: the first declared is the last resort), what a policy says of itself, and its stages after
// the first.
std::string shuffle_declarations(Dice& dice, const std::string& text);

}  // namespace engage::reference
