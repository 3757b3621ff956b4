#include "lint/explain.h"

namespace engage::lint {
namespace {

constexpr Page kTimePages[] = {
    {Code::L201,
     "On every start date that the calendar covers, the limit has run out before the work behind it can begin, even if "
     "everything before it takes no longer than it must.",
     "The last attempts are written down and never owed: the client is closed without them, and the page says "
     "otherwise.",
     "stage outreach\n  limit 1 week then go to closing\n  step first_attempt\n    within 2 days\n    do call_main\n"
     "  wait 10 days\n  step second_attempt\n    within 2 days\n    do call_main\n  go to closing",
     "stage outreach\n  limit 3 weeks then go to closing\n  step first_attempt\n    within 2 days\n    do call_main\n"
     "  wait 10 days\n  step second_attempt\n    within 2 days\n    do call_main\n  go to closing"},
    {Code::L202,
     "A worker who does everything on the last day allowed is overtaken by the limit on some start dates: the holidays "
     "of that season stretch business days, and a limit in weeks or months does not wait for them. The dates of the "
     "worst start are written beside the lines.",
     "In a season with holidays a client gets fewer attempts than in another, and the worker who was in time is told "
     "that the work has lapsed.",
     "stage outreach\n  limit 2 weeks then go to closing\n  step first_attempt\n    within 5 business days\n"
     "    do call_main\n  wait 3 to 5 business days\n  step second_attempt\n    do call_main\n  go to closing",
     "stage outreach\n  limit 1 month then go to closing\n  step first_attempt\n    within 5 business days\n"
     "    do call_main\n  wait 3 to 5 business days\n  step second_attempt\n    do call_main\n  go to closing"},
    {Code::L203,
     "The escalation is raised by silence alone, and at the slowest lawful pace it comes while work of the same stage "
     "is still to be done in time. Two attempts on the fifth and the tenth business day keep every deadline, and an "
     "alert after two weeks comes between them.",
     "A supervisor is called out over a worker who has done nothing wrong. After a few of those the alerts are no "
     "longer read, and the one that matters is missed.",
     "step first_attempt\n  within 5 business days\n  do call_main\nwait 3 to 5 business days\nstep second_attempt\n"
     "  do call_main\nescalate silence \"No contact within a week\" to supervisor\n"
     "  when no contact within 1 week of start",
     "step first_attempt\n  within 5 business days\n  do call_main\nwait 3 to 5 business days\nstep second_attempt\n"
     "  do call_main\nescalate silence \"No contact within a month\" to supervisor\n"
     "  when no contact within 1 month of start"},
    {Code::L204,
     "On every start date a limit has ended the case, or the stages in which the escalation is active, before the time "
     "of the escalation comes.",
     "The supervisor is promised a warning that never comes.",
     "limit 3 weeks then finish no_contact \"No contact\"\n"
     "escalate silence \"No contact within a month\" to supervisor\n  when no contact within 1 month of start",
     "limit 3 months then finish no_contact \"No contact\"\n"
     "escalate silence \"No contact within a month\" to supervisor\n  when no contact within 1 month of start"},
    {Code::L205,
     "The step says no time, the policy has no `default within`, and no wait with an upper end leads to the step on "
     "every way.",
     "Work that is never overdue is never missed: it stays on a list, and the client waits.",
     "step call \"Call\"\n  do call_main", "step call \"Call\"\n  within 5 business days\n  do call_main"},
    {Code::L206,
     "The upper end of a range of time can lie before its lower end: the numbers are the wrong way round, or business "
     "days are set against calendar days and a holiday comes between.",
     "The next step is overdue the minute that it opens, whatever the worker does.", "wait 5 to 3 business days",
     "wait 3 to 5 business days"},
    {Code::L207,
     "The calendar does not cover the day from which the policy is in effect, or ends before the first case under it "
     "has run its course.",
     "What would have to count on days outside the calendar is rejected: the case is on nobody's list until somebody "
     "adds the years.",
     "calendar town \"Town\"\n  covers 2026\npolicy entry \"Entry\"\n  version 1 effective 2026-12-01\n"
     "  calendar town\n  stage outreach\n    limit 3 months then go to closing",
     "calendar town \"Town\"\n  covers 2026 to 2030\npolicy entry \"Entry\"\n  version 1 effective 2026-12-01\n"
     "  calendar town\n  stage outreach\n    limit 3 months then go to closing"},
    {Code::L208,
     "The deadline counts from something that lies before the step, and at the slowest lawful pace it has passed by "
     "the time the step opens.",
     "A worker who kept every deadline is late with work that was not on the list the day before.",
     "step first_attempt\n  within 5 business days\n  do call_main\nwait 5 business days\nstep letter\n"
     "  within 7 business days of referral\n  do send_letter",
     "step first_attempt\n  within 5 business days\n  do call_main\nwait 5 business days\nstep letter\n"
     "  within 2 business days\n  do send_letter"},
    {Code::L209,
     "An alarm is to be raised by silence since an event that need not have happened, and no other part of its "
     "condition asks for that event. While it has not happened, `no E since …` is not so.",
     "The client whom nobody has ever reached is the one of whom nobody is told.",
     "escalate silence \"No contact\" to supervisor\n  when no contact since declined and 2 weeks after start",
     "escalate silence \"No contact\" to supervisor\n"
     "  when no contact since the later of declined, start and 2 weeks after start"},
    {Code::L210,
     "All lines that set the step a deadline count from events that the policy neither starts on, nor owes, nor waits "
     "for, and there is no `default within` and no wait with an upper end before it.",
     "The work that matters most, where the event was forgotten or never came, is never overdue.",
     "step call \"Call\"\n  within 5 business days of declined\n  do call_main",
     "step call \"Call\"\n  within 5 business days of declined\n  within 2 weeks\n  do call_main"},
};

}  // namespace

std::span<const Page> pages_on_time() { return kTimePages; }

}  // namespace engage::lint
