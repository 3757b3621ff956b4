#include "lint/explain.h"

namespace engage::lint {
namespace {

constexpr Page kRulesPages[] = {
    {Code::L601,
     "Two rules are set off by one event, or by the same condition. One opens work, the other leads out of the stage "
     "at once, to where the first does not count. Rules take their turn in the order written, those of the stage "
     "before those of the policy. Work that has begun then lapses in the same minute; a rule whose turn comes after "
     "the other has left does nothing at all. An escalation that was fired before lives on.",
     "The thanks, the note or the report that somebody thought of never reaches a worker's list.",
     "on declined\n  step thank\n    do send_thanks\non declined\n  finish declined",
     "on declined\n  step thank\n    do send_thanks\n  finish declined"},
    {Code::L602,
     "An event leads on from all stages but this one, which has work open too and lies on the same way. It is told of "
     "an event that several stages hear, or that the policy counts the days without (`no contact within …`). Stages "
     "that the event leads to, and what comes after them, need not hear it.",
     "The client calls back while the closing letter is being written, and the file is closed all the same.",
     "stage outreach\n  …\n  go to closing\nstage closing\n  step letter\n    do send_letter\n  finish no_contact\n"
     "on contact during outreach\n  go to admission\nescalate silence to supervisor\n"
     "  when no contact within 2 weeks of start\n  …",
     "stage outreach\n  …\n  go to closing\nstage closing\n  step letter\n    do send_letter\n  finish no_contact\n"
     "on contact during outreach, closing\n  go to admission\nescalate silence to supervisor\n"
     "  when no contact within 2 weeks of start\n  …"},
    {Code::L603,
     "A limit of the policy without `during` counts in every stage, in those too that a case comes to only because "
     "something happened.",
     "A client answers in the last week of three months, and is closed for silence while being admitted.",
     "limit 3 months then go to closing\non contact during outreach\n  go to admission",
     "limit 3 months during outreach then go to closing\non contact during outreach\n  go to admission"},
    {Code::L604,
     "An episode starts only when a fact says so. Until then nothing is owed and nothing can be escalated, so it is "
     "the fact that somebody has to keep an eye on.",
     "A referral waits for months because nobody wrote down that there is room again.",
     "starts on referral when capacity\nstage outreach\n  …",
     "starts on referral\nstage waiting\n  wait until capacity\n  go to outreach\n"
     "escalate waiting_long to supervisor\n  when not capacity and 2 weeks after start\n  …"},
    {Code::L605,
     "The rule opens work and does not say what becomes of it when its event comes again. It is told of events that "
     "the "
     "policy itself expects more than once: it counts them, or rounds owe them.",
     "A worker has the same letter on the list three times, and the client gets three.",
     "repeat every 1 week at most 4 times\n  step call\n    do call_main\non call_main\n  step note\n    do "
     "send_letter",
     "repeat every 1 week at most 4 times\n  step call\n    do call_main\non call_main, unless already open\n"
     "  step note\n    do send_letter"},
    {Code::L606,
     "An escalation watches the work of another escalation. That work outlives the case; the watch ends with it.",
     "The file is closed, the supervisor's review is overdue for weeks, and the manager never hears of it.",
     "escalate high_risk \"High risk\" to supervisor\n  when risk is high\n  step review \"Review\"\n    do "
     "review_case\n"
     "escalate not_reviewed \"Not reviewed\" to supervisor\n  when review is overdue\n  …",
     "escalate high_risk \"High risk\" to supervisor\n  when risk is high\n  step review \"Review\"\n    do "
     "review_case\n"
     "escalate not_reviewed \"Not reviewed\" to supervisor\n  when review is overdue, also after closing\n  …"},
};

}  // namespace

std::span<const Page> pages_on_rules() { return kRulesPages; }

}  // namespace engage::lint
