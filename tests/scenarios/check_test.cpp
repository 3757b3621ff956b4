#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.h"

// Each form of check, holding and failing, and what is said of a failure.
namespace engage::scenarios {
namespace {

using testing::HasSubstr;

struct Case {
  const char* log;    // lines of the scenario
  const char* check;  // without its date
  const char* found;  // what a failure says; null: it holds
};

// Referred on Monday 5 January 2026; the check is asked as of its date, which stands first in `check`.
std::string scenario_of(const Case& c) {
  return std::string(kCare) + "\nscenario \"s\" for care\n  facts\n    kind is single\n" + c.log + "  check " +
         c.check + "\n";
}

constexpr const char* kReferred = "  on 2026-01-05 referral\n";
constexpr const char* kConsent = "    consent_text is yes\n  on 2026-01-05 referral\n";
constexpr const char* kCalled = "  on 2026-01-05 referral\n  on 2026-01-06 10:00 call\n";
constexpr const char* kClosing =
    "  on 2026-01-05 referral\n  on 2026-01-06 call\n  on 2026-01-09 call\n  on 2026-01-12 replied\n";
constexpr const char* kPassed =
    "  on 2026-01-05 referral\n  on 2026-01-06 call\n  on 2026-01-09 call\n  on 2026-01-12 replied\n"
    "  on 2026-01-13 set consent_mail is no\n";

const Case kCases[] = {
    {kCalled, "2026-01-06 nothing is due", nullptr},
    {kReferred, "2026-01-05 nothing is due", "due: one.call by 2026-01-12"},
    {kCalled, "2026-01-06 not nothing is due", "nothing is due; stage is outreach since 2026-01-05"},

    {kReferred, "2026-01-05 call is due", nullptr},
    {kReferred, "2026-01-05 call is due from 2026-01-05 by 2026-01-12", nullptr},
    {kReferred, "2026-01-05 call is due by 2026-01-13",
     "call is due from 2026-01-05 by 2026-01-12, not 2026-01-13: within 5 business days of 2026-01-05; "
     "skipped: 2026-01-10 and 11 weekend"},
    {kReferred, "2026-01-05 call is due from 2026-01-04", "not 2026-01-04, by 2026-01-12"},
    {kReferred, "2026-01-05 call is due by 2026-01-12 00:00", "by 2026-01-12, not 2026-01-12 00:00"},
    {kReferred, "2026-01-05 call is due to worker", nullptr},
    {kReferred, "2026-01-05 call is due to supervisor", "call is due to worker, not to supervisor"},
    {kReferred, "2026-01-05 call is not due", "call is due from 2026-01-05 by 2026-01-12"},
    {kCalled, "2026-01-07 call is due", "call is only upcoming, from 2026-01-09 by 2026-01-13"},
    {kCalled, "2026-01-09 visit is due by 2026-01-13", nullptr},
    {kCalled, "2026-01-06 close_file is due", "close_file is neither due nor upcoming, and has not happened"},
    {"  on 2026-02-12 referral\n", "2026-02-12 call is due by 2026-02-19",
     "skipped: 2026-02-14 and 15 weekend, 2026-02-16 Family Day"},
    {"    consent_mail is yes\n    referral_source is \"Dr Lee\"\n  on 2026-01-05 referral\n  on 2026-01-06 call\n"
     "  on 2026-01-09 call\n  on 2026-01-12 replied\n  on 2026-01-13 09:30 mail_letter\n",
     "2026-01-13 visit is due from 2026-01-13 09:30 by 2026-01-14 09:30", nullptr},

    {kReferred, "2026-01-13 call is overdue", nullptr},
    {kReferred, "2026-01-13 00:00 call is overdue", nullptr},
    {kReferred, "2026-01-12 call is overdue", "call is due from 2026-01-05 by 2026-01-12"},
    {kReferred, "2026-01-12 call is not overdue", nullptr},
    {kReferred, "2026-01-13 call is not overdue", "by 2026-01-12, overdue"},

    {kCalled, "2026-01-06 visit is upcoming from 2026-01-09 by 2026-01-13", nullptr},
    {kCalled, "2026-01-06 visit is upcoming by 2026-01-12", "upcoming from 2026-01-09 by 2026-01-13, not 2026-01-12"},
    {kReferred, "2026-01-05 call is upcoming", "call is due already from 2026-01-05"},

    {kReferred, "2026-01-05 send_text is withheld", nullptr},
    {kReferred, "2026-01-05 send_text is not withheld", "send_text is withheld: consent_text is not recorded"},
    {kConsent, "2026-01-05 send_text is withheld", "send_text is due from 2026-01-05"},

    {"  on 2026-01-05 referral\n  on 2026-01-14 call\n", "2026-01-14 call was late", nullptr},
    {kCalled, "2026-01-06 call was late",
     "call is only upcoming, from 2026-01-09 by 2026-01-13: the end of `wait 3 to 5 business days`"},

    {"  on 2026-01-05 referral\n  on 2026-01-07 contact\n", "2026-01-07 call lapsed", nullptr},
    {kReferred, "2026-01-05 call lapsed", "call is due from"},
    {"  on 2026-01-05 referral\n  on 2026-01-07 contact\n", "2026-01-07 not call lapsed", "call lapsed on 2026-01-07"},

    {"  on 2026-01-05 referral\n  on 2026-01-06 call\n  on 2026-01-13 call\n", "2026-01-13 call repeated its slot",
     nullptr},
    {"  on 2026-01-05 referral\n  on 2026-01-06 call\n  on 2026-01-12 call\n", "2026-01-12 call repeated its slot",
     "call is neither due nor upcoming, and happened last on 2026-01-12"},

    {kReferred, "2026-01-05 stage is outreach", nullptr},
    {kReferred, "2026-01-05 stage is closing", "stage is outreach since 2026-01-05"},
    {kClosing, "2026-01-12 stage is closing", nullptr},

    {kReferred, "2026-01-05 step is one", nullptr},
    {kClosing, "2026-01-12 step is letter", nullptr},
    {kReferred, "2026-01-05 step is two", "one is open; stage is outreach"},

    {kClosing, "2026-01-12 letter is blocked", nullptr},
    {kClosing, "2026-01-12 letter is not blocked", "letter is blocked"},
    {kReferred, "2026-01-05 one is blocked", "one is open"},
    {kClosing, "2026-01-12 mail_letter is due", "its step letter is blocked until somebody finds out consent_mail"},

    {kPassed, "2026-01-13 letter is passed over", nullptr},
    {kClosing, "2026-01-12 letter is passed over", "letter is blocked"},
    {kPassed, "2026-01-13 mail_letter is due", "mail_letter was passed over: consent_mail is no"},

    {kReferred, "2026-01-20 escalated two_weeks", nullptr},
    {kReferred, "2026-01-19 escalated two_weeks", "nothing was escalated"},
    {kReferred, "2026-01-20 not escalated two_weeks", "escalated: two_weeks on 2026-01-20"},

    {"  on 2026-01-05 referral\n  on 2026-01-07 contact\n", "2026-01-07 finished", nullptr},
    {kReferred, "2026-01-05 finished", "stage is outreach since 2026-01-05"},
    {kReferred, "2026-01-05 not finished", nullptr},
    {"  on 2026-01-05 referral\n  on 2026-01-07 contact\n", "2026-01-07 finished as reached", nullptr},
    {"  on 2026-01-05 referral\n  on 2026-01-07 contact\n", "2026-01-07 finished as unreached",
     "the case is finished as reached since 2026-01-07"},

    {"", "2026-01-05 not started", nullptr},
    {kReferred, "2026-01-05 not started", "stage is outreach"},
    {"  on 2026-01-05 set kind is family\n", "2026-01-05 not applicable", nullptr},
    {"", "2026-01-05 not applicable", "the case is not started"},
    {"  on 2025-12-30 referral\n", "2026-01-05 not applicable", nullptr},
    {"  on 2025-12-30 referral\n", "2026-01-05 not started",
     "the case is not applicable: it would have started on 2025-12-30"},

    {"  on 2026-12-30 referral\n", "2026-12-30 undecided", nullptr},
    {"  on 2026-12-30 referral\n", "2026-12-30 not undecided", "the case is undecided: counting business days needs"},
    {"  on 2026-12-30 referral\n", "2026-12-30 nothing is due", "the case is undecided"},
    {"  on 2026-12-30 referral\n", "2026-12-30 not nothing is due", "the case is undecided"},
    {kReferred, "2026-01-05 undecided", "the case is decided"},
    {kReferred, "2026-01-05 not undecided", nullptr},

    {kReferred, "2026-01-05 episode is 1", nullptr},
    {"", "2026-01-05 episode is 0", nullptr},
    {kReferred, "2026-01-05 episode is 2", "the episode is 1"},

    {"  on 2026-01-05 referral\n  on 2026-01-06 send_text\n", "2026-01-06 breach send_text", nullptr},
    {"  on 2026-01-05 referral\n  on 2026-01-06 shout\n", "2026-01-06 breach shout", nullptr},
    {kReferred, "2026-01-06 breach send_text", "send_text is withheld"},
    {kReferred, "2026-01-06 no breach", nullptr},
    {"  on 2026-01-05 referral\n  on 2026-01-06 send_text\n", "2026-01-06 no breach",
     "a breach: send_text on 2026-01-06"},

    {kReferred, "2026-01-05 consent_text is unknown", nullptr},
    {kReferred, "2026-01-05 kind is unknown", "kind is single"},
    {"  on 2026-01-05 set kind is unknown\n", "2026-01-05 kind is unknown", nullptr},
    {"    appointment is 2026-03-01\n", "2026-01-05 appointment is unknown", "appointment is 2026-03-01"},
    {kReferred, "2026-01-05 language is unknown", "language is \"English\""},
    {"    language is \"Cree, or \\\"Nehiyawewin\\\"\"\n", "2026-01-05 language is unknown",
     "language is \"Cree, or \"Nehiyawewin\"\""},
    {"    language is unknown\n", "2026-01-05 language is unknown", nullptr},

    {kReferred, "2026-01-05 next change is 2026-01-12", nullptr},
    {kReferred, "2026-01-05 next change is 2026-01-13", "next change is 2026-01-12"},
    {"  on 2026-01-05 set kind is family\n", "2026-01-05 next change is 2026-01-13",
     "nothing will change by time alone"},
};

TEST(Check, EachFormHoldsAndFails) {
  for (const Case& c : kCases) {
    const auto loaded = load(scenario_of(c));
    ASSERT_TRUE(loaded->program) << c.log << c.check << '\n' << loaded->faults;
    ScenarioRunner runner(*loaded->program);
    const ScenarioResult result = runner.run(loaded->program->scenarios.front());
    EXPECT_EQ(result.passed(), c.found == nullptr) << c.log << c.check << '\n'
                                                   << (result.passed() ? "" : result.failures.front().found);
    if (!c.found || result.passed()) continue;
    EXPECT_THAT(result.failures.front().found, HasSubstr(c.found)) << c.log << c.check;
  }
}

// Two lines of one action, told apart by what settles them. Monday 2026-01-05 is the referral.
constexpr const char* kVisits = R"(
calendar office
  covers 2026
  weekend saturday, sunday
vocabulary words
  role worker
  role supervisor
  fact consent yes/no
  event referral
  action visit outcomes seen, not_seen
  action see allowed if consent
policy visits
  calendar office
  starts on referral
  stage main
    step find
      within 5 days
      aim within 2 days
      do visit as seen
    wait 1 day
    step again
      do visit as seen done by worker
      do see
    wait 1 day
    step once_more
      within 3 days
      aim within 5 hours
      do any of visit as seen, visit as not_seen
  on visit as not_seen
    step try
      within 1 day
      by supervisor
      do visit done by supervisor
scenario "s" for visits
)";

constexpr const char* kTwo = "  on 2026-01-05 referral\n  on 2026-01-06 visit as not_seen done by worker\n";
constexpr const char* kSeen = "  on 2026-01-05 referral\n  on 2026-01-06 visit as seen\n";

const Case kLines[] = {
    {kTwo, "2026-01-06 visit is due by 2026-01-10", nullptr},
    {kTwo, "2026-01-06 visit is due by 2026-01-07", nullptr},
    {kTwo, "2026-01-06 visit as seen is due by 2026-01-10", nullptr},
    {kTwo, "2026-01-06 visit as seen is due by 2026-01-07",
     "visit as seen is due from 2026-01-05 by 2026-01-10, not 2026-01-07: within 5 days of 2026-01-05; "
     "visit done by supervisor is due from 2026-01-06 by 2026-01-07: within"},
    {kTwo, "2026-01-06 visit done by supervisor is due by 2026-01-07", nullptr},
    {kTwo, "2026-01-06 visit done by worker is due", "visit as seen is due from"},
    {kTwo, "2026-01-06 visit as not_seen is not due", nullptr},
    {kTwo, "2026-01-08 visit done by supervisor is overdue", nullptr},
    {kTwo, "2026-01-08 visit as seen is not overdue", nullptr},
    {kSeen, "2026-01-06 visit as seen done by worker is upcoming from 2026-01-07", nullptr},
    {kSeen, "2026-01-07 see is withheld", nullptr},
    {kSeen, "2026-01-06 visit as not_seen is due", "visit as seen done by worker is only upcoming, from 2026-01-07"},
    {"", "2026-01-05 visit as seen is due", "visit as seen is neither due nor upcoming, and has not happened"},
    {"  on 2026-01-05 referral\n  on 2026-01-12 visit as seen\n", "2026-01-12 visit as seen was late", nullptr},
    {"  on 2026-01-05 referral\n  on 2026-01-12 visit as seen\n", "2026-01-12 not visit as not_seen was late", nullptr},

    {kTwo, "2026-01-06 visit aims at 2026-01-07", nullptr},
    {kTwo, "2026-01-06 visit as seen aims at 2026-01-07", nullptr},
    {kTwo, "2026-01-06 visit aims at 2026-01-08",
     "visit as seen is due and aims at 2026-01-07, not 2026-01-08; "
     "visit done by supervisor is due and aims at no date"},
    {kTwo, "2026-01-06 visit aims at 2026-01-07 00:00", "aims at 2026-01-07, not 2026-01-07 00:00"},
    {kTwo, "2026-01-06 not visit aims at 2026-01-07", "visit as seen is due and aims at 2026-01-07"},
    {"    consent is yes\n  on 2026-01-05 referral\n  on 2026-01-06 visit as seen\n"
     "  on 2026-01-07 visit as seen done by worker, see\n",
     "2026-01-08 visit as not_seen aims at 2026-01-08 05:00", nullptr},

    {"  on 2026-01-05 referral\n  on 2026-01-06 planned visit as seen\n", "2026-01-06 visit as seen is due", nullptr},
    {"  on 2026-01-05 referral\n  on 2026-01-06 cancelled visit as seen\n", "2026-01-06 visit is due", nullptr},
    {"  on 2026-01-05 referral, retracted 2026-01-08 visit as seen\n", "2026-01-07 visit as seen done by worker is due",
     nullptr},
    {"  on 2026-01-05 referral, retracted 2026-01-08 visit as seen\n", "2026-01-08 visit done by worker is due",
     "visit as seen is due from 2026-01-05"},
    {"  on 2026-01-05 referral, retracted 2026-01-08 visit as not_seen\n", "2026-01-12 visit as not_seen is due",
     "visit as seen is due from"},
    {"  on 2026-01-05 retracted 2026-01-07 set consent is yes\n", "2026-01-06 consent is unknown", "consent is yes"},
    {"  on 2026-01-05 retracted 2026-01-07 set consent is yes\n", "2026-01-07 consent is unknown", nullptr},
    // What does not count lends no time: the referral is at 00:00.
    {"  on 2026-01-05 16:00 planned visit as seen\n  on 2026-01-05 referral\n",
     "2026-01-05 visit is due from 2026-01-05 00:00", nullptr},
    {"  on 2026-01-05 16:00 retracted 2026-02-01 visit as seen\n  on 2026-01-05 referral\n",
     "2026-01-06 visit as seen done by worker is due from 2026-01-06", nullptr},
};

TEST(Check, AsAndDoneByNameOneLineAmongSeveral) {
  for (const Case& c : kLines) {
    const bool facts = std::string_view(c.log).starts_with("    ");
    const auto loaded = load(kVisits + std::string(facts ? "  facts\n" : "") + c.log + "  check " + c.check + "\n");
    ASSERT_TRUE(loaded->program) << c.log << c.check << '\n' << loaded->faults;
    ScenarioRunner runner(*loaded->program);
    const ScenarioResult result = runner.run(loaded->program->scenarios.front());
    EXPECT_EQ(result.passed(), c.found == nullptr) << c.log << c.check << '\n'
                                                   << (result.passed() ? "" : result.failures.front().found);
    if (!c.found || result.passed()) continue;
    EXPECT_THAT(result.failures.front().found, HasSubstr(c.found)) << c.log << c.check;
  }
}

TEST(Check, SeesOnlyWhatStandsAboveIt) {
  const auto loaded = load(std::string(kCare) + R"(
scenario "s" for care
  facts
    kind is single
  on 2026-01-05 10:00 referral
  check 2026-01-05 11:00 call is due
  check 2026-01-05 call is due
  on 2026-01-05 call
  check 2026-01-05 call is not due
  check 2026-01-05 11:30 call is not due
)");
  ASSERT_TRUE(loaded->program) << loaded->faults;
  ScenarioRunner runner(*loaded->program);
  EXPECT_TRUE(runner.run(loaded->program->scenarios.front()).passed());
  // Without a time the call has that of the referral.
  EXPECT_EQ(loaded->program->scenarios.front().entries.back().at,
            loaded->program->scenarios.front().entries.front().at);
}

TEST(Check, TriesTheNewestVersionOrTheOneNamed) {
  const auto loaded = load(std::string(kCare) + R"(
scenario "newest" for care
  facts
    kind is single
  on 2025-12-30 referral
  check 2026-01-05 not applicable

scenario "first" for care version 1
  on 2025-12-30 referral
  check 2025-12-30 call is due by 2025-12-31
)");
  ASSERT_TRUE(loaded->program) << loaded->faults;
  ScenarioRunner runner(*loaded->program);
  for (const model::Scenario& scenario : loaded->program->scenarios) {
    const ScenarioResult result = runner.run(scenario);
    EXPECT_TRUE(result.passed()) << scenario.title << (result.passed() ? "" : result.failures.front().found);
  }
}

}  // namespace
}  // namespace engage::scenarios
