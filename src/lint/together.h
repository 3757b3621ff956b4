#pragma once

#include <optional>
#include <string>

#include "model/policy.h"

// Rules that one and the same happening sets off.
namespace engage::lint {

// What sets off both in that stage, as written: an event that both are `on`, or the condition that both
// begin with `when` (word for word, and counting in the same stages). What they ask after `if` is left out.
std::optional<std::string> shared_trigger(const model::Policy& policy, const model::Words& words, model::RuleId one,
                                          model::RuleId other, model::StageId stage);

// Whether its turn comes earlier: the rules of a stage come before those of the policy.
bool comes_before(const model::Policy& policy, model::RuleId one, model::RuleId other);

}  // namespace engage::lint
