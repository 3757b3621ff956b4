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
void waits_in_a_row(const Input& input, Diagnostics& diagnostics);

// Time
void limit_too_short(const Input& input, Diagnostics& diagnostics);
void limit_cuts_off(const Input& input, Diagnostics& diagnostics);
void alarm_in_time(const Input& input, Diagnostics& diagnostics);
void alarm_never(const Input& input, Diagnostics& diagnostics);
void step_without_deadline(const Input& input, Diagnostics& diagnostics);
void range_reversed(const Input& input, Diagnostics& diagnostics);
void coverage_too_short(const Input& input, Diagnostics& diagnostics);
void deadline_before_opening(const Input& input, Diagnostics& diagnostics);
void since_maybe_never(const Input& input, Diagnostics& diagnostics);
void deadline_of_maybe(const Input& input, Diagnostics& diagnostics);

// Conditions
void negated_unknown(const Input& input, Diagnostics& diagnostics);
void never_true(const Input& input, Diagnostics& diagnostics);
void always_true(const Input& input, Diagnostics& diagnostics);
void only_known(const Input& input, Diagnostics& diagnostics);
void implied_part(const Input& input, Diagnostics& diagnostics);
void answered_question(const Input& input, Diagnostics& diagnostics);
void self_denied_work(const Input& input, Diagnostics& diagnostics);
void double_negation(const Input& input, Diagnostics& diagnostics);
void counted_to_its_end(const Input& input, Diagnostics& diagnostics);
void skipped_by_the_day(const Input& input, Diagnostics& diagnostics);
void falls_between(const Input& input, Diagnostics& diagnostics);

// Outreach
void withheld_outreach(const Input& input, Diagnostics& diagnostics);
void one_way_only(const Input& input, Diagnostics& diagnostics);
void undated_escalation(const Input& input, Diagnostics& diagnostics);
void escalated_to_late(const Input& input, Diagnostics& diagnostics);
void work_owed_twice(const Input& input, Diagnostics& diagnostics);
void unguarded_message(const Input& input, Diagnostics& diagnostics);
void default_in_guard(const Input& input, Diagnostics& diagnostics);
void blocking_unknown(const Input& input, Diagnostics& diagnostics);

// Words
void unused_word(const Input& input, Diagnostics& diagnostics);
void near_twins(const Input& input, Diagnostics& diagnostics);
void policy_head(const Input& input, Diagnostics& diagnostics);
void missing_title(const Input& input, Diagnostics& diagnostics);
void missing_source(const Input& input, Diagnostics& diagnostics);
void orphaned_by_change(const Input& input, Diagnostics& diagnostics);

// Rules that get in each other's way
void short_lived_work(const Input& input, Diagnostics& diagnostics);
void unheard_event(const Input& input, Diagnostics& diagnostics);
void limit_on_good_news(const Input& input, Diagnostics& diagnostics);
void unwarned_start(const Input& input, Diagnostics& diagnostics);
void fires_again(const Input& input, Diagnostics& diagnostics);
void alarm_dies_with_case(const Input& input, Diagnostics& diagnostics);

}  // namespace engage::lint
