#include "scenarios/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.h"

namespace engage::scenarios {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// Every kind of thing that can be missed, each on a line of its own.
constexpr const char* kPolicy = R"(
calendar weekdays
  weekend saturday, sunday

vocabulary words
  role worker
  fact ok yes/no
  fact room yes/no
  fact kind one of single, family
  event referral
  event contact
  action call allowed if ok
  action visit

policy care
  calendar weekdays
  applies when kind is single
  starts on referral when room
  stage outreach
    limit 2 weeks then go to closing
    step one
      only if room
      do call if kind is single
      do visit
    wait until ok at most 3 days
    repeat every 1 day at most 3 times until visit happened
      step again
        do visit
    if ok
      step two
        do visit
  stage closing
    step three
      do visit
    finish closed
  on contact if room
    finish reached
  when kind is family
    finish moved
)";

std::vector<std::string> missed_by(const std::string& scenarios, CoverageTotal* total = nullptr) {
  const auto loaded = load(kPolicy + scenarios);
  EXPECT_TRUE(loaded->program) << loaded->faults;
  if (!loaded->program) return {};
  ScenarioRunner runner(*loaded->program);
  for (const model::Scenario& scenario : loaded->program->scenarios) {
    const ScenarioResult result = runner.run(scenario);
    EXPECT_TRUE(result.passed()) << scenario.title << ": " << (result.passed() ? "" : result.failures.front().found);
  }
  const CoverageReport report = coverage_of(*loaded->program, runner);
  if (total) *total = report.total;
  std::vector<std::string> missed;
  for (const Missed& item : report.missed) missed.push_back(item.what);
  return missed;
}

TEST(Coverage, WithoutScenariosEverythingIsMissedInOrderOfPlace) {
  CoverageTotal total;
  EXPECT_THAT(missed_by("", &total),
              ElementsAre("`allowed if ok` was always true when asked", "`allowed if ok` was never true",
                          "`applies when kind is single` was always true when asked",
                          "`applies when kind is single` was never true", "`when room` was always true when asked",
                          "`when room` was never true", "this limit never ran out", "the step `one` was never opened",
                          "`only if room` was always true when asked", "`only if room` was never true",
                          "`one.call` was never done", "`if kind is single` was always true when asked",
                          "`if kind is single` was never true", "`one.visit` was never done",
                          "`wait until ok` was always true when asked", "`wait until ok` was never true",
                          "`until visit happened` was always true when asked", "`until visit happened` was never true",
                          "the step `again` was never opened", "`again.visit` was never done",
                          "the branch `if ok` was never taken", "the other branch of `if ok` was never taken",
                          "the step `two` was never opened", "`two.visit` was never done",
                          "the step `three` was never opened", "`three.visit` was never done", "this rule never fired",
                          "`if room` was always true when asked", "`if room` was never true", "this rule never fired",
                          "`when kind is family` was always true when asked", "`when kind is family` was never true"));
  EXPECT_EQ(total.reached, 0u);
  EXPECT_EQ(total.all, 32u);
  EXPECT_EQ(total.percent(), 0u);
}

TEST(Coverage, OnlyWhatACheckSeesIsReached) {
  const std::vector<std::string> missed = missed_by(R"(
scenario "s" for care
  facts
    kind is single
    room is yes
    ok is yes
  on 2026-01-05 referral
  check 2026-01-05 call is due
  on 2026-01-06 call
)");
  EXPECT_THAT(missed, Not(Contains("the step `one` was never opened")));
  EXPECT_THAT(missed, Contains("`one.call` was never done"));
  // Lies ahead of the check, whatever the engine had to look at to say what is upcoming.
  EXPECT_THAT(missed, Contains("this limit never ran out"));
  EXPECT_THAT(missed, Contains("`only if room` was always true when asked"));
}

TEST(Coverage, EnoughScenariosReachEverything) {
  CoverageTotal total;
  const std::vector<std::string> missed = missed_by(R"(
scenario "all in order" for care
  facts
    kind is single
    room is yes
    ok is yes
  on 2026-01-05 referral
  on 2026-01-05 call, visit
  check 2026-01-05 step is two
  on 2026-01-06 visit
  check 2026-01-20 stage is closing
  on 2026-01-20 visit
  check 2026-01-20 finished as closed

scenario "no room, no consent" for care
  facts
    kind is family
  on 2026-01-05 referral
  check 2026-01-05 not applicable
  on 2026-01-05 set kind is single
  check 2026-01-05 not started
  on 2026-01-05 set room is yes
  check 2026-01-05 call is withheld
  check 2026-01-05 visit is due
  on 2026-01-06 set room is no
  on 2026-01-06 contact
  check 2026-01-06 not finished
  check 2026-01-10 step is again
  on 2026-01-10 visit
  check 2026-01-11 nothing is due
  on 2026-01-12 set kind is family
  check 2026-01-12 finished as moved

scenario "the family moves in" for care
  facts
    kind is single
    room is yes
  on 2026-01-05 referral
  on 2026-01-05 10:00 set kind is unknown
  check 2026-01-05 visit is due
  on 2026-01-05 11:00 contact
  check 2026-01-05 finished as reached
)",
                                                    &total);
  EXPECT_THAT(missed, IsEmpty());
  EXPECT_EQ(total.reached, total.all);
  EXPECT_EQ(total.percent(), 100u);
}

TEST(Coverage, TextThatPoliciesShareIsReachedByEither) {
  const std::vector<std::string> missed = missed_by(R"(
policy other extends care

scenario "s" for other
  facts
    kind is single
    room is yes
  on 2026-01-05 referral
  check 2026-01-05 step is one
)");
  EXPECT_THAT(missed, Not(Contains("the step `one` was never opened")));
}

}  // namespace
}  // namespace engage::scenarios
