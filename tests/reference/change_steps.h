#pragma once

#include <string>
#include <vector>

#include "dice.h"

namespace engage::reference {

// A change that a variant makes to a stage of what it extends, as lines of its text.
struct StepChange {
  std::string stage;
  std::string how;  // "instead of", "before", "after", "without"
  std::string step;
  std::vector<std::string> lines;  // what stands there, indented from its own left edge

  std::string text() const;  // with the indentation of a line of a policy
};

// Changes to the stages of the first policy of a text, in the order in which they are to be made: each fits what those
// before it have left. None where it has no step.
std::vector<StepChange> generate_changes(Dice& dice, const std::string& text);

// The text with them made by hand in that policy.
std::string with_changes(const std::string& text, const std::vector<StepChange>& changes);

}  // namespace engage::reference
