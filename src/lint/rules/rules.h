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
void timeless_circle(const Input& input, Diagnostics& diagnostics);
void unreached_statement(const Input& input, Diagnostics& diagnostics);
void limit_never_acts(const Input& input, Diagnostics& diagnostics);

// Conditions
void negated_unknown(const Input& input, Diagnostics& diagnostics);
void never_true(const Input& input, Diagnostics& diagnostics);
void always_true(const Input& input, Diagnostics& diagnostics);
void only_known(const Input& input, Diagnostics& diagnostics);
void implied_part(const Input& input, Diagnostics& diagnostics);
void answered_question(const Input& input, Diagnostics& diagnostics);
void self_denied_work(const Input& input, Diagnostics& diagnostics);
void double_negation(const Input& input, Diagnostics& diagnostics);

// Words
void unused_word(const Input& input, Diagnostics& diagnostics);
void near_twins(const Input& input, Diagnostics& diagnostics);
void policy_head(const Input& input, Diagnostics& diagnostics);
void missing_title(const Input& input, Diagnostics& diagnostics);
void missing_source(const Input& input, Diagnostics& diagnostics);

}  // namespace engage::lint
