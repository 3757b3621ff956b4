#pragma once

#include "lint/rule.h"

// The rules, each in the file of its name; the table in registry.cpp says which code is whose.
namespace engage::lint {

// Flow
void unreached_stage(const Input& input, Diagnostics& diagnostics);
void stage_without_exit(const Input& input, Diagnostics& diagnostics);
void policy_without_end(const Input& input, Diagnostics& diagnostics);
void unbounded_repeat(const Input& input, Diagnostics& diagnostics);
void same_branches(const Input& input, Diagnostics& diagnostics);
void rule_never_active(const Input& input, Diagnostics& diagnostics);

// Conditions
void negated_unknown(const Input& input, Diagnostics& diagnostics);

// Words
void unused_word(const Input& input, Diagnostics& diagnostics);
void near_twins(const Input& input, Diagnostics& diagnostics);
void policy_head(const Input& input, Diagnostics& diagnostics);

}  // namespace engage::lint
