#include "form/layout.h"

#include "text/words.h"

#include <gmock/gmock.h>

namespace engage::form {
namespace {

using testing::ElementsAre;

TEST(LayoutTest, Wrap) {
  EXPECT_THAT(wrap("", 10), ElementsAre(""));
  EXPECT_THAT(wrap("one two", 10), ElementsAre("one two"));
  EXPECT_THAT(wrap("one two", 7), ElementsAre("one two"));
  EXPECT_THAT(wrap("one two", 6), ElementsAre("one", "two"));
  EXPECT_THAT(wrap("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("incomprehensible it is", 5), ElementsAre("incomprehensible", "it is"));
  EXPECT_THAT(wrap("it is incomprehensible", 5), ElementsAre("it is", "incomprehensible"));
  EXPECT_THAT(wrap("one\ntwo three\n", 5), ElementsAre("one", "two", "three", ""));
  EXPECT_THAT(wrap("été été", 7), ElementsAre("été été"));
}

TEST(LayoutTest, WrapLosesNothing) {
  for (std::size_t columns = 1; columns < 12; ++columns) {
    const std::string text = "  a bb  ccc d eeee fffff  g ";
    std::string joined;
    for (const std::string_view line : wrap(text, columns)) {
      if (!joined.empty() || line.data() != text.data()) joined += ' ';
      joined += line;
    }
    EXPECT_EQ(joined, text) << columns;
  }
}

// Looked at from the beginning for each of its lines, such a text would take hours.
TEST(LayoutTest, WrapsALongTextAsFastAsItIsRead) {
  std::string words;
  for (std::size_t i = 0; i < 20'000'000; ++i) words += "w ";
  EXPECT_EQ(wrap(words, 100).size(), 400'000u);
  EXPECT_EQ(wrap(std::string(20'000'000, ' '), 7).size(), 2'500'001u);
  EXPECT_EQ(wrap(std::string(20'000'000, 'w'), 100).size(), 1u);
}

TEST(LayoutTest, Visible) {
  EXPECT_EQ(visible("C-1 Zoë 東京"), "C-1 Zoë 東京");
  EXPECT_EQ(visible("\x1b[2J\x7f\n"), "\\x1B[2J\\x7F\\x0A");
  EXPECT_EQ(visible("\xC2\x9B"
                    "2J \xC2\xA0"),
            "\\x9B2J \xC2\xA0");
}

TEST(LayoutTest, PaddedAndCounted) {
  std::string out;
  append_padded(out, "é", 3);
  append_padded(out, "long", 3);
  append_wrapped(out, "a b", 2, 1);
  EXPECT_EQ(out, "é  longa\n  b");
  EXPECT_EQ(counted(1, "day"), "1 day");
  EXPECT_EQ(counted(0, "day"), "0 days");
}

}  // namespace
}  // namespace engage::form
