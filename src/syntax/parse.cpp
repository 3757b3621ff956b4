#include "syntax/parse.h"

#include <algorithm>
#include <type_traits>

#include <tao/pegtl/contrib/limit_depth.hpp>

#include "grammar/messages.h"
#include "grammar/rules.h"
#include "syntax/blocks.h"
#include "syntax/faults.h"
#include "syntax/lines.h"
#include "syntax/match.h"
#include "syntax/merge_marks.h"
#include "text/bounds.h"

namespace engage::syntax {
namespace {

namespace g = grammar;

// Which rules leave a part behind.
template <typename Rule>
constexpr Kind kind_of = std::is_base_of_v<g::name, Rule>    ? Kind::name
                         : std::is_base_of_v<g::count, Rule> ? Kind::count
                                                             : Kind::none;

#define ENGAGE_PART(rule) template <> constexpr Kind kind_of<g::rule> = Kind::rule
#define ENGAGE_PART_AS(rule, kind) template <> constexpr Kind kind_of<g::rule> = Kind::kind
ENGAGE_PART(text);
ENGAGE_PART(number);
ENGAGE_PART(date);
ENGAGE_PART(time);
ENGAGE_PART(yes);
ENGAGE_PART(no);
ENGAGE_PART_AS(value, name);
ENGAGE_PART(unit);
ENGAGE_PART(duration);
ENGAGE_PART(length);
ENGAGE_PART(short_range);
ENGAGE_PART(range);
ENGAGE_PART(adjust_next);
ENGAGE_PART(adjust_previous);
ENGAGE_PART(anchor_start);
ENGAGE_PART(anchor_stage_start);
ENGAGE_PART(anchor_first);
ENGAGE_PART(anchor_latest);
ENGAGE_PART(scope_stage);
ENGAGE_PART(scope_last);
ENGAGE_PART(scope_since);
ENGAGE_PART(scope_within);
ENGAGE_PART(condition);
ENGAGE_PART(conjunction);
ENGAGE_PART(negation);
ENGAGE_PART(negation_mark);
ENGAGE_PART(parenthesis);
ENGAGE_PART(none_happened);
ENGAGE_PART(any_overdue);
ENGAGE_PART(about_time);
ENGAGE_PART(about_name);
ENGAGE_PART(elapsed);
ENGAGE_PART(happened);
ENGAGE_PART(at_least_times);
ENGAGE_PART(is_known);
ENGAGE_PART(is_unknown);
ENGAGE_PART(is_one_of);
ENGAGE_PART_AS(compares_value, compares);
ENGAGE_PART_AS(compares_date, compares);
ENGAGE_PART(is_not);
ENGAGE_PART(is_overdue);
ENGAGE_PART(is_value);
ENGAGE_PART(at_least_mark);
ENGAGE_PART(at_most_mark);
ENGAGE_PART(above_mark);
ENGAGE_PART(below_mark);
ENGAGE_PART(before_mark);
ENGAGE_PART(after_mark);
ENGAGE_PART(literal);
ENGAGE_PART(overdue_by);
ENGAGE_PART(events);
ENGAGE_PART(during);
ENGAGE_PART(if_condition);
ENGAGE_PART(when_condition);
ENGAGE_PART(until_condition);
ENGAGE_PART(since_anchor);
ENGAGE_PART(of_anchor);
ENGAGE_PART(at_most);
ENGAGE_PART(at_least);
ENGAGE_PART(by_role);
ENGAGE_PART(extends);
ENGAGE_PART(version_number);
ENGAGE_PART(todo);
ENGAGE_PART(weekday);
ENGAGE_PART(month);
ENGAGE_PART(nth);
ENGAGE_PART(fixed_date);
ENGAGE_PART(first_weekday_from);
ENGAGE_PART(last_weekday_before);
ENGAGE_PART(nth_weekday);
ENGAGE_PART(easter);
ENGAGE_PART(near_easter);
ENGAGE_PART(one_date);
ENGAGE_PART(from_year);
ENGAGE_PART(until_year);
ENGAGE_PART(substitute);
ENGAGE_PART(substitute_when);
ENGAGE_PART(substitute_then);
ENGAGE_PART(choice);
ENGAGE_PART(yes_no);
ENGAGE_PART(scale);
ENGAGE_PART(number_kind);
ENGAGE_PART(date_kind);
ENGAGE_PART(text_kind);
ENGAGE_PART(fallback);
ENGAGE_PART(guard);
ENGAGE_PART(never_allowed);
ENGAGE_PART(for_all);
ENGAGE_PART(effective);
ENGAGE_PART(finish_with);
ENGAGE_PART(go_to_stage);
ENGAGE_PART(default_within);
ENGAGE_PART(wait_range);
ENGAGE_PART(wait_for);
ENGAGE_PART(wait_until);
ENGAGE_PART(at_most_times);
ENGAGE_PART(any_of);
ENGAGE_PART(among);
ENGAGE_PART(varying);
ENGAGE_PART(slot_weekday);
ENGAGE_PART(slot_time);
ENGAGE_PART(slot_way);
ENGAGE_PART(moment);
ENGAGE_PART(value_unknown);
ENGAGE_PART(set_item);
ENGAGE_PART(fact_is);
ENGAGE_PART(from_moment);
ENGAGE_PART(by_moment);
ENGAGE_PART(to_role);
ENGAGE_PART(check_negated);
ENGAGE_PART(nothing_due);
ENGAGE_PART(stage_is);
ENGAGE_PART(step_is);
ENGAGE_PART(episode_is);
ENGAGE_PART(next_change);
ENGAGE_PART(no_breach);
ENGAGE_PART(not_started);
ENGAGE_PART(not_applicable);
ENGAGE_PART(due);
ENGAGE_PART_AS(not_due, due);
ENGAGE_PART(overdue);
ENGAGE_PART(upcoming);
ENGAGE_PART(withheld);
ENGAGE_PART(blocked);
ENGAGE_PART(passed_over);
ENGAGE_PART(fact_unknown);
ENGAGE_PART(was_late);
ENGAGE_PART(lapsed);
ENGAGE_PART(repeated_slot);
ENGAGE_PART(escalated);
ENGAGE_PART(finished_as);
ENGAGE_PART(finished);
ENGAGE_PART(undecided);
ENGAGE_PART(breach);
#undef ENGAGE_PART
#undef ENGAGE_PART_AS

// The parts found so far, and the furthest place at which a rule that has words did not match.
struct Reading {
  const char* base;  // the first byte of the file
  std::optional<std::uint32_t> allowed;
  Match match;

  template <typename Input>
  std::uint32_t offset(const Input& in) const {
    return static_cast<std::uint32_t>(in.current() - base);
  }
};

template <typename Rule>
struct Control : tao::pegtl::normal<Rule> {
  template <tao::pegtl::apply_mode A, tao::pegtl::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control_, typename Input>
  static bool match(Input& in, Reading& reading) {
    if constexpr (std::is_same_v<Rule, g::reserved>) {
      if (reading.allowed == reading.offset(in)) return false;
    }
    if constexpr (A == tao::pegtl::apply_mode::nothing) {
      return tao::pegtl::normal<Rule>::template match<A, M, Action, Control_>(in, reading);
    } else {
      return match_and_note<A, M, Action, Control_>(in, reading);
    }
  }

 private:
  template <tao::pegtl::apply_mode A, tao::pegtl::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control_, typename Input>
  static bool match_and_note(Input& in, Reading& reading) {
    constexpr Kind kind = kind_of<Rule>;
    Match& match = reading.match;
    const std::uint32_t begin = reading.offset(in);
    const std::size_t mark = match.parts.size();
    const std::size_t expectations = match.stopped == begin ? match.expected.size() : 0;
    if constexpr (kind != Kind::none) match.parts.push_back({kind, begin, begin, 0});
    if (tao::pegtl::normal<Rule>::template match<A, M, Action, Control_>(in, reading)) {
      if constexpr (kind != Kind::none) {
        std::uint32_t end = reading.offset(in);
        while (end > begin && (reading.base[end - 1] == ' ' || reading.base[end - 1] == '\t')) --end;
        match.parts[mark].end = end;
        match.parts[mark].next = static_cast<std::uint32_t>(match.parts.size());
      }
      return true;
    }
    match.parts.resize(mark);
    if constexpr (!g::expected<Rule>.empty()) {
      if (match.stopped <= begin) {
        match.stopped = begin;
        match.expected.resize(std::min(expectations, match.expected.size()));
        match.expected.push_back(g::expected<Rule>);
      }
    }
    return false;
  }
};

template <typename Rule>
struct Action : tao::pegtl::nothing<Rule> {};
template <>
struct Action<g::parenthesis>  // one is tried in the deepest
    : tao::pegtl::limit_depth<std::size_t{kDeepestParenthesis} + 1> {};

using Input = tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf_crlf, const char*>;

template <typename Rule>
bool run(Input& in, Reading& reading) {
  return tao::pegtl::parse<Rule, Action, Control>(in, reading);
}

// In the order of Form.
constexpr bool (*kRules[])(Input&, Reading&) = {
    run<g::use>,
    run<g::calendar_decl>,
    run<g::vocabulary_decl>,
    run<g::policy_decl>,
    run<g::scenario_decl>,
    run<g::covers>,
    run<g::timezone>,
    run<g::weekend>,
    run<g::holiday>,
    run<g::closed>,
    run<g::open_day>,
    run<g::include>,
    run<g::role>,
    run<g::fact>,
    run<g::event>,
    run<g::action>,
    run<g::group>,
    run<g::define>,
    run<g::version>,
    run<g::source>,
    run<g::calendar_ref>,
    run<g::applies_when>,
    run<g::starts_on>,
    run<g::default_line>,
    run<g::setting>,
    run<g::set>,
    run<g::stage>,
    run<g::limit>,
    run<g::on>,
    run<g::when>,
    run<g::escalate>,
    run<g::step>,
    run<g::wait>,
    run<g::repeat>,
    run<g::if_line>,
    run<g::otherwise>,
    run<g::go_to>,
    run<g::finish>,
    run<g::within>,
    run<g::no_later_than>,
    run<g::by>,
    run<g::only_if>,
    run<g::note>,
    run<g::do_line>,
    run<g::facts>,
    run<g::fact_set>,
    run<g::happens>,
    run<g::check>,
};
static_assert(std::size(kRules) == kForms);

}  // namespace

Match match_line(Form form, std::string_view text, std::uint32_t begin, std::uint32_t end,
                 std::optional<std::uint32_t> allowed) {
  Reading reading{text.data(), allowed, {}};
  reading.match.stopped = begin;
  Input in(text.data() + begin, text.data() + end, "");
  try {
    reading.match.matched = kRules[static_cast<std::size_t>(form)](in, reading);
  } catch (const tao::pegtl::parse_error& error) {  // thrown by limit_depth alone
    reading.match.too_deep = true;
    reading.match.stopped = begin + static_cast<std::uint32_t>(error.positions().front().byte);
  }
  return std::move(reading.match);
}

File parse(const Sources& sources, FileId file, Diagnostics& diagnostics) {
  Lines lines = split_lines(sources, file, diagnostics);
  take_out_merge_marks(lines.lines, sources[file], file, diagnostics);
  File result;
  result.file = file;
  result.statements = read_blocks(sources, file, lines.lines, diagnostics);
  result.comments = std::move(lines.comments);
  return result;
}

}  // namespace engage::syntax
