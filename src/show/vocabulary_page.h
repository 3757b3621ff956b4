#pragma once

#include <span>

#include "form/document.h"
#include "model/policy.h"
#include "text/source.h"

namespace engage::show {

// The words of these policies: facts, events, actions with their guards, groups, defines and roles, where
// they are declared, and who uses them.
form::Document vocabulary_page(std::span<const model::Family* const> families, const Sources& sources);

}  // namespace engage::show
