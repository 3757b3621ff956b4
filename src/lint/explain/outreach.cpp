#include "lint/explain.h"

namespace engage::lint {
namespace {

constexpr Page kOutreachPages[] = {
    {Code::L401,
     "Guards (`allowed if`) can withhold every attempt of a stage at once, and then the case goes on by itself. The "
     "facts with which it happens are named; all else is unrecorded, and nothing has happened. Work on the file, such "
     "as `close_file` or `record_reason`, contacts nobody and is not counted in the first stage. What `only if` and "
     "`if` take away is taken away on purpose; a case that is only held up, because an answer is unknown, does not "
     "pass.",
     "A client who may not be written to is never called either: the file is closed, and nobody has tried.",
     "action send_text \"Text\" allowed if consent_text\naction send_email \"E-mail\" allowed if consent_email\n…\n"
     "stage outreach\n  step write\n    do any of send_text, send_email\n  wait 1 week\n  finish no_contact",
     "stage outreach\n  step write\n    do any of send_text, send_email, call_main\n  wait 1 week\n"
     "  finish no_contact"},
    {Code::L402,
     "The stage tries to reach somebody: it hears an answer, and it waits for one. It asks for one action only, and no "
     "stage before or after it tries another, before the case is given up. A choice of several actions is several "
     "ways.",
     "Some people never pick up a phone, and some cannot read a letter. Each way alone leaves out those who cannot be "
     "reached by it.",
     "stage outreach\n  repeat every 1 week at most 3 times\n    step call\n      do call_main\n  finish no_contact\n"
     "on contact\n  finish engaged",
     "stage outreach\n  repeat every 1 week at most 3 times\n    step call\n      do call_main\n      do send_letter\n"
     "  finish no_contact\non contact\n  finish engaged"},
    {Code::L403,
     "A step of an escalation has no `within`, and nothing gives it one: neither `default within` nor a `wait … to …` "
     "before it.",
     "The alarm is raised, and nobody is ever late with it: it may wait at the bottom of a list while a child is at "
     "risk.",
     "escalate extreme_risk to supervisor\n  when risk is extreme\n  step decide\n    do decide_on_escalation",
     "escalate extreme_risk to supervisor\n  when risk is extreme\n  step decide\n    within 1 day\n"
     "    do decide_on_escalation"},
    {Code::L404,
     "The escalation is about work that is overdue, or about something that has not happened in time. All that work, "
     "and all that the escalation asks for, is of the role that it goes to.",
     "Whoever is ill, away or overwhelmed gets one more thing to do, and nobody else learns that a family waits.",
     "escalate two_weeks to worker\n  when no contact within 2 weeks of start\n  step look\n    within 1 day\n"
     "    do review_case",
     "escalate two_weeks to supervisor\n  when no contact within 2 weeks of start\n  step look\n    within 1 day\n"
     "    do review_case"},
    {Code::L405,
     "Two rules are set off by one event, or by the same condition, and each opens a step at once that owes the same "
     "action.",
     "A worker is asked twice for one thing. Recording it once settles both, so if two people meant two talks, one of "
     "them never takes place.",
     "on appointment_missed\n  step call\n    do call_main\non appointment_missed\n  step again\n    do call_main",
     "on appointment_missed\n  step call\n    do call_main"},
    {Code::L406,
     "By its name the action sends a message, and it has no `allowed if`. Another message that begins with the same "
     "word, or is in a group with it, has one. An action whose name tells of somebody else than the client, such as "
     "`mail_referral_source`, is left alone.",
     "A letter lies on a table at home, and the one who must not see it reads it.",
     "action send_text \"Text\" allowed if not family_violence\naction send_letter \"Letter\"",
     "action send_text \"Text\" allowed if not family_violence\n"
     "action send_letter \"Letter\" allowed if not family_violence"},
    {Code::L407,
     "A guard can be true because a fact has a default, and would not be if the fact were unknown. A default that "
     "withholds the action is not meant.",
     "Nobody asked whether it is safe to write, and the message goes out as if the answer had been yes.",
     "fact family_violence \"Family violence\" yes/no, default no\n"
     "action send_text \"Text\" allowed if not family_violence",
     "fact family_violence \"Family violence\" yes/no\naction send_text \"Text\" allowed if not family_violence"},
    {Code::L408,
     "While such a fact is unknown, the step can be open with nothing owed: it is blocked, though all other facts are "
     "known. That is as it should be, so this is told only when it is asked for, with `--select L408` or in the "
     "configuration: it is the list of what to ask at intake.",
     "A client waits until somebody notices which question was never asked.",
     "action send_letter \"Send the letter\" allowed if not family_violence\n…\nstep letter\n  do send_letter",
     "action send_letter \"Send the letter\" allowed if not family_violence\n…\n"
     "step ask\n  do ask_about_safety\nstep letter\n  do send_letter"},
};

}  // namespace

std::span<const Page> pages_on_outreach() { return kOutreachPages; }

}  // namespace engage::lint
