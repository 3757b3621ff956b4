#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.h"

namespace engage::syntax {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Block, NestsAsItIsIndented) {
  const Parsed parsed(
      "policy p\n"
      "    stage s\n"
      "     if a\n"
      "        step t\n"
      "          do b\n"
      "     otherwise\n"
      "      wait 1 day\n"
      "    on c\n"
      "      go to s\n");
  EXPECT_THAT(parsed.faults, IsEmpty());
  const auto& policy = parsed.file.statements.at(0);
  ASSERT_EQ(policy.block.size(), 2U);
  const auto& stage = policy.block[0];
  ASSERT_EQ(stage.block.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<Do>(stage.block[0].block[0].block[0].node));
  EXPECT_TRUE(std::holds_alternative<Wait>(stage.block[1].block[0].node));
  EXPECT_TRUE(std::holds_alternative<GoTo>(policy.block[1].block[0].node));
}

TEST(Block, ADamagedHeaderKeepsItsBlockAndItsName) {
  const Parsed parsed("policy p\n  stage s title\n    stpe t\n      do a\n");
  EXPECT_THAT(parsed.faults, ElementsAre("2:11 E115", "3:5 E110"));
  EXPECT_EQ(parsed.last_as<Damaged>(1).keyword, "stage");
  EXPECT_EQ(parsed.last_as<Damaged>(1).declares->text, "s");
  EXPECT_EQ(parsed.last_as<Damaged>(2).keyword, "step");
  EXPECT_EQ(parsed.last_as<Damaged>(2).declares->text, "t");
  EXPECT_EQ(parsed.last_as<Do>(3).actions[0].name.text, "a");
}

TEST(Block, AReservedNameIsKeptSoThatItsUsesAreNotReported) {
  const Parsed parsed("vocabulary v\n  event start \"S\"\n");
  EXPECT_THAT(parsed.faults, ElementsAre("2:9 E116"));
  EXPECT_EQ(parsed.last_as<Damaged>(1).declares->text, "start");
}

TEST(Block, TabsAreReportedOnceForAllLinesThatBeginWithThem) {
  const Parsed parsed(
      "policy p\n"
      "\tstage s\n"
      "\t\tstep t\n"
      "\t\t\tdo a\n"
      "\t\twait 1 day\n"
      "\ton c\n"
      "\t\tgo to s\n");
  EXPECT_THAT(parsed.faults, ElementsAre("2:1 E102"));
  EXPECT_EQ(parsed.file.statements[0].block.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<Stage>(parsed.file.statements[0].block[0].node));
}

TEST(Block, OneTabAmongSpacesIsOneFault) {
  const Parsed parsed(
      "policy p\n"
      "  stage s\n"
      "    step t\n"
      "\tdo a\n"
      "      do b\n"
      "    wait 1 day\n");
  EXPECT_THAT(parsed.faults, ElementsAre("4:1 E102"));
  EXPECT_EQ(parsed.file.statements[0].block[0].block[0].block.size(), 2U);
}

TEST(Block, AMissingBlockIsReportedAtItsHeaderOnce) {
  const Parsed parsed(
      "policy p\n"
      "  stage s\n"
      "    step t\n"
      "    do a\n"
      "    do b\n"
      "    wait 1 day\n"
      "    if a\n"
      "    wait 1 day\n"
      "    otherwise\n"
      "      wait 1 day\n");
  EXPECT_THAT(parsed.faults, ElementsAre("3:5 E109", "7:5 E109"));
}

TEST(Block, AnEmptyStageWaitsForItsRules) {
  EXPECT_THAT(Parsed("policy p\n  stage s\n  stage t\n  on a\n    go to t\n").faults, IsEmpty());
  EXPECT_THAT(Parsed("policy p\n").faults, ElementsAre("1:1 E109"));
  EXPECT_THAT(Parsed("policy p extends q\n").faults, IsEmpty());
}

}  // namespace
}  // namespace engage::syntax
