#include "cli/sample.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/words.h"

namespace engage::cli {
namespace {

// The texts of a first policy. Between braces stands what differs; other dates move by whole weeks.
constexpr std::string_view kPolicy =
    R"(# Our procedure: how we try to reach a client who was referred to us, and what we do when nobody answers.
# It is a sample. Change it until it says what your own guide says; the other files of this folder go with it.
# Whatever stands behind a # is for people: the program passes over it.

use "calendar.engage"
use "words.engage"

policy {name} "{title}"
  version 1 effective {first_year}-01-01
  # Quote your own guide here: every report repeats it.
  source "our procedure, page 1"
  # Which days are business days: see calendar.engage.
  calendar {name}_days
  # The event with which the work on a case begins. Days are counted from its date.
  starts on referral_assigned
  # Holds for every step below that names no time, or nobody, of its own.
  default within 2 business days
  default by worker

  # A case is in one stage at a time, first in the first one. Its steps come one after the other.
  stage outreach "Try to reach the client"
    # Nobody is tried for ever. The time is yours to choose.
    limit 2 months then go to closing

    step first_attempt "First attempt"
      # Five business days from the referral: the day after it is the first.
      within 5 business days
      do call_client
      # Not asked for unless the client said yes to it: words.engage says so.
      do leave_message

    # Time to call back. The next step opens after three business days and is due after five.
    wait 3 to 5 business days

    step second_attempt "Second attempt"
      # The report names the time of the first call, so that this one is made at another.
      do call_client, varying time of day
      do leave_message

    wait 3 to 5 business days

    step write "Write to the client"
      # One of the two is enough.
      do any of send_letter, send_email
      note "Say that we are still here, and how to reach us."

    # Answered meanwhile, the rule `on contact` below takes over.
    wait 2 weeks

    go to closing

  stage closing "Close the file"
    step close "Close the file"
      do close_file

    finish no_contact "Closed, nobody was reached"

  stage welcome "Begin to work together"
    step meet "Agree on a first meeting"
      do arrange_meeting

    finish engaged "Engaged"

  # Rules stand beside the stages and act whenever their event is recorded.
  on contact during outreach, closing
    go to welcome

  on declined
    finish not_wanted "The client said no"

  # What may not be forgotten goes to the supervisor, and stays on the list until it is done.
  escalate unseen "Nobody reached in a month" to supervisor
    when no contact within 1 month of referral_assigned
    step consult "Talk it over with the worker"
      within 1 business day
      do consult_worker
)";

constexpr std::string_view kWordsOfPolicy =
    R"(# The words of our procedure: who works here, what we know of a client, what happens, and what people can be asked to do.
# The name comes first: it stands in policy.engage and in the case records. The title between quotes is what people read.

vocabulary {name}_words "Words of {title}"
  # Who does things. Case records say which person has which role.
  role worker "Assigned worker"
  role supervisor "Supervisor"

  # What is known of a client. What nobody recorded is not known, which is neither yes nor no.
  fact consent_voicemail "May leave a voicemail" yes/no
  fact consent_email "May send e-mails" yes/no
  fact safe_to_write "It is safe to write to the client's home" yes/no

  # What happens.
  event referral_assigned "Referral assigned to a worker"
  event contact "Client answered"
  event declined "Client does not want the service"

  # What people can be asked to do. `allowed if` is a guard that no policy can lift: unless it is known to be true, nobody
  # is asked, and the report says what to find out.
  action call_client "Call the client"
  action leave_message "Leave a voicemail" allowed if consent_voicemail
  action send_letter "Send a letter" allowed if safe_to_write
  action send_email "Send an e-mail" allowed if consent_email
  action arrange_meeting "Arrange a first meeting"
  action close_file "Close the file"
  action consult_worker "Talk over the next step with the worker"
)";

constexpr std::string_view kCalendar =
    R"(# The days on which we work. Fill in the holidays of your place: while one is missing, the program counts it as a
# business day, and deadlines come too early.

calendar {name}_days "Days on which we work"
  # For which years somebody has looked this list up. The program counts no further.
  covers {first_year} to {last_year}
  weekend saturday, sunday
  # Only these two are filled in, as examples. Take out what does not hold for you.
  holiday "New Year's Day" on january 1, if weekend then next business day
  holiday "Christmas Day" on december 25, if weekend then next business day
  # Other kinds; take away the # and put your own names and days:
  # holiday "Labour Day" on first monday of september
  # holiday "Good Friday" on 2 days before easter
  # holiday "Victoria Day" on last monday before may 25
  # closed {year}-12-28 to {year}-12-31 "Between the years"
)";

constexpr std::string_view kScenarios =
    R"(# What should happen on which day: stories that the program plays when you run `engage test`. After a change of the policy
# they say what has become different. Write one for each promise that your procedure makes.

use "policy.engage"

scenario "Nobody answers: from the referral to the closed file" for {name}
  # What is known from the beginning.
  facts
    consent_voicemail is yes
    consent_email is yes
    safe_to_write is yes
  # What happened, on a Monday.
  on 2026-03-02 referral_assigned
  # What should be so at the end of that day.
  check 2026-03-02 call_client is due from 2026-03-02 by 2026-03-09
  on 2026-03-03 10:00 call_client
  on 2026-03-03 10:05 leave_message
  check 2026-03-05 nothing is due
  # Three to five business days after the 3rd.
  check 2026-03-06 call_client is due from 2026-03-06 by 2026-03-10
  on 2026-03-10 15:00 call_client
  on 2026-03-10 15:05 leave_message
  check 2026-03-13 send_letter is due from 2026-03-13 by 2026-03-17
  on 2026-03-13 send_email
  check 2026-03-13 nothing is due
  check 2026-03-27 close_file is due by 2026-03-31
  on 2026-03-30 close_file
  check 2026-03-30 finished as no_contact

scenario "The client calls back" for {name}
  on 2026-03-02 referral_assigned
  on 2026-03-03 call_client
  on 2026-03-04 contact
  check 2026-03-04 stage is welcome
  check 2026-03-04 call_client is not due
  check 2026-03-04 arrange_meeting is due by 2026-03-06
  on 2026-03-06 arrange_meeting
  check 2026-03-06 finished as engaged

scenario "Nobody asked whether a message may be left" for {name}
  on 2026-03-02 referral_assigned
  check 2026-03-02 leave_message is withheld
  check 2026-03-02 consent_voicemail is unknown
  # The call is owed all the same, and enough.
  on 2026-03-03 call_client
  check 2026-03-03 nothing is due

scenario "The client says no" for {name}
  on 2026-03-02 referral_assigned
  on 2026-03-05 declined
  check 2026-03-05 finished as not_wanted
  check 2026-03-05 nothing is due

scenario "A call that is not made is overdue" for {name}
  on 2026-03-02 referral_assigned
  check 2026-03-09 call_client is not overdue
  check 2026-03-10 call_client is overdue

scenario "Nobody knows whether it is safe to write" for {name}
  on 2026-03-02 referral_assigned
  on 2026-03-03 call_client
  on 2026-03-06 call_client
  check 2026-03-11 write is blocked
  # A month has passed, and this is the supervisor's to know.
  check 2026-04-02 not escalated unseen
  check 2026-04-03 escalated unseen
  check 2026-04-03 consult_worker is due to supervisor
  on 2026-04-06 consult_worker
  check 2026-04-06 consult_worker is not due
  # Two months are over, and with them the trying.
  check 2026-05-02 stage is outreach
  check 2026-05-03 stage is closing
)";

constexpr std::string_view kCases =
    R"(id,consent_voicemail,consent_email,safe_to_write,assignee.worker,assignee.supervisor
S-1,yes,yes,yes,J. Okafor,R. Singh
S-2,,,,M. Tremblay,R. Singh
S-3,yes,no,,J. Okafor,R. Singh
S-4,yes,yes,yes,M. Tremblay,R. Singh
S-5,no,yes,no,J. Okafor,R. Singh
)";

constexpr std::string_view kEvents = R"(case_id,at,event,by,note
S-1,2026-02-16,referral_assigned,,
S-2,2026-03-02,referral_assigned,,
S-3,2026-02-16,referral_assigned,,
S-3,2026-02-25T10:15,call_client,J. Okafor,no answer
S-3,2026-02-25T10:20,leave_message,J. Okafor,
S-4,2026-02-23,referral_assigned,,
S-4,2026-02-26T14:00,call_client,M. Tremblay,no answer
S-4,2026-02-27T16:30,contact,,called back
S-5,2026-02-02,referral_assigned,,
S-5,2026-02-04T09:40,call_client,J. Okafor,no answer
S-5,2026-02-09T15:10,call_client,J. Okafor,no answer
)";

constexpr std::string_view kReadme = R"+(# {title}

A first policy, to be changed into yours. It was made for {as_of} by `engage init`, with five made-up cases that have
work due in that week.

| file | what it is | what to do with it |
| --- | --- | --- |
| `policy.engage` | the procedure: stages, steps, waits, rules | change it into what your own guide says |
| `words.engage` | its words: roles, facts, events, actions | add yours, take out what you do not need |
| `calendar.engage` | the days on which you work | fill in your holidays, before a deadline counts |
| `scenarios.engage` | what should happen on which day | one for each promise that your procedure makes |
| `cases.csv`, `events.csv` | case records: who, and what happened when | look at them in a spreadsheet; later, export your own |

## What to run

In this folder. What is due, for whom and by when, as of today (or of any other day, with `--as-of DATE`):

    engage due policy.engage --cases cases.csv --events events.csv

Why something is due, or why not:

    engage why policy.engage --cases cases.csv --events events.csv --case S-3 call_client

After each change: is all of it written as it should be, and does it still do what was agreed?

    engage lint .
    engage test .

As people read it: a guide in plain words, a page to print, a chart, and on which day what comes when nobody answers:

    engage show policy.engage
    engage show policy.engage --format html > guide.html
    engage show policy.engage --as chart > chart.svg
    engage show policy.engage --as outline

Play a case before it happens:

    engage simulate policy.engage --start {as_of} --worker deadline

Lay the files out in the one style:

    engage fmt .

`engage --help` lists the commands, and each explains itself: `engage due --help`.

## Next

1. Put your own steps and times into `policy.engage`, one line at a time, and run `engage lint .` after each.
2. Where a scenario fails then, it asks: did you mean that? If so, write the new date into it.
3. Read `engage show policy.engage` aloud to somebody who works by your guide.
4. Before you rely on a date, fill in `calendar.engage`.
)+";

// The first Monday of the scenarios, and the Monday of the week for which the cases are written.
constexpr Date kWrittenFor{20514};  // 2026-03-02

Date monday_of_week(Date date) { return date - (static_cast<int>(weekday(date)) + 6) % 7; }

Date first_monday_of_march(int year) { return monday_of_week(*make_date(year, 3, 7)); }

// The text with every date in it moved by so many days.
std::string moved(std::string_view text, int days) {
  constexpr std::size_t kLength = 10;  // 2026-03-02
  std::string out;
  while (!text.empty()) {
    const auto date = parse_date(text.substr(0, kLength));
    out += date ? to_string(*date + days) : std::string(text.substr(0, 1));
    text.remove_prefix(date ? kLength : 1);
  }
  return out;
}

// youth_outreach: "Youth outreach"
std::string title_of(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return capitalized(name);
}

}  // namespace

std::vector<SampleFile> sample(const std::string& name, Date as_of) {
  const int year = ymd(as_of).year;
  const std::string title = title_of(name);
  const auto filled = [&](std::string_view text) {
    return fmt::format(fmt::runtime(text), fmt::arg("name", name), fmt::arg("title", title), fmt::arg("year", year),
                       fmt::arg("first_year", year - 1), fmt::arg("last_year", year + 3),
                       fmt::arg("as_of", to_string(as_of)));
  };
  const int to_cases = monday_of_week(as_of) - kWrittenFor;
  const int to_scenarios = first_monday_of_march(year) - kWrittenFor;
  return {
      {"policy.engage", "the procedure", filled(kPolicy)},
      {"words.engage", "its words", filled(kWordsOfPolicy)},
      {"calendar.engage", "the days on which you work: fill in your holidays", filled(kCalendar)},
      {"scenarios.engage", "what should happen on which day", filled(moved(kScenarios, to_scenarios))},
      {"cases.csv", "five made-up cases", moved(kCases, to_cases)},
      {"events.csv", "what happened in them", moved(kEvents, to_cases)},
      {"README.md", "what to run, and what to change first", filled(kReadme)},
  };
}

}  // namespace engage::cli
