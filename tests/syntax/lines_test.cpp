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
  const Parsed parsed(std::string(kLargestFile + 1, '\n'));
  EXPECT_THAT(parsed.faults, ElementsAre("1:1 E104"));
}

}  // namespace
}  // namespace engage::syntax
