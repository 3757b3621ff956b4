#include "text/near.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace engage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kNames[] = {"call_main", "call_other", "welfare_check", "send_text", "send_test"};

TEST(Near, SlipsOfTheFinger) {
  EXPECT_THAT(near_names("welfare_chek", kNames), ElementsAre("welfare_check"));
  EXPECT_THAT(near_names("wlefare_check", kNames), ElementsAre("welfare_check"));
  EXPECT_THAT(near_names("send_tex", kNames), ElementsAre("send_text", "send_test"));
  EXPECT_THAT(near_names("call", kNames), ElementsAre("call_main", "call_other"));
  EXPECT_THAT(near_names("close_file", kNames), IsEmpty());
}

// Letter by letter, such words would take hours to compare.
TEST(Near, AWordOfAFilesLengthIsNoSlip) {
  const std::string name(20'000'000, 'k'), other = name + "m";
  const std::string_view names[] = {other, "call_main"};
  EXPECT_THAT(near_names(name, names), IsEmpty());
  EXPECT_THAT(near_names("call_mian", names), ElementsAre("call_main"));
}

TEST(Near, AtMostFourNearestFirst) {
  constexpr std::string_view names[] = {"aab", "aac", "aad", "aae", "aaf"};
  EXPECT_EQ(near_names("aaa", names).size(), 4U);
}

TEST(Near, AsAQuestion) {
  EXPECT_EQ(did_you_mean("send_tex", kNames), "did you mean `send_text` or `send_test`?");
  EXPECT_EQ(did_you_mean("x", kNames), "");
}

}  // namespace
}  // namespace engage
