#include "report/due/filter.h"

#include <gtest/gtest.h>

#include "fixture.h"

namespace engage::report {
namespace {

class FilterTest : public testing::Test, protected Fixture {
 protected:
  // The ids of what remains, marked as blocked (b) and upcoming (u).
  std::string remaining(const Filter& filter) {
    fill();
    const bool any = apply(filter, families[0], record, assessment);
    std::string ids;
    for (const auto& owed : assessment.actions) {
      ids += std::to_string(owed.opening.step) + std::to_string(owed.line) + " ";
    }
    for (const auto& blocked : assessment.blocked) ids += "b" + std::to_string(blocked.opening.step) + " ";
    for (const auto& owed : assessment.upcoming) ids += "u" + std::to_string(owed.opening.step) + " ";
    EXPECT_EQ(any, !ids.empty());
    EXPECT_EQ(assessment.withheld.size(), 1u);
    EXPECT_EQ(assessment.escalations.size(), 1u);
    return ids;
  }
};

TEST_F(FilterTest, Selects) {
  using Only = Filter::Only;
  EXPECT_EQ(remaining({}), "00 01 10 b2 u2 ");
  EXPECT_EQ(remaining({"worker", {}, Only::all}), "00 01 b2 u2 ");
  EXPECT_EQ(remaining({"supervisor", {}, Only::all}), "10 ");
  EXPECT_EQ(remaining({"nobody", {}, Only::all}), "");
  EXPECT_EQ(remaining({{}, "J. \"Jo\" Okafor", Only::all}), "00 01 b2 u2 ");
  EXPECT_EQ(remaining({"supervisor", "J. \"Jo\" Okafor", Only::all}), "");
  EXPECT_EQ(remaining({{}, {}, Only::due}), "00 01 10 b2 ");
  EXPECT_EQ(remaining({{}, {}, Only::overdue}), "00 ");
  EXPECT_EQ(remaining({{}, {}, Only::escalated}), "10 ");
  EXPECT_EQ(remaining({"worker", {}, Only::escalated}), "");
}

TEST_F(FilterTest, KnowsWhenItSelectsAll) {
  EXPECT_TRUE(Filter().selects_all());
  EXPECT_FALSE((Filter{"worker", {}, Filter::Only::all}).selects_all());
  EXPECT_FALSE((Filter{{}, {}, Filter::Only::due}).selects_all());
}

TEST_F(FilterTest, WorkWithoutARoleIsNobodys) {
  families[0].versions[0].steps[0].lines[0].role = model::DoLine::kNoRole;
  EXPECT_EQ(remaining({"worker", {}, Filter::Only::all}), "01 b2 u2 ");
}

}  // namespace
}  // namespace engage::report
