#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/assessment.h"
#include "model/policy.h"

namespace engage::reference {

// A report as text, key by key, for comparing two and for showing where they differ. Lists are
// sorted: their order is no matter here. Of a reason only whether there is one.
using Shown = std::map<std::string, std::vector<std::string>>;

Shown show(const engine::Assessment& assessment, const model::Words& words);

// Without what a next change does not count: days late, slots to avoid, unknown facts, the version
// and the next change itself.
Shown show_for_change(const engine::Assessment& assessment, const model::Words& words);

// What both leave out after running ahead no further than `end`.
void forget_after(engine::Assessment& assessment, Instant end);

struct Difference {
  std::string key;
  std::string left;
  std::string right;
};
std::vector<Difference> differences(const Shown& left, const Shown& right);

}  // namespace engage::reference
