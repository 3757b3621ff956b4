#include "tables/names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace engage::tables {
namespace {

TEST(Names, WithoutWhatPeopleWriteDifferently) {
  EXPECT_EQ(plain_name("Case_ID"), "caseid");
  EXPECT_EQ(plain_name(" case-id. "), "caseid");
  EXPECT_EQ(plain_name("Case\u00A0Id"), "caseid");
  EXPECT_EQ(plain_name("Fällig am"), "fälligam");
  EXPECT_EQ(plain_name("?!"), "");
}

TEST(Names, IdsWithoutWhatGetsLostOnTheWay) {
  EXPECT_EQ(plain_id("0071"), "71");
  EXPECT_EQ(plain_id("71.0"), "71");
  EXPECT_EQ(plain_id("'0071"), "71");
  EXPECT_EQ(plain_id("71.10"), "71.10");
  EXPECT_EQ(plain_id("71."), "71.");
  EXPECT_EQ(plain_id("A1.0"), "a1.0");
  EXPECT_EQ(plain_id("C-0071"), "c-71");
  EXPECT_EQ(plain_id("C-1007"), "c-1007");
  EXPECT_EQ(plain_id("000"), "0");
  EXPECT_EQ(plain_id("0"), "0");
  EXPECT_EQ(plain_id("A0B01"), "a0b1");
  EXPECT_EQ(plain_id(" c-1\u00A0"), "c-1");
  EXPECT_EQ(plain_id("C 1\u200B\uFEFF"), "c1");
  EXPECT_NE(plain_id("C-1"), plain_id("C1"));
  EXPECT_NE(plain_id("10"), plain_id("1"));
}

TEST(Names, AColumnByItsNameElseNearly) {
  const std::vector<std::string> columns = {"id", "Due Date", "due_date", "Risk", "Note", "note "};
  EXPECT_EQ(find_column(columns, "id").index, 0u);
  EXPECT_EQ(find_column(columns, "due_date").index, 2u);
  EXPECT_FALSE(find_column(columns, "due_date").several);
  EXPECT_EQ(find_column(columns, "risk").index, 3u);
  EXPECT_EQ(find_column(columns, "RISK ").index, 3u);
  EXPECT_TRUE(find_column(columns, "duedate").several);
  EXPECT_TRUE(find_column(columns, "NOTE").several);
  EXPECT_FALSE(find_column(columns, "Note").several);
  EXPECT_FALSE(find_column(columns, "rsik").index.has_value());
  EXPECT_FALSE(find_column(columns, "").index.has_value());
  const std::vector<std::string> twice = {"a", "b", "a"};
  EXPECT_TRUE(find_column(twice, "a").several);
}

}  // namespace
}  // namespace engage::tables
