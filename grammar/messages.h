#pragma once

#include <array>
#include <string_view>

#include "grammar/rules.h"
#include "grammar/scenario_rules.h"

// What was expected where a rule did not match, in words that a program lead reads. Only rules that
// have words here are ever named in a message; a rule's own words take the place of its parts' when
// it fails at its very beginning. Several things that would do are parted by `|`.
namespace engage::grammar {

// A word or phrase stands for itself.
template <Spelling... S>
struct Phrase {
  static consteval auto spell() {
    std::array<char, (sizeof(S.text) + ...) + 1> quoted{};
    std::size_t at = 0;
    quoted[at++] = '`';
    const auto append = [&](const auto& word) {
      if (at > 1) quoted[at++] = ' ';
      for (char c : word) {
        if (c != '\0') quoted[at++] = c;
      }
    };
    (append(S.text), ...);
    quoted[at] = '`';
    return quoted;
  }
  static constexpr auto text = spell();
  static constexpr std::string_view view{text.data(), text.size()};
};

constexpr std::string_view spelled(const void*) { return {}; }
template <Spelling S, typename I>
constexpr std::string_view spelled(const word<S, I>*) {
  return Phrase<S>::view;
}
template <Spelling... S>
constexpr std::string_view spelled(const words<S...>*) {
  return Phrase<S...>::view;
}

template <typename Rule>
inline constexpr std::string_view expected = spelled(static_cast<const Rule*>(nullptr));

template <> inline constexpr std::string_view expected<comma> = "`,`";
template <> inline constexpr std::string_view expected<end> = "the end of the line";
template <> inline constexpr std::string_view expected<equals> = "`=`";
template <> inline constexpr std::string_view expected<less> = "`<`";
template <> inline constexpr std::string_view expected<closing_parenthesis> = "`)`";

template <> inline constexpr std::string_view expected<name> = "a name";
template <> inline constexpr std::string_view expected<action_name> = "the name of an action";
template <> inline constexpr std::string_view expected<calendar_name> = "the name of a calendar";
template <> inline constexpr std::string_view expected<event_name> = "the name of an event";
template <> inline constexpr std::string_view expected<fact_name> = "the name of a fact";
template <> inline constexpr std::string_view expected<group_name> = "the name of a group";
template <> inline constexpr std::string_view expected<outcome_name> = "the name of an outcome";
template <> inline constexpr std::string_view expected<policy_name> = "the name of a policy";
template <> inline constexpr std::string_view expected<role_name> = "the name of a role";
template <> inline constexpr std::string_view expected<setting_name> = "the name of a setting";
template <> inline constexpr std::string_view expected<stage_name> = "the name of a stage";
template <> inline constexpr std::string_view expected<step_name> = "the name of a step";
template <> inline constexpr std::string_view expected<value> = "a value";
template <> inline constexpr std::string_view expected<literal> = "a value";
template <> inline constexpr std::string_view expected<is_value> = "a value";

template <> inline constexpr std::string_view expected<text> = "a text in quotation marks";
template <> inline constexpr std::string_view expected<count> = "a whole number";
template <> inline constexpr std::string_view expected<year> = "a year";
template <> inline constexpr std::string_view expected<day_of_month> = "a day of the month";
template <> inline constexpr std::string_view expected<date> = "a date such as 2026-01-31";
template <> inline constexpr std::string_view expected<time> = "a time such as 09:30";
template <> inline constexpr std::string_view expected<moment> = "a date such as 2026-01-31";

template <>
inline constexpr std::string_view expected<any_unit> =
    "`business days`|`business hours`|`days`|`hours`|`weeks`|`months`|`years`";
template <> inline constexpr std::string_view expected<in_calendar> = "`in` and a calendar";
template <> inline constexpr std::string_view expected<length> = "a duration";
template <> inline constexpr std::string_view expected<range> = "a duration";
template <> inline constexpr std::string_view expected<adjust> = "`or next business day`|`or previous business day`";

template <>
inline constexpr std::string_view expected<anchor> = "`start`|`stage start`|`first` and an event|an event|a date fact";
template <> inline constexpr std::string_view expected<one_anchor> =
    "`start`|`stage start`|`first` and an event|an event|a date fact";
template <>
inline constexpr std::string_view expected<date_rule> =
    "a duration `after` or `before` an anchor|an anchor|`day 1 of the month of`|`the last day of the month of`";
template <> inline constexpr std::string_view expected<calendar_unit> = "`week`|`month`|`quarter`|`year`";
template <> inline constexpr std::string_view expected<period_name> = "the name of a period";
template <> inline constexpr std::string_view expected<negation> = "a condition";
template <> inline constexpr std::string_view expected<claim> = "a condition";
template <> inline constexpr std::string_view expected<scope_last> = "`the last` and a duration";
template <> inline constexpr std::string_view expected<slot> = "`weekday`|`time of day`|`way`";

template <> inline constexpr std::string_view expected<weekday> = "a weekday";
template <> inline constexpr std::string_view expected<weekdays> = "a weekday";
template <> inline constexpr std::string_view expected<month> = "a month";
template <>
inline constexpr std::string_view expected<holiday_day> =
    "a day such as `december 25`|`third monday of february`|`2 days before easter`|a date";
template <> inline constexpr std::string_view expected<substitute_when> = "`weekend`|`saturday`|`sunday`";
template <>
inline constexpr std::string_view expected<substitute_then> = "`next business day`|`next monday`|`previous friday`";
template <> inline constexpr std::string_view expected<side> = "`before`|`after`|`on or before`|`on or after`";
template <> inline constexpr std::string_view expected<fact_kind> = "`yes/no`|`one of`|`scale`|`number`|`date`|`text`";
template <> inline constexpr std::string_view expected<yes_no> = "`yes/no`";
template <> inline constexpr std::string_view expected<choice> = "`one of`";
template <> inline constexpr std::string_view expected<claim_checked> = "a check such as `nothing is due`";

}  // namespace engage::grammar
