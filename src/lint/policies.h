#pragma once

#include "lint/rule.h"

namespace engage::lint {

// Calls `look(policy, words)` for every version of every policy.
template <typename Look>
void for_each_policy(const Input& input, Look look) {
  for (const model::Family& family : input.program.families) {
    for (const model::Policy& policy : family.versions) look(policy, family.words);
  }
}

}  // namespace engage::lint
