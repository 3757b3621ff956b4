#include "syntax/lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.h"

namespace engage::syntax {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Lines, OffsetsCountFromTheFirstByteOfTheFile) {
  const Parsed parsed("\xEF\xBB\xBFvocabulary v \"\xC3\xA9t\xC3\xA9\"\r\n  event a # why\r\n\r\n  event b");
  EXPECT_THAT(parsed.faults, IsEmpty());
  EXPECT_EQ(parsed.file.statements.front().span, (Span{0, 3, 23}));
  EXPECT_EQ(parsed.text(parsed.last(0).block.front().span), "event a");
  EXPECT_EQ(parsed.text(parsed.last(1).span), "event b");
  ASSERT_EQ(parsed.file.comments.size(), 1U);
  EXPECT_EQ(parsed.text(parsed.file.comments[0].span), "# why");
  EXPECT_FALSE(parsed.file.comments[0].own_line);
}

TEST(Lines, CommentsMayStandAnywhereAndNotInTexts) {
  const Parsed parsed("# first\n   # second\nvocabulary v \"a # b\"# third\n\t# fourth\n  event a\n");
  EXPECT_THAT(parsed.faults, IsEmpty());
  ASSERT_EQ(parsed.file.comments.size(), 4U);
  EXPECT_TRUE(parsed.file.comments[1].own_line);
  EXPECT_EQ(parsed.text(parsed.file.comments[2].span), "# third");
  EXPECT_EQ(parsed.last_as<VocabularyDecl>().title->value, "a # b");
}

TEST(Lines, EmptyFilesSayNothing) {
  for (const char* text : {"", "\n", "\r\n\r\n", "   ", "\xEF\xBB\xBF", "# only\n", "\t\n \t \n"}) {
    const Parsed parsed(text);
    EXPECT_THAT(parsed.faults, IsEmpty()) << text;
    EXPECT_THAT(parsed.file.statements, IsEmpty());
  }
}

TEST(Lines, BytesThatAreNotTextAreFaults) {
  for (const char* bytes : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xFF"}) {
    const Parsed parsed(std::string("vocabulary v \"") + bytes + "\"\n  event a\n");
    EXPECT_THAT(parsed.faults, ElementsAre("1:15 E101")) << bytes;
  }
  EXPECT_THAT(Parsed("vocabulary v \"\xF0\x9F\x8C\xB1\"\n  event a\n").faults, IsEmpty());
}

TEST(Lines, ALoneCarriageReturnIsAFault) {
  EXPECT_THAT(Parsed("vocabulary v\r  event a\n").faults, ElementsAre("1:13 E103"));
}

TEST(Lines, AFileThatIsTooLargeIsRefused) {
  EXPECT_THAT(Parsed(std::string(kLargestFile, '\n')).faults, IsEmpty());
  EXPECT_THAT(Parsed(std::string(kLargestFile + 1, '\n')).faults, ElementsAre("1:1 E104"));
}

TEST(Lines, AFileWithTooManyLinesIsRefused) {
  std::string text = "vocabulary v\n";
  for (std::size_t i = 1; i < kMostLines; ++i) text += "  date\n";
  EXPECT_NE(Parsed(text).faults.front(), "1:1 E104");
  text += "\n# neither counts\n";
  EXPECT_EQ(Parsed(text).faults.size(), kMostLines - 1);
  const Parsed refused(text + "  date\n");
  EXPECT_EQ(refused.faults.size(), 1u);
  EXPECT_EQ(refused.diagnostics.error_count(), 1u);
}

TEST(Lines, ALineThatIsTooLongIsRefusedAlone) {
  const std::string head = "  event a \"", tail = "\"\n  event b\n  evnt c\n";
  const std::string longest = std::string(kLongestLine - head.size() - 1, 'x');
  EXPECT_THAT(Parsed("vocabulary v\n" + head + longest + tail).faults, ElementsAre("4:3 E110"));
  EXPECT_THAT(Parsed("vocabulary v\n" + head + longest + "x" + tail).faults, ElementsAre("2:3 E128", "4:3 E110"));
}

// A file that was written only in part ends in null bytes: it is a shorter policy than the one that was meant.
TEST(Lines, NullBytesAreFaultsWhereverTheyStand) {
  const std::string nothing(9, '\0');
  const std::string words = "vocabulary v\n  event a\n";
  EXPECT_THAT(Parsed(words + nothing).faults, ElementsAre("3:1 E103"));
  EXPECT_THAT(Parsed(words + "  " + nothing + "\n").faults, ElementsAre("3:3 E103"));
  EXPECT_THAT(Parsed(words + "  event b" + nothing).faults, ElementsAre("3:10 E103"));
  EXPECT_THAT(Parsed(words + "# note" + nothing).faults, ElementsAre("3:7 E103"));
  EXPECT_THAT(Parsed(words + nothing + "# note").faults, ElementsAre("3:1 E103"));
  EXPECT_THAT(Parsed(words + "  event b \"B" + nothing + "\"\n").faults, ElementsAre("3:13 E103"));
  EXPECT_THAT(Parsed(nothing).faults, ElementsAre("1:1 E103"));
}

TEST(Lines, AByteOrderMarkStandsAtTheBeginningOnly) {
  const std::string mark = "\xEF\xBB\xBF", words = "vocabulary v\n  event a\n";
  EXPECT_THAT(Parsed(mark + words).faults, IsEmpty());
  EXPECT_THAT(Parsed(mark).faults, IsEmpty());
  EXPECT_THAT(Parsed(mark + mark + words).faults, ElementsAre("1:1 E102"));
  EXPECT_THAT(Parsed(mark + mark + "\n" + words).faults, ElementsAre("1:1 E103"));
  EXPECT_THAT(Parsed(words + mark + "\n").faults, ElementsAre("3:1 E103"));
  EXPECT_THAT(Parsed(words + mark + "# a comment\n").faults, ElementsAre("3:1 E103"));
  EXPECT_THAT(Parsed(words + "# a" + mark + "comment\n").faults, ElementsAre("3:4 E103"));
  EXPECT_THAT(Parsed(words + "  event b \"B" + mark + "\"\n").faults, ElementsAre("3:13 E103"));
  EXPECT_THAT(Parsed(words + "  event b" + mark + "\n").faults, ElementsAre("3:10 E103"));
}

TEST(Lines, ALineSeparatorBreaksNoComment) {
  EXPECT_THAT(Parsed("vocabulary v\n  # a\xE2\x80\xA8  event a\n  event b\n").faults, ElementsAre("2:6 E103"));
}

}  // namespace
}  // namespace engage::syntax
