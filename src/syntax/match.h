#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "syntax/forms.h"
#include "text/source.h"

// What the grammar makes of one line. Only parse.cpp knows the grammar; all else reads its parts.
namespace engage::syntax {

// A part of a line that the tree is built from.
enum class Kind : std::uint8_t {
  // tokens
  name,
  text,
  number,
  date,
  time,
  count,
  yes,
  no,
  // durations, anchors, scopes
  unit,
  duration,
  length,
  short_range,
  range,
  adjust_next,
  adjust_previous,
  anchor_start,
  anchor_stage_start,
  anchor_first,
  anchor_latest,
  scope_stage,
  scope_last,
  scope_since,
  scope_within,
  // conditions
  condition,
  conjunction,
  negation,
  negation_mark,
  parenthesis,
  none_happened,
  any_overdue,
  about_time,
  about_name,
  elapsed,
  happened,
  at_least_times,
  is_known,
  is_unknown,
  is_one_of,
  compares,
  is_not,
  is_overdue,
  is_value,
  at_least_mark,
  at_most_mark,
  above_mark,
  below_mark,
  before_mark,
  after_mark,
  literal,
  overdue_by,
  // clauses
  events,
  during,
  if_condition,
  when_condition,
  until_condition,
  since_anchor,
  of_anchor,
  at_most,
  at_least,
  by_role,
  extends,
  version_number,
  todo,
  weekday,
  month,
  nth,
  fixed_date,
  first_weekday_from,
  last_weekday_before,
  nth_weekday,
  easter,
  near_easter,
  one_date,
  from_year,
  until_year,
  substitute,
  substitute_when,
  substitute_then,
  choice,
  yes_no,
  scale,
  number_kind,
  date_kind,
  text_kind,
  fallback,
  guard,
  never_allowed,
  for_all,
  effective,
  finish_with,
  go_to_stage,
  default_within,
  wait_range,
  wait_for,
  wait_until,
  at_most_times,
  any_of,
  among,
  varying,
  slot_weekday,
  slot_time,
  slot_way,
  // scenarios
  moment,
  value_unknown,
  set_item,
  fact_is,
  from_moment,
  by_moment,
  to_role,
  check_negated,
  nothing_due,
  stage_is,
  step_is,
  episode_is,
  next_change,
  no_breach,
  not_started,
  not_applicable,
  due,
  overdue,
  upcoming,
  withheld,
  blocked,
  passed_over,
  fact_unknown,
  was_late,
  lapsed,
  repeated_slot,
  escalated,
  finished_as,
  finished,
  undecided,
  breach,
  none
};

// Parts stand in order, each before those inside it; `next` is the index after the last one inside.
struct Part {
  Kind kind = Kind::none;
  std::uint32_t begin = 0;  // offsets in the file; blanks after the part are not in it
  std::uint32_t end = 0;
  std::uint32_t next = 0;
};

struct Match {
  bool matched = false;
  std::vector<Part> parts;
  // When not matched: the place that no reading of the line could go beyond, and what would have
  // been right there.
  std::uint32_t stopped = 0;
  std::vector<std::string_view> expected;
  bool too_deep = false;  // more than 100 parentheses in each other
};

// Reads text[begin, end) as a line of the form. A reserved word that stands at `allowed` is read as
// a name: so a message can tell a word that cannot be a name from one that is out of place.
Match match_line(Form form, std::string_view text, std::uint32_t begin, std::uint32_t end,
                 std::optional<std::uint32_t> allowed = {});

}  // namespace engage::syntax
