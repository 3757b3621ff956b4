#pragma once

#include <cstddef>
#include <utility>

#include <tao/pegtl.hpp>

// The grammar of one line, a rule a statement. Blanks are taken by the token before them, so every
// rule begins at a word; a line's indentation and comment are gone before it comes here.
namespace engage::grammar {

using namespace tao::pegtl;

// --- words

template <std::size_t N>
struct Spelling {
  char text[N];
  consteval Spelling(const char (&spelling)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = spelling[i];
  }
};

struct blanks : star<blank> {};

// A whole word: `wait` does not match the beginning of `waiting`.
template <Spelling S, typename = std::make_index_sequence<sizeof(S.text) - 1>>
struct word;
template <Spelling S, std::size_t... I>
struct word<S, std::index_sequence<I...>> : seq<keyword<S.text[I]...>, blanks> {};

template <Spelling... S>
struct words : seq<word<S>...> {};
template <Spelling... S>
struct one_word : sor<word<S>...> {};

struct comma : seq<one<','>, blanks> {};
struct end : eof {};

// --- names, texts, numbers, dates

struct identifier : seq<lower, star<sor<lower, digit, one<'_'>>>, not_at<identifier_other>> {};

// clang-format off
struct reserved : one_word<"after", "all", "allowed", "among", "and", "any", "as", "at", "before", "by", "during",
    "every", "first", "for", "from", "happened", "if", "in", "is", "last", "later", "least", "most", "never", "no",
    "not", "of", "on", "only", "or", "otherwise", "since", "stage", "start", "step", "the", "then", "to", "unknown",
    "until", "varying", "when", "with", "within", "yes", "hour", "hours", "day", "days", "business", "week", "weeks",
    "month", "months", "year", "years"> {};
struct no_value : one_word<"yes", "no", "known", "unknown", "one", "not", "at", "above", "below", "before", "after"> {};
// clang-format on

struct name : seq<not_at<reserved>, identifier, blanks> {};
struct action_name : name {};
struct calendar_name : name {};
struct event_name : name {};
struct fact_name : name {};
struct group_name : name {};
struct outcome_name : name {};
struct period_name : name {};
struct policy_name : name {};
struct role_name : name {};
struct setting_name : name {};
struct stage_name : name {};
struct step_name : name {};
struct value : seq<not_at<no_value>, identifier, blanks> {};

struct text : seq<one<'"'>, star<sor<seq<one<'\\'>, any>, not_one<'"', '\\'>>>, one<'"'>, blanks> {};
struct title : opt<text> {};

struct number_end : not_at<sor<identifier_other, one<'-', '.', ':'>>> {};
struct count : seq<plus<digit>, number_end, blanks> {};
struct year : count {};
struct day_of_month : count {};
struct number : seq<opt<one<'-'>>, plus<digit>, opt<one<'.'>, plus<digit>>, number_end, blanks> {};
struct date : seq<rep<4, digit>, one<'-'>, plus<digit>, one<'-'>, plus<digit>, not_at<identifier_other>, blanks> {};
struct time : seq<plus<digit>, one<':'>, plus<digit>, not_at<identifier_other>, blanks> {};
struct moment : seq<date, opt<time>> {};

struct yes : word<"yes"> {};
struct no : word<"no"> {};
struct literal : sor<date, number, text, yes, no, value> {};

// --- durations

struct business_unit : seq<word<"business">, one_word<"days", "day", "hours", "hour">> {};
struct unit : one_word<"days", "day", "hours", "hour", "weeks", "week", "months", "month", "years", "year"> {};
struct in_calendar : seq<word<"in">, calendar_name> {};
struct any_unit : sor<seq<business_unit, opt<in_calendar>>, unit> {};
struct duration : seq<count, any_unit> {};
struct length : sor<duration, setting_name> {};
struct low_count : seq<count, at<word<"to">>> {};
struct short_range : seq<low_count, word<"to">, duration> {};  // `3 to 5 business days`
struct range : sor<short_range, seq<length, opt<word<"to">, length>>> {};

struct adjust_next : words<"next", "business", "day"> {};
struct adjust_previous : words<"previous", "business", "day"> {};
struct adjust : seq<word<"or">, sor<adjust_next, adjust_previous>> {};

// --- anchors and scopes

struct anchor_start : word<"start"> {};
struct anchor_stage_start : words<"stage", "start"> {};
struct as_outcome : seq<word<"as">, outcome_name> {};
struct done_by : seq<words<"done", "by">, role_name> {};
struct event_use : seq<event_name, opt<as_outcome>, opt<done_by>> {};
struct anchor_its_date : words<"its", "date"> {};
struct anchor_first : seq<word<"first">, event_use> {};
struct anchor_latest : event_use {};
struct one_anchor : sor<anchor_start, anchor_stage_start, anchor_its_date, anchor_first, anchor_latest> {};

// What may follow a list behind a comma and begins with a word that could be a name.
// clang-format off
struct clause_ahead : sor<seq<word<"listed">, length, word<"ahead">>, words<"also", "after", "closing">,
    words<"unless", "already", "open">, words<"starting", "over">> {};
// clang-format on
struct list_comma : seq<not_at<comma, clause_ahead>, comma> {};

struct anchor_later : seq<words<"the", "later", "of">, list<one_anchor, list_comma>> {};
struct anchor_earlier : seq<words<"the", "earlier", "of">, list<one_anchor, list_comma>> {};
struct anchor : sor<anchor_later, anchor_earlier, one_anchor> {};

struct calendar_unit : one_word<"week", "month", "quarter", "year"> {};
struct scope_stage : words<"this", "stage"> {};
struct scope_this_calendar : seq<words<"this", "calendar">, calendar_unit> {};
struct scope_last_calendar : seq<words<"the", "last", "calendar">, calendar_unit> {};
struct scope_this_period : seq<word<"this">, period_name> {};
struct scope_last : seq<words<"the", "last">, length> {};
struct scope_since : seq<word<"since">, anchor> {};
struct scope_within : seq<word<"within">, length, word<"of">, anchor> {};
// clang-format off
struct scope_in : seq<word<"in">, sor<scope_stage, scope_this_calendar, scope_this_period, scope_last_calendar,
    scope_last>> {};
// clang-format on
struct scope : sor<scope_in, scope_since, scope_within> {};

// --- conditions: `not` binds tightest, then `and`, then `or`

struct condition;
struct negation_mark : word<"not"> {};
struct overdue_by : seq<word<"by">, length> {};

struct at_least_mark : words<"at", "least"> {};
struct at_most_mark : words<"at", "most"> {};
struct above_mark : word<"above"> {};
struct below_mark : word<"below"> {};
struct before_mark : word<"before"> {};
struct after_mark : word<"after"> {};

struct slot_weekday : word<"weekday"> {};
struct slot_time : words<"time", "of", "day"> {};
struct slot_way : word<"way"> {};
struct slot : sor<slot_weekday, slot_time, slot_way> {};

// The list ends before `, varying way`: `varying` may be a value too.
struct next_literal : seq<not_at<comma, word<"varying">, slot>, list_comma, literal> {};
struct is_known : word<"known"> {};
struct is_unknown : word<"unknown"> {};
struct is_one_of : seq<words<"one", "of">, literal, star<next_literal>> {};
struct compares_value : seq<sor<at_least_mark, at_most_mark, above_mark, below_mark>, literal> {};
struct compares_date : seq<sor<before_mark, after_mark>, date> {};
struct is_not : seq<word<"not">, literal> {};
struct overdue_value : at<word<"overdue">> {};
struct is_overdue : seq<overdue_value, value, opt<overdue_by>> {};
struct is_value : literal {};
struct is_business_day : seq<words<"a", "business", "day">, opt<seq<word<"in">, calendar_name>>> {};
struct is_due_within : seq<words<"due", "within">, length> {};
// clang-format off
struct is : seq<word<"is">, sor<is_known, is_unknown, is_one_of, compares_value, compares_date, is_not,
    is_business_day, is_due_within, is_overdue, is_value>> {};
// clang-format on
struct at_least_times : seq<words<"at", "least">, count, one_word<"times", "time">> {};
struct different_days : seq<words<"on", "at", "least">, count, word<"different">, one_word<"days", "day">> {};
struct consecutive_days : seq<word<"on">, count, word<"consecutive">, one_word<"days", "day">> {};
struct happened : seq<word<"happened">, opt<sor<at_least_times, different_days, consecutive_days>>, opt<scope>> {};
struct ever_happened : seq<word<"ever">, happened> {};
struct never_happened : seq<words<"never", "happened">, opt<scope>> {};
struct elapsed : seq<sor<before_mark, after_mark>, anchor> {};

struct about_event : seq<event_use, sor<happened, ever_happened, never_happened>> {};
struct about_name : seq<name, opt<sor<is, elapsed>>> {};
struct about_time : seq<duration, elapsed> {};
struct none_happened : seq<word<"no">, event_use, opt<scope>> {};
struct any_overdue : seq<words<"any", "step", "is", "overdue">, opt<overdue_by>> {};
struct closing_parenthesis : seq<one<')'>, blanks> {};
struct parenthesis : seq<one<'('>, blanks, condition, closing_parenthesis> {};
struct claim : sor<parenthesis, none_happened, any_overdue, about_time, about_event, about_name> {};
struct negation : seq<star<negation_mark>, claim> {};
struct conjunction : list<negation, word<"and">> {};
struct condition : list<conjunction, word<"or">> {};

// --- parts of several statements

struct events : list<event_use, list_comma> {};
struct stages : list<stage_name, list_comma> {};
struct during : seq<word<"during">, stages> {};
struct if_condition : seq<word<"if">, condition> {};
struct when_condition : seq<word<"when">, condition> {};
struct until_condition : seq<word<"until">, condition> {};
struct since_anchor : seq<word<"since">, anchor> {};
struct of_anchor : seq<word<"of">, anchor> {};
struct for_events : seq<word<"for">, events> {};
struct at_most : seq<words<"at", "most">, length> {};
struct at_least : seq<words<"at", "least">, length> {};
struct by_role : seq<word<"by">, role_name> {};

// --- at the top of a file

struct extends : seq<word<"extends">, policy_name> {};
struct version_number : seq<word<"version">, count> {};
struct todo : word<"todo"> {};

struct use : seq<word<"use">, text, end> {};
struct calendar_decl : seq<word<"calendar">, name, title, end> {};
struct vocabulary_decl : seq<word<"vocabulary">, name, title, end> {};
struct policy_decl : seq<word<"policy">, name, title, opt<extends>, end> {};
struct scenario_decl : seq<opt<todo>, word<"scenario">, text, word<"for">, policy_name, opt<version_number>, end> {};

// --- in a calendar

// clang-format off
struct weekday : one_word<"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"> {};
struct month : one_word<"january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december"> {};
// clang-format on
struct nth : one_word<"first", "second", "third", "fourth", "fifth", "last"> {};

struct fixed_date : seq<month, day_of_month> {};
struct side_before : word<"before"> {};
struct side_after : word<"after"> {};
struct side_on_or_before : words<"on", "or", "before"> {};
struct side_on_or_after : words<"on", "or", "after"> {};
struct side : sor<side_before, side_after, side_on_or_before, side_on_or_after> {};
struct weekday_near : seq<nth, weekday, side, fixed_date> {};
struct nth_weekday : seq<nth, weekday, word<"of">, month> {};
struct easter : word<"easter"> {};
struct near_easter : seq<count, one_word<"days", "day">, sor<before_mark, after_mark>, word<"easter">> {};
struct one_date : date {};
struct plain_day : sor<one_date, weekday_near, nth_weekday, fixed_date> {};
struct days_from : seq<count, one_word<"days", "day">, sor<before_mark, after_mark>, plain_day> {};
struct holiday_day : sor<near_easter, days_from, easter, plain_day> {};
struct from_year : seq<word<"from">, year> {};
struct until_year : seq<word<"until">, year> {};
struct substitute_when : one_word<"weekend", "saturday", "sunday"> {};
struct then_next_business_day : words<"next", "business", "day"> {};
struct then_next : seq<word<"next">, weekday> {};
struct then_previous : seq<word<"previous">, weekday> {};
struct substitute_then : sor<then_next_business_day, then_next, then_previous> {};
struct substitute : seq<word<"if">, substitute_when, word<"then">, substitute_then> {};
struct holiday_clause : seq<comma, sor<from_year, until_year, substitute>> {};

struct covers : seq<word<"covers">, year, opt<word<"to">, year>, end> {};
struct timezone : seq<word<"timezone">, text, end> {};
struct no_weekend : word<"none"> {};
struct weekend : seq<word<"weekend">, sor<list<weekday, comma>, no_weekend>, end> {};
struct weekdays : seq<weekday, opt<word<"to">, weekday>> {};
struct hours : seq<word<"hours">, opt<weekdays, comma>, time, word<"to">, time, end> {};
struct holiday : seq<word<"holiday">, text, word<"on">, holiday_day, star<holiday_clause>, end> {};
struct closed : seq<word<"closed">, date, opt<word<"to">, date>, title, end> {};
struct open_day : seq<word<"open">, date, opt<word<"to">, date>, title, end> {};
struct include : seq<word<"include">, calendar_name, end> {};
struct period : seq<word<"period">, name, title, word<"from">, date, word<"to">, date, end> {};

// --- words

struct next_value : seq<not_at<comma, word<"default">, literal>, comma, value> {};
struct choice : seq<words<"one", "of">, value, star<next_value>> {};
struct yes_no : seq<keyword<'y', 'e', 's'>, one<'/'>, word<"no">> {};
struct less : seq<one<'<'>, blanks> {};
struct scale : seq<word<"scale">, value, plus<less, value>> {};
struct number_kind : word<"number"> {};
struct date_kind : word<"date"> {};
struct text_kind : word<"text"> {};
struct fact_kind : sor<choice, yes_no, scale, number_kind, date_kind, text_kind> {};
struct fallback : seq<comma, word<"default">, literal> {};
struct guard : seq<words<"allowed", "if">, condition> {};
struct never_allowed : words<"never", "allowed"> {};
struct any_guard : sor<guard, never_allowed> {};
struct role_and_guard : opt<sor<seq<by_role, opt<any_guard>>, seq<any_guard, opt<by_role>>>> {};
struct outcome_word : seq<outcome_name, title> {};
struct outcomes : seq<word<"outcomes">, list<outcome_word, comma>> {};
struct with_client : words<"with", "the", "client"> {};

struct role : seq<word<"role">, name, title, end> {};
struct fact : seq<word<"fact">, name, title, fact_kind, opt<fallback>, end> {};
struct event : seq<word<"event">, name, title, end> {};
struct action : seq<word<"action">, name, title, role_and_guard, opt<outcomes>, opt<with_client>, end> {};
struct group : seq<word<"group">, name, title, word<"of">, list<event_use, comma>, end> {};
struct define : seq<word<"define">, name, word<"as">, condition, end> {};
struct month_after : words<"month", "after"> {};
struct day_of_month_near : seq<word<"day">, count, words<"of", "the">, sor<month_after, words<"month", "of">>, anchor> {
};
struct last_day_of_month : seq<words<"the", "last", "day", "of", "the", "month", "of">, anchor> {};
struct date_counted : seq<length, sor<after_mark, before_mark>, anchor, opt<adjust>> {};
struct date_rule : sor<last_day_of_month, day_of_month_near, date_counted, anchor> {};
struct date_word : seq<word<"date">, name, title, word<"as">, date_rule, end> {};

// --- in a policy

struct for_all : words<"for", "all", "cases"> {};
struct effective : seq<word<"effective">, date, opt<for_all>> {};
struct equals : seq<one<'='>, blanks> {};
struct upper_bound : seq<comma, at_most> {};
struct lower_bound : seq<comma, at_least> {};
struct bounds : opt<sor<seq<upper_bound, opt<lower_bound>>, seq<lower_bound, opt<upper_bound>>>> {};
struct finish_with : seq<word<"finish">, outcome_name, title> {};
struct go_to_stage : seq<words<"go", "to">, stage_name> {};

struct version : seq<word<"version">, count, opt<effective>, end> {};
struct source : seq<word<"source">, text, end> {};
struct calendar_ref : seq<word<"calendar">, calendar_name, end> {};
struct applies_when : seq<words<"applies", "when">, condition, end> {};
struct starts_on : seq<words<"starts", "on">, events, opt<when_condition>, end> {};
struct default_within : seq<word<"within">, length> {};
struct default_line : seq<word<"default">, sor<default_within, by_role>, end> {};
struct setting : seq<word<"setting">, name, equals, length, bounds, title, end> {};
struct set : seq<word<"set">, setting_name, equals, length, end> {};
struct stage : seq<word<"stage">, name, title, end> {};
struct instead_of : seq<words<"instead", "of">, step_name> {};
struct before_step : seq<word<"before">, step_name> {};
struct after_step : seq<word<"after">, step_name> {};
struct without_step : seq<word<"without">, step_name> {};
// clang-format off
struct in_stage : seq<words<"in", "stage">, stage_name, comma, sor<instead_of, before_step, after_step, without_step>,
    end> {};
// clang-format on
// clang-format off
struct limit : seq<word<"limit">, length, opt<adjust>, opt<since_anchor>, opt<during>, word<"then">,
    sor<go_to_stage, finish_with>, end> {};
// clang-format on
struct unless_open : words<"unless", "already", "open"> {};
struct starting_over : words<"starting", "over"> {};
struct again : seq<opt<comma>, sor<unless_open, starting_over>> {};
struct after_closing : seq<opt<comma>, words<"also", "after", "closing">> {};

struct on : seq<word<"on">, events, opt<during>, opt<if_condition>, opt<again>, end> {};
struct when : seq<word<"when">, condition, opt<during>, opt<after_closing>, end> {};
struct alongside : seq<word<"alongside">, text, opt<during>, end> {};
struct escalate : seq<word<"escalate">, name, title, word<"to">, role_name, end> {};

// --- in a sequence

struct wait_range : seq<range, opt<for_events>> {};
struct wait_for : seq<for_events, opt<at_most>> {};
struct wait_until : seq<until_condition, opt<at_most>> {};
struct at_most_times : seq<words<"at", "most">, count, one_word<"times", "time">> {};

struct step : seq<word<"step">, name, title, end> {};
struct wait : seq<word<"wait">, sor<wait_for, wait_until, wait_range>, end> {};
struct repeat : seq<words<"repeat", "every">, range, opt<at_most_times>, opt<until_condition>, end> {};
struct listed : seq<comma, word<"listed">, length, word<"ahead">> {};
struct from_next_one : seq<comma, words<"from", "the", "next", "one">> {};
struct of_period : period_name {};
// clang-format off
struct at_least_every : seq<words<"at", "least", "every">, length, opt<listed>, opt<at_most_times>,
    opt<until_condition>, end> {};
struct every_from : seq<word<"every">, length, words<"counted", "from">, anchor, opt<listed>, opt<at_most_times>,
    opt<until_condition>, end> {};
struct once_every : seq<words<"once", "every">, sor<seq<word<"calendar">, calendar_unit>, of_period>,
    opt<from_next_one>, opt<at_most_times>, opt<until_condition>, end> {};
// clang-format on
struct if_line : seq<if_condition, end> {};
struct otherwise : seq<word<"otherwise">, end> {};
struct go_to : seq<go_to_stage, end> {};
struct finish : seq<finish_with, end> {};

// --- in a step

struct any_of : words<"any", "of"> {};
struct among : seq<word<"among">, group_name> {};
struct from_last_time : words<"from", "the", "last", "time"> {};
struct varying : seq<comma, word<"varying">, list<slot, word<"and">>, opt<from_last_time>, opt<among>> {};

struct by_time : seq<word<"by">, time> {};
struct counted_from : seq<length, sor<before_mark, after_mark>, anchor> {};

struct within : seq<word<"within">, length, opt<adjust>, opt<of_anchor>, end> {};
struct no_later_than : seq<words<"no", "later", "than">, sor<counted_from, anchor>, end> {};
struct give_at_least : seq<words<"give", "at", "least">, length, end> {};
struct aim : seq<words<"aim", "within">, length, opt<of_anchor>, end> {};
struct by : seq<sor<by_time, by_role>, end> {};
struct only_if : seq<word<"only">, if_condition, end> {};
struct note : seq<word<"note">, text, end> {};
struct action_use : seq<action_name, opt<as_outcome>, opt<done_by>> {};
struct actions : sor<seq<any_of, list<action_use, comma>>, action_use> {};
struct do_line : seq<word<"do">, actions, opt<if_condition>, opt<varying>, end> {};

}  // namespace engage::grammar
