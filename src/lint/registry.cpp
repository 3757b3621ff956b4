#include "lint/registry.h"

#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

constexpr Rule kRules[] = {
    {Code::L101, unreached_stage},    {Code::L102, stage_without_exit},  {Code::L103, policy_without_end},
    {Code::L104, unbounded_repeat},   {Code::L105, same_branches},       {Code::L106, rule_never_active},
    {Code::L107, timeless_circle},    {Code::L108, unreached_statement}, {Code::L109, limit_never_acts},
    {Code::L110, waits_in_a_row},     {Code::L201, limit_too_short},     {Code::L202, limit_cuts_off},
    {Code::L203, alarm_in_time},      {Code::L204, alarm_never},         {Code::L205, step_without_deadline},
    {Code::L206, range_reversed},     {Code::L207, coverage_too_short},  {Code::L208, deadline_before_opening},
    {Code::L209, since_maybe_never},  {Code::L210, deadline_of_maybe},   {Code::L301, negated_unknown},
    {Code::L302, never_true},         {Code::L303, always_true},         {Code::L304, only_known},
    {Code::L305, implied_part},       {Code::L306, answered_question},   {Code::L307, self_denied_work},
    {Code::L308, double_negation},    {Code::L309, counted_to_its_end},  {Code::L310, skipped_by_the_day},
    {Code::L311, falls_between},      {Code::L401, withheld_outreach},   {Code::L402, one_way_only},
    {Code::L403, undated_escalation}, {Code::L404, escalated_to_late},   {Code::L405, work_owed_twice},
    {Code::L406, unguarded_message},  {Code::L407, default_in_guard},    {Code::L408, blocking_unknown},
    {Code::L501, unused_word},        {Code::L502, near_twins},          {Code::L503, policy_head},
    {Code::L504, missing_title},      {Code::L505, missing_source},      {Code::L506, orphaned_by_change},
    {Code::L601, short_lived_work},   {Code::L602, unheard_event},       {Code::L603, limit_on_good_news},
    {Code::L604, unwarned_start},     {Code::L605, fires_again},         {Code::L606, alarm_dies_with_case},
};

// Whether it is told of any file that was named.
bool is_wanted(Code code, const std::vector<bool>& named, std::span<const Rating> ratings) {
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (named[i] && ratings[i].of(code)) return true;
  }
  return false;
}

}  // namespace

std::span<const Rule> rules() { return kRules; }

void run(const Input& input, std::span<const Rating> ratings, Diagnostics& diagnostics) {
  std::vector<bool> named(input.sources.size());
  for (const model::InputFile& file : input.files) named[file.tree.file] = file.named;
  Diagnostics found;
  for (const Rule& rule : rules()) {
    if (is_wanted(rule.code, named, ratings)) rule.check(input, found);
  }
  for (const Diagnostic& one : found.sorted()) {
    if (named[one.span.file] && ratings[one.span.file].of(one.code)) diagnostics.add(one);
  }
}

}  // namespace engage::lint
