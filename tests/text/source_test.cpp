#include "text/source.h"

#include <gtest/gtest.h>

namespace engage {
namespace {

TEST(Source, ColumnsCountCharactersFromOne) {
  const Source source("p",
                      "\xEF\xBB\xBF"
                      "caf\xC3\xA9 x\r\nsecond\n");
  EXPECT_EQ(source.position(0).column, 1U);
  EXPECT_EQ(source.position(3).column, 1U);
  EXPECT_EQ(source.position(9).column, 6U);  // the x
  EXPECT_EQ(source.position(12).line, 2U);
  EXPECT_EQ(source.position(12).column, 1U);
  EXPECT_EQ(source.line(1), "caf\xC3\xA9 x");
  EXPECT_EQ(source.line(2), "second");
}

TEST(Source, TheEndOfTheFileIsAPlace) {
  const Source open("p", "ab");
  EXPECT_EQ(open.position(2).column, 3U);
  EXPECT_EQ(open.position(99).column, 3U);
  const Source closed("p", "ab\n");
  EXPECT_EQ(closed.position(3).line, 2U);
  EXPECT_EQ(closed.line(2), "");
  EXPECT_EQ(Source("p", "").line(1), "");
}

TEST(Source, LinesMayEndInEitherWay) {
  const Source source("p", "a\r\nb\nc\rd");
  EXPECT_EQ(source.line_count(), 3U);
  EXPECT_EQ(source.line(1), "a");
  EXPECT_EQ(source.line(3), "c\rd");
}

}  // namespace
}  // namespace engage
