#include "lint/explain.h"

namespace engage::lint {
namespace {

constexpr Page kAdvicePages[] = {
    {Code::L001, "The policy names no calendar: it counts Monday to Friday and knows no holidays.",
     "A worker is told to call on a holiday, and is late with what nobody could do.",
     "policy entry \"Entry\"\n  starts on referral",
     "policy entry \"Entry\"\n  calendar ontario\n  starts on referral"},
    {Code::L002, "The policy sees no role, so its work belongs to nobody.", "Work that is nobody's is not done.",
     "vocabulary words\n  action call_main \"Call\"",
     "vocabulary words\n  role worker \"Assigned worker\"\n  action call_main \"Call\""},
    {Code::L101, "No `go to`, rule or limit leads to this stage, and it is not the first.",
     "Its work is never owed: a client who should have got a letter gets none.",
     "stage outreach\n  step call\n    do call_main\n  finish no_contact\nstage closing\n  step letter\n"
     "    do send_letter\n  finish no_contact",
     "stage outreach\n  step call\n    do call_main\n  go to closing\nstage closing\n  step letter\n"
     "    do send_letter\n  finish no_contact"},
    {Code::L102,
     "The stage's work ends and nothing leads on: no `go to`, no `finish`, no rule that is active there, no limit.",
     "A client's case stays open there with nothing owed, and nobody is told that it has come to rest.",
     "stage outreach\n  step call\n    do call_main\n  if risk is high\n    go to visiting\n  finish no_contact\n"
     "stage visiting\n  step visit\n    do visit_home",
     "stage outreach\n  step call\n    do call_main\n  if risk is high\n    go to visiting\n  finish no_contact\n"
     "stage visiting\n  step visit\n    do visit_home\n  finish visited"},
    {Code::L103, "No `finish` can be reached from the first stage.",
     "Cases pile up that are never over, and those that need somebody are hard to see among them.",
     "stage outreach\n  step call\n    do call_main",
     "stage outreach\n  step call\n    do call_main\n  finish done \"Called\""},
    {Code::L104,
     "The rounds have no `at most N times` and no `until`, hold no `go to` or `finish`, and no rule or limit ends what "
     "they stand in. The rounds of an escalation outlive stage and episode, so these do not end them.",
     "A client is called for ever, which is no longer outreach, and a worker's list never gets shorter.",
     "repeat every 1 week\n  step call\n    do call_main",
     "repeat every 1 week at most 4 times\n  step call\n    do call_main"},
    {Code::L105, "The blocks of `if` and `otherwise` are the same, word for word.",
     "Somebody meant to treat two kinds of clients differently, and they are treated alike.",
     "if risk is high\n  go to closing\notherwise\n  go to closing",
     "if risk is high\n  go to visiting\notherwise\n  go to closing"},
    {Code::L106, "The rule counts only during stages that nothing leads to.",
     "The client's answer, or the alarm, is heard by nobody.",
     "on contact during closing  # and nothing leads to closing\n  go to admission",
     "on contact during outreach\n  go to admission"},
    {Code::L107,
     "Stages lead to one another, by their sequences, by `when` rules or by limits that had run out before, and "
     "nothing on the way round lets time pass. It is told where some record certainly gets there.",
     "The program goes round a thousand times in one minute and gives the case up as undecided: the worker is told "
     "nothing about this client any more.",
     "stage triage\n  go to outreach\nstage outreach\n  if risk is low\n    go to triage\n  step call\n"
     "    do call_main",
     "stage triage\n  go to outreach\nstage outreach\n  step call\n    do call_main\n  if risk is low\n"
     "    go to triage"},
    {Code::L108,
     "The statement stands behind rounds that never end by themselves, or behind an `if` whose two ways both lead "
     "elsewhere.",
     "The letter, the call or the end of the case that is written there is owed to nobody.",
     "limit 3 months then go to closing\nrepeat every 1 week\n  step call\n    do call_main\nstep letter\n"
     "  do send_letter",
     "limit 3 months then go to closing\nrepeat every 1 week at most 4 times\n  step call\n    do call_main\n"
     "step letter\n  do send_letter"},
    {Code::L109,
     "The limit counts only in stages that no case is in, or another limit always runs out before it and leaves "
     "nothing for it to do.",
     "Somebody trusts that a client is not kept waiting longer than this limit says, and it does nothing.",
     "stage outreach\n  limit 2 weeks then go to closing\n  limit 3 weeks then go to visiting",
     "stage outreach\n  limit 2 weeks then go to visiting\nstage visiting\n  limit 1 week then go to closing"},
    {Code::L110, "A wait for a time follows another, and nothing is done or asked between them.",
     "Where a step was taken out, its wait stays behind, and a client is left alone for twice as long as was meant.",
     "step call\n  do call_main\nwait 3 to 5 business days\nwait 3 to 5 business days\nstep letter\n  do send_letter",
     "step call\n  do call_main\nwait 3 to 5 business days\nstep letter\n  do send_letter"},
    {Code::L501,
     "A fact, event, action, group, define, setting or role is declared, and nothing but scenarios names it. A "
     "vocabulary is held against the policies of the same run that use its file.",
     "Workers fill in what changes nothing; or a guard that should have asked for it does not.",
     "fact family_violence \"Family violence\" yes/no\naction send_text \"Send a text\" allowed if consent_text",
     "fact family_violence \"Family violence\" yes/no\n"
     "action send_text \"Send a text\" allowed if consent_text and not family_violence"},
    {Code::L502,
     "Two names of one kind in one declaration differ by a letter. Names that differ by a digit, or by the first "
     "letter of a word, are taken for deliberate.",
     "Sooner or later somebody writes one for the other, and the wrong thing is owed.",
     "action call_client \"Call\"\naction call_clients \"Call the household\"",
     "action call_client \"Call\"\naction call_household \"Call the household\""},
    {Code::L503, "The policy says nothing of its title, version, effective date or source.",
     "A worker who is told what to do cannot see by which policy, since when, and which clause of the guide says so.",
     "policy entry\n  starts on referral",
     "policy entry \"Upon entry\"\n  version 1 effective 2026-01-01\n  source \"The guide, upon entry\"\n"
     "  starts on referral"},
    {Code::L504,
     "A role, fact, event, action, group, setting, stage or step has no title, while others of its kind in the same "
     "vocabulary or policy have one.",
     "The worker reads a name with underscores on the day's list, where all else is in plain words.",
     "action call_main \"Call the main phone number\"\naction leave_message",
     "action call_main \"Call the main phone number\"\naction leave_message \"Leave a voicemail\""},
    {Code::L505, "The step has no `source`, nor has its stage or rule, while most steps of the policy have one.",
     "A worker or a supervisor who doubts the step cannot look it up in the guide.",
     "step letter \"Send the letter\"\n  do send_letter",
     "step letter \"Send the letter\"\n  source \"the guide, step 8\"\n  do send_letter"},
    {Code::L506,
     "A variant takes a step out, and nothing that is left of the policy uses a setting, group or define that the step "
     "used.",
     "A program sets the time for a reply, and nobody waits for one any more.",
     "policy youth \"Youth\" extends entry\n  set reply_time = 2 weeks\n  in stage outreach, without await_reply",
     "policy youth \"Youth\" extends entry\n  in stage outreach, without await_reply"},
};

}  // namespace

std::span<const Page> pages_on_advice() { return kAdvicePages; }

}  // namespace engage::lint
