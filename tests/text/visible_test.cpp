#include "text/visible.h"

#include <gtest/gtest.h>

namespace engage {
namespace {

TEST(Visible, WhatShowsStays) {
  for (const std::string_view text : {"", "C-1 Zoë 東京 🙂", "a\\x1B b", "\xC2\xA0no-break", "\xEF\xBB\xBE"}) {
    EXPECT_EQ(visible(text), text);
  }
}

TEST(Visible, WhatDoesNotIsWrittenOut) {
  EXPECT_EQ(visible("\x1b[2J\x7f\n"), "\\x1B[2J\\x7F\\x0A");
  EXPECT_EQ(visible(std::string_view("n\0l", 3)), "n\\x00l");
  EXPECT_EQ(visible("\u009B"
                    "2J \u0085"),
            "\\x9B2J \\x85");
  EXPECT_EQ(visible("\u202Eabc\u2066"), "\\u{202E}abc\\u{2066}");
  EXPECT_EQ(visible("\u2028\u2029\u200B\uFEFF\u061C"), "\\u{2028}\\u{2029}\\u{200B}\\u{FEFF}\\u{061C}");
  EXPECT_EQ(visible("\uFFF9\U000E0041\uFFFE\U0001FFFF"), "\\u{FFF9}\\u{E0041}\\u{FFFE}\\u{1FFFF}");
}

TEST(Visible, BytesThatAreNotUtf8AreWrittenOutOneByOne) {
  EXPECT_EQ(visible("\xFF\xC3"), "\\xFF\\xC3");
  EXPECT_EQ(visible("\xC0\x80"), "\\xC0\\x80");           // too long for what it is
  EXPECT_EQ(visible("\xED\xA0\x80"), "\\xED\\xA0\\x80");  // half a pair
  EXPECT_EQ(visible("\xE2\x80"
                    "a"),
            "\\xE2\\x80a");
}

TEST(Visible, TwiceIsAsOnce) {
  for (const std::string_view text : {"\x1b[31m\u202E\xFF", "\\\x1b"}) EXPECT_EQ(visible(visible(text)), visible(text));
}

TEST(Visible, LinesAndColoursOfOurOwn) {
  EXPECT_EQ(visible_painted("\x1b[1;31mred\x1b[0m\n\x1b[2J\r\x1b"), "\x1b[1;31mred\x1b[0m\n\\x1B[2J\\x0D\\x1B");
  EXPECT_EQ(visible_painted("\x1b["), "\\x1B[");
  EXPECT_EQ(visible_lines("a\tb\nc\r\x1b[31m"), "a\tb\nc\\x0D\\x1B[31m");
}

TEST(Visible, OnAPageScriptsKeepTheirMarks) {
  EXPECT_EQ(visible_on_page("\u0645\u06CC\u200C\u062E\u00AD\n\t"), "\u0645\u06CC\u200C\u062E\u00AD\n\t");
  EXPECT_EQ(visible_on_page("\x01\u202E\uFFFE\r"), "\\x01\\u{202E}\\u{FFFE}\\x0D");
}

TEST(Visible, InACellAllButControlsStays) {
  EXPECT_EQ(visible_in_cell("a\tb\r\n\u202E"), "a\tb\r\n\u202E");
  EXPECT_EQ(visible_in_cell("\x1b\u0085\x7f"), "\\x1B\\x85\\x7F");
}

}  // namespace
}  // namespace engage
