#include "lint/explain.h"

namespace engage::lint {
namespace {

constexpr Page kConditionsPages[] = {
    {Code::L301,
     "An answer of no is asked for, of a yes/no fact without a default. While nobody has recorded the fact, the answer "
     "is neither yes nor no. It is told of `applies when`, of `starts on … when`, of `only if`, and of an `if` with "
     "work below it and no `otherwise`. Guards (`allowed if`) are not meant: they withhold on purpose.",
     "The client waits until somebody asks; or is passed over, and nobody is told.",
     "fact in_hospital \"In hospital\" yes/no\n…\nonly if not in_hospital",
     "fact in_hospital \"In hospital\" yes/no, default no\n…\nonly if not in_hospital"},
    {Code::L302,
     "No record makes the condition true: its parts contradict one another, or it asks for a value that the fact "
     "cannot have.",
     "What stands under it never happens: a guard withholds the call from every client, a rule never warns anybody.",
     "only if age is below 18 and age is above 25", "only if age is below 18 or age is above 25"},
    {Code::L303,
     "The condition is true whatever the record says, also while facts are unknown. The event that starts an episode "
     "counts as happened in it.",
     "A check that was meant to protect somebody lets everything pass.",
     "starts on referral\n…\nonly if referral happened",
     "starts on referral\n…\nonly if referral happened since start"},
    {Code::L304,
     "The comparison leaves out no value that the fact can have, so that it only asks whether the fact is known.",
     "It looks as if some clients were treated differently, and all are treated alike once somebody has asked.",
     "fact risk \"Risk\" scale low < medium < high\n…\nonly if risk is at least low",
     "fact risk \"Risk\" scale low < medium < high\n…\nonly if risk is at least medium"},
    {Code::L305,
     "One part of an `and` or `or` gives the answer, whatever the other says, or a value stands twice in `is one of`. "
     "Parts that ask for a length of time, and what defines stand for, are not compared.",
     "A reader believes that two things are looked at; perhaps two different ones were meant.",
     "only if risk is at least high and risk is at least medium", "only if risk is at least high"},
    {Code::L306,
     "An `if` asks what was settled on the way to it, and no time has passed since: by the `if` around it, by the "
     "rule's own condition, by the `wait until` or the rounds before it, or because its stage has only just begun.",
     "One of its ways is never gone, and the clients who were to go it go the other.",
     "on contact if risk is high\n  if risk is low\n    go to closing\n  go to visiting",
     "on contact if risk is high\n  go to visiting\non contact if risk is low\n  go to closing"},
    {Code::L307, "The step's `only if`, the line's `if` and the action's guard must be true at once, and never are.",
     "The step passes without the call or letter that it was written for, and the client hears nothing.",
     "action leave_message \"Leave a voicemail\" allowed if consent_voicemail\n…\n"
     "do leave_message if not consent_voicemail",
     "action leave_message \"Leave a voicemail\" allowed if consent_voicemail\n…\ndo leave_message"},
    {Code::L308, "Two negations cancel one another, as in `not F is unknown`.",
     "A condition that has to be worked out in the head is got wrong sooner or later.", "only if not risk is unknown",
     "only if risk is known"},
    {Code::L309,
     "The first such event ends the episode, in whatever stage, by a rule of the policy. A count goes through the "
     "events "
     "of one episode, so that it never comes to two.",
     "The client who has declined three times is treated as if it were the first time.",
     "on declined\n  finish declined\nif declined happened at least 2 times\n  go to visiting",
     "on declined\n  finish declined\nif declined ever happened at least 2 times\n  go to visiting"},
    {Code::L310,
     "`only if` is asked when the step opens, and a step that is not asked for then is skipped. What it asks for here "
     "is "
     "the day.",
     "The call that was meant for Friday is owed to nobody in every case that comes there on another day.",
     "step call\n  only if today is friday\n  do call_main", "wait until today is friday\nstep call\n  do call_main"},
    {Code::L311,
     "Steps stand in a row, and each is only for some cases: one or the other. `only if` is asked when a step opens "
     "and as "
     "long as it is open; a step that was passed over is not asked again. Rounds and rules that look at the fact are "
     "left "
     "out.",
     "The risk rises while the ordinary call is open: the visit was passed over, the call is no longer asked for, and "
     "the "
     "case goes on with nobody contacted.",
     "step urgent\n  only if risk is at least high\n  do visit_home\nstep ordinary\n  only if risk is below high\n  do "
     "call_main",
     "step reach\n  do visit_home if risk is at least high\n  do call_main if risk is below high"},
};

}  // namespace

std::span<const Page> pages_on_conditions() { return kConditionsPages; }

}  // namespace engage::lint
