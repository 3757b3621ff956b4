#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.h"

// Where deadlines come from, as a failing check tells it.
namespace engage::scenarios {
namespace {

using testing::HasSubstr;

struct Case {
  const char* policy;  // its lines below `starts on`
  const char* log;
  const char* check;  // fails
  const char* found;
};

const Case kCases[] = {
    {"  default within 2 business days\n  stage s\n    step one\n      do call\n", "",
     "2026-01-09 call is due by 2026-01-10",
     "by default within 2 business days of 2026-01-09; skipped: 2026-01-10 and 11 weekend"},
    {"  stage s\n    step one\n      do call\n", "", "2026-01-09 call is due by 2026-01-10",
     "by no date, not 2026-01-10: nothing sets a deadline"},
    {"  stage s\n    step one\n      within 1 day or next business day\n      do call\n", "",
     "2026-01-09 call is due by 2026-01-10",
     "by 2026-01-12, not 2026-01-10: within 1 day or next business day of 2026-01-09"},
    {"  stage s\n    step one\n      within 2 weeks of first referral\n      do call\n", "",
     "2026-01-09 call is due by 2026-01-10", "by 2026-01-23, not 2026-01-10: within 2 weeks of the first referral"},
    {"  stage s\n    step one\n      no later than 2 days before meeting\n      do call\n",
     "  on 2026-01-09 set meeting is 2026-02-10\n", "2026-01-09 call is due by 2026-01-10",
     "by 2026-02-08, not 2026-01-10: no later than 2 days before meeting"},
    {"  stage s\n    step one\n      no later than 2 days before meeting\n      do call\n", "",
     "2026-01-09 call is due by 2026-01-10",
     "by no date, not 2026-01-10: meeting is not known, and nothing else sets one"},
    {"  stage s\n    repeat every 1 week to 2 weeks\n      step one\n        do call\n", "  on 2026-01-09 call\n",
     "2026-01-16 call is due by 2026-01-10", "by 2026-01-23, not 2026-01-10: the end of `repeat every 1 to 2 weeks`"},
    // The default leads to the same day as the wait, and the wait is the first that applies.
    {"  default within 2 business days\n  stage s\n    wait 3 to 5 business days for meeting_held\n    step one\n      "
     "do call\n",
     "", "2026-01-14 call is due by 2026-01-10",
     "by 2026-01-16, not 2026-01-10: the end of `wait 3 to 5 business days`, begun on 2026-01-09; "
     "skipped: 2026-01-10 and 11 weekend"},
    // A wait that ends early hands on none.
    {"  default within 2 business days\n  stage s\n    wait 3 to 5 business days for meeting_held\n    step one\n      "
     "do call\n",
     "  on 2026-01-12 meeting_held\n", "2026-01-12 call is due by 2026-01-10",
     "by 2026-01-14, not 2026-01-10: by default within 2 business days of 2026-01-12"},
    // An own deadline whose anchor is not known falls through.
    {"  default within 2 business days\n  stage s\n    step one\n      no later than 2 days before meeting\n      "
     "do call\n",
     "", "2026-01-09 call is due by 2026-01-10",
     "by 2026-01-13, not 2026-01-10: meeting is not known, so by default within 2 business days of 2026-01-09"},
};

TEST(Deadline, FailuresTellWhereItComesFrom) {
  for (const Case& c : kCases) {
    const auto loaded = load(std::string(R"(
calendar weekdays
  weekend saturday, sunday
vocabulary words
  role worker
  fact meeting date
  event referral
  event meeting_held
  action call
policy care
  calendar weekdays
  starts on referral
)") + c.policy + "scenario \"s\" for care\n  on 2026-01-09 referral\n" +
                             c.log + "  check " + c.check + "\n");
    ASSERT_TRUE(loaded->program) << c.policy << loaded->faults;
    ScenarioRunner runner(*loaded->program);
    const ScenarioResult result = runner.run(loaded->program->scenarios.front());
    ASSERT_EQ(result.failures.size(), 1u) << c.policy << c.check;
    EXPECT_THAT(result.failures.front().found, HasSubstr(c.found)) << c.policy << c.check;
  }
}

}  // namespace
}  // namespace engage::scenarios
