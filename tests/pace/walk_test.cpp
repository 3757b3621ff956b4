#include "pace/walk.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "load.h"

namespace engage::pace {
namespace {

constexpr const char* kWords = R"(calendar town
  covers 2024 to 2030
  weekend saturday, sunday
  holiday "Christmas Day" on december 25, if weekend then next business day
  holiday "Boxing Day" on december 26, if weekend then next business day
  holiday "New Year's Day" on january 1, if weekend then next business day

vocabulary words
  role worker "Worker"
  fact family_known "Family is known" yes/no
  fact meeting "Meeting" date
  event referral "Referral"
  event contact "Contact"
  action call "Call"
  action visit "Visit"
  action letter "Letter"

policy care "Care"
  calendar town
  starts on referral
)";

std::unique_ptr<Loaded> with(const std::string& body) { return load(kWords + body); }

// All ways with their dates: "call 2026-01-05..2026-01-12 | wait 2026-01-12..2026-01-15 | finish 2026-01-15".
std::string walked(const Loaded& loaded, Pace pace, const char* start) {
  const model::Family& family = loaded.family("care");
  const model::Policy& policy = family.versions.front();
  std::string out;
  Walk walk;
  for (const Route& route : routes_from(policy, family.words, 0, pace).all) {
    take(policy, route, pace, start_of(*parse_date(start)), walk);
    for (std::size_t i = 0; i < walk.visits.size(); ++i) {
      const Leg& leg = route.legs[i];
      const Visit& visit = walk.visits[i];
      static constexpr const char* kNames[] = {"enter", "step", "wait", "hold", "rest", "go", "finish"};
      std::string name = kNames[static_cast<std::size_t>(leg.kind)];
      if (leg.kind == Leg::Kind::enter && i == 0) continue;
      if (leg.kind == Leg::Kind::step) {
        name = policy.steps[std::get<model::OpenStep>(policy.statements[leg.statement].node).step].name;
      }
      out += fmt::format("{}{} {}", out.empty() || out.back() == '\n' ? "" : " | ", name, to_string(date_of(visit.at)));
      if (visit.left != visit.at) out += ".." + to_string(date_of(visit.left));
    }
    static constexpr const char* kHalts[] = {"", " (no deadline)", " (late)", " (no date)"};
    out += fmt::format("{}\n", kHalts[static_cast<std::size_t>(walk.halt)]);
  }
  return out;
}

constexpr const char* kTwoAttempts = R"(  default within 1 business day
  stage outreach
    step opener
      within 5 business days
      do call
    wait 3 to 5 business days
    step second
      do call
    finish over
)";

TEST(Walk, WorkIsDoneOnTheLastDayOfItsDeadline) {
  const auto loaded = with(kTwoAttempts);
  // The fifth and the tenth business day: the slowest that is in time.
  EXPECT_EQ(walked(*loaded, Pace::slowest, "2026-01-05"),
            "opener 2026-01-05..2026-01-12 | wait 2026-01-12..2026-01-15 | second 2026-01-15..2026-01-19 | finish "
            "2026-01-19\n");
  EXPECT_EQ(walked(*loaded, Pace::prompt, "2026-01-05"),
            "opener 2026-01-05 | wait 2026-01-05..2026-01-08 | second 2026-01-08 | finish 2026-01-08\n");
  // Christmas and Boxing Day on a Friday and a Saturday, New Year's Day on a Friday.
  EXPECT_EQ(walked(*loaded, Pace::slowest, "2026-12-17"),
            "opener 2026-12-17..2026-12-24 | wait 2026-12-24..2026-12-31 | second 2026-12-31..2027-01-05 | finish "
            "2027-01-05\n");
}

TEST(Walk, WhereTheCalendarEndsThereAreNoDates) {
  EXPECT_EQ(walked(*with(kTwoAttempts), Pace::slowest, "2030-12-30"), " (no date)\n");
}

TEST(Walk, OnlyTheFastestIsAnsweredEarly) {
  const auto loaded = with(R"(  default within 1 day
  stage outreach
    wait 3 to 5 days for contact
    step opener
      do call
    wait for contact at most 1 week
    finish over
)");
  EXPECT_EQ(walked(*loaded, Pace::fastest, "2026-01-05"),
            "wait 2026-01-05 | opener 2026-01-05 | hold 2026-01-05 | finish 2026-01-05\n");
  // A hold ends when its deadline has passed, a wait at its opening; the step has the wait's upper end.
  EXPECT_EQ(walked(*loaded, Pace::slowest, "2026-01-05"),
            "wait 2026-01-05..2026-01-08 | opener 2026-01-08..2026-01-10 | hold 2026-01-10..2026-01-18 | finish "
            "2026-01-18\n");
}

TEST(Walk, BothWaysOfAnIfAreWalkedAndKeptApart) {
  const auto loaded = with(R"(  default within 1 day
  stage outreach
    if family_known
      wait 2 days
    otherwise
      wait 4 days
    if family_known
      step opener
        do call
    finish over
)");
  EXPECT_EQ(walked(*loaded, Pace::slowest, "2026-01-05"),
            "wait 2026-01-05..2026-01-07 | opener 2026-01-07..2026-01-08 | finish 2026-01-08\n"
            "wait 2026-01-05..2026-01-09 | finish 2026-01-09\n");
  // A fact may change on the way, which only the fastest must reckon with.
  EXPECT_EQ(walked(*loaded, Pace::fastest, "2026-01-05"),
            "wait 2026-01-05..2026-01-07 | opener 2026-01-07 | finish 2026-01-07\n"
            "wait 2026-01-05..2026-01-07 | finish 2026-01-07\n"
            "wait 2026-01-05..2026-01-09 | opener 2026-01-09 | finish 2026-01-09\n"
            "wait 2026-01-05..2026-01-09 | finish 2026-01-09\n");
}

TEST(Walk, SilenceDecidesWhatAsksForEventsAndSteps) {
  const auto loaded = with(R"(  default within 1 day
  stage outreach
    step opener
      do call
    if contact happened
      wait 9 days
    if opener is done and no contact
      wait 2 days
    step thanks
      only if contact happened
      do letter
    finish over
)");
  EXPECT_EQ(walked(*loaded, Pace::slowest, "2026-01-05"),
            "opener 2026-01-05..2026-01-06 | wait 2026-01-06..2026-01-08 | finish 2026-01-08\n");
}

TEST(Walk, RoundsThatAreCountedAreWalkedAll) {
  const auto loaded = with(R"(  stage outreach
    repeat every 2 to 3 days at most 3 times
      step round
        within 1 day
        do call
    finish over
)");
  EXPECT_EQ(walked(*loaded, Pace::slowest, "2026-01-05"),
            "round 2026-01-05..2026-01-06 | rest 2026-01-06..2026-01-08 | round 2026-01-08..2026-01-09 | "
            "rest 2026-01-09..2026-01-11 | round 2026-01-11..2026-01-12 | finish 2026-01-12\n");
}

TEST(Walk, OfRoundsWithoutEndOneIsWalked) {
  const auto loaded = with(R"(  stage outreach
    repeat every 2 to 3 days
      step round
        within 1 day
        do call
    finish over
)");
  EXPECT_EQ(walked(*loaded, Pace::slowest, "2026-01-05"), "round 2026-01-05..2026-01-06\n");
  const model::Family& family = loaded->family("care");
  const Routes routes = routes_from(family.versions.front(), family.words, 0, Pace::slowest);
  ASSERT_EQ(routes.all.size(), 1u);
  EXPECT_EQ(routes.all.front().end, Route::End::round_again);
  EXPECT_TRUE(routes.complete);
}

TEST(Walk, WorkWithNoDeadlineAndWorkThatIsLateEndIt) {
  EXPECT_EQ(
      walked(*with("  stage outreach\n    step opener\n      do call\n    finish over\n"), Pace::slowest, "2026-01-05"),
      "opener 2026-01-05 (no deadline)\n");
  EXPECT_EQ(walked(*with(R"(  stage outreach
    wait 1 week
    step opener
      within 3 days of referral
      do call
    finish over
)"),
                   Pace::slowest, "2026-01-05"),
            "wait 2026-01-05..2026-01-12 | opener 2026-01-12 (late)\n");
}

TEST(Walk, AnAnchorThatTheWayTellsIsCountedFrom) {
  const auto loaded = with(R"(  stage outreach
    step opener
      within 2 days
      do call
    wait 1 day
    step second
      within 3 days of call
      do visit
    step third
      within 3 days of meeting
      do letter
    finish over
)");
  EXPECT_EQ(walked(*loaded, Pace::slowest, "2026-01-05"),
            "opener 2026-01-05..2026-01-07 | wait 2026-01-07..2026-01-08 | second 2026-01-08..2026-01-10 | "
            "third 2026-01-10 (no deadline)\n");
}

TEST(Walk, AStageIsFollowedFromTheFirstOnly) {
  const auto loaded = with(R"(  default within 1 day
  stage outreach
    wait 1 day
    go to closing
  stage closing
    step closer
      do letter
    go to outreach
)");
  EXPECT_EQ(walked(*loaded, Pace::slowest, "2026-01-05"),
            "wait 2026-01-05..2026-01-06 | go 2026-01-06 | enter 2026-01-06 | closer 2026-01-06..2026-01-07 | go "
            "2026-01-07\n");
  const model::Family& family = loaded->family("care");
  const Routes routes = routes_from(family.versions.front(), family.words, 1, Pace::slowest);
  ASSERT_EQ(routes.all.size(), 1u);
  EXPECT_EQ(routes.all.front().end, Route::End::left);
}

TEST(Walk, WhereARuleMayLeadAwayTheWayEnds) {
  const auto loaded = with(R"(  default within 1 day
  stage outreach
    step opener
      do call
    finish over
  on call
    finish called
)");
  EXPECT_EQ(walked(*loaded, Pace::slowest, "2026-01-05"), "opener 2026-01-05..2026-01-06\n");
}

TEST(Walk, ManyBranchesAreCutShortAndSaySo) {
  std::string body = "  default within 1 day\n  stage outreach\n";
  for (int i = 1; i <= 40; ++i) {
    body += fmt::format("    if 1 day after meeting and {} days after meeting\n      wait {} days\n", i, i);
  }
  const auto loaded = with(body + "    finish over\n");
  const model::Family& family = loaded->family("care");
  EXPECT_FALSE(routes_from(family.versions.front(), family.words, 0, Pace::slowest).complete);
}

// What was not yet so may be so later: only what facts alone decide is remembered on a way.
TEST(Walk, AsksForTimeAnewEachTime) {
  const auto loaded = with(R"(
  stage one
    if 2 weeks after start
      wait 1 day
    otherwise
      wait 5 weeks
    if 2 weeks after start
      step ring
        within 1 day
        do call
    finish done
)");
  EXPECT_EQ(walked(*loaded, Pace::prompt, "2026-01-05"),
            "wait 2026-01-05..2026-02-09 | ring 2026-02-09 | finish 2026-02-09\n");
}

TEST(Walk, RemembersAnAnswerThatFactsAloneDecide) {
  const auto loaded = with(R"(
  stage one
    if family_known
      wait 1 day
    otherwise
      wait 5 weeks
    if family_known
      step ring
        within 1 day
        do call
    finish done
)");
  EXPECT_EQ(walked(*loaded, Pace::prompt, "2026-01-05"),
            "wait 2026-01-05..2026-01-06 | ring 2026-01-06 | finish 2026-01-06\n"
            "wait 2026-01-05..2026-02-09 | finish 2026-02-09\n");
}

// Between the two nothing is certain, and both ways are walked.
TEST(Walk, SaysNothingOfTimeThatMayOrMayNotHavePassed) {
  const auto loaded = with(R"(
  stage one
    wait 10 days
    if 2 weeks after start
      step ring
        within 1 day
        do call
    finish done
)");
  EXPECT_EQ(walked(*loaded, Pace::prompt, "2026-01-05"),
            "wait 2026-01-05..2026-01-15 | ring 2026-01-15 | finish 2026-01-15\n"
            "wait 2026-01-05..2026-01-15 | finish 2026-01-15\n");
}

}  // namespace
}  // namespace engage::pace
