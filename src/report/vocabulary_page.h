#pragma once

#include <span>

#include "model/policy.h"
#include "report/document.h"
#include "text/source.h"

namespace engage::report {

// The words of these policies: facts, events, actions with their guards, groups, defines and roles, where
// they are declared, and who uses them.
Document vocabulary_page(std::span<const model::Family* const> families, const Sources& sources);

}  // namespace engage::report
