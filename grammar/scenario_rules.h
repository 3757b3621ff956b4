#pragma once

#include "grammar/rules.h"

// The grammar of a line of a scenario.
namespace engage::grammar {

struct value_unknown : word<"unknown"> {};
struct fact_is : seq<fact_name, word<"is">, sor<value_unknown, literal>> {};
struct set_item : seq<word<"set">, fact_is> {};
// A word behind them: alone they are names of events.
struct planned : seq<word<"planned">, not_at<done_by>, at<name>> {};
struct cancelled : seq<word<"cancelled">, not_at<done_by>, at<name>> {};
struct retracted : seq<word<"retracted">, date> {};
struct item : seq<opt<sor<planned, cancelled, retracted>>, sor<set_item, event_use>> {};
struct from_moment : seq<word<"from">, moment> {};
struct by_moment : seq<word<"by">, moment> {};
struct to_role : seq<word<"to">, role_name> {};
struct window : seq<opt<from_moment>, opt<by_moment>> {};
struct check_negated : word<"not"> {};

struct nothing_due : words<"nothing", "is", "due"> {};
struct stage_is : seq<words<"stage", "is">, stage_name> {};
struct step_is : seq<words<"step", "is">, step_name> {};
struct episode_is : seq<words<"episode", "is">, count> {};
struct next_change : seq<words<"next", "change", "is">, moment> {};
struct no_breach : words<"no", "breach"> {};
struct not_started : words<"not", "started"> {};
struct not_applicable : words<"not", "applicable"> {};

struct due : seq<word<"due">, sor<to_role, window>> {};
struct not_due : seq<check_negated, word<"due">> {};
struct overdue : word<"overdue"> {};
struct upcoming : seq<word<"upcoming">, window> {};
struct withheld : word<"withheld"> {};
struct blocked : word<"blocked"> {};
struct passed_over : words<"passed", "over"> {};
struct fact_unknown : word<"unknown"> {};
struct was_late : words<"was", "late"> {};
struct lapsed : word<"lapsed"> {};
struct repeated_slot : words<"repeated", "its", "slot"> {};
struct aims_at : seq<words<"aims", "at">, moment> {};
// clang-format off
struct state : seq<word<"is">, sor<due, not_due, fact_unknown,
    seq<opt<check_negated>, sor<overdue, upcoming, withheld, blocked, passed_over>>>> {};
// clang-format on
struct about_subject : seq<event_use, sor<state, was_late, lapsed, repeated_slot, aims_at>> {};

struct escalated : seq<word<"escalated">, name> {};
struct finished_as : seq<words<"finished", "as">, outcome_name> {};
struct finished : word<"finished"> {};
struct undecided : word<"undecided"> {};
struct breach : seq<word<"breach">, action_name> {};
// clang-format off
struct claim_checked : sor<nothing_due, stage_is, step_is, episode_is, next_change, no_breach, not_started,
    not_applicable, about_subject, escalated, finished_as, finished, undecided, breach> {};
// clang-format on

struct facts : seq<word<"facts">, end> {};
struct fact_set : seq<fact_is, end> {};
struct happens : seq<word<"on">, moment, list<item, comma>, end> {};
struct check : seq<word<"check">, moment, sor<claim_checked, seq<check_negated, claim_checked>>, end> {};

}  // namespace engage::grammar
