#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "fixture.h"
#include "syntax/lines.h"

// Marks that a tool leaves where two edits met are faults wherever they stand, with whatever beside them.
namespace engage::syntax {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string with(const std::string& first, const std::string& second, const std::string& third) {
  return "vocabulary v\n  event a\n" + first + "  event b\n" + second + "  event c\n" + third + "  event d\n";
}

TEST(MergeMarks, EachIsAFaultByItself) {
  for (const char* mark : {"<<<<<<<", "|||||||", "=======", ">>>>>>>"}) {
    for (const char* beside : {"", " HEAD", " theirs # 2", " \"a", "\r", "========="}) {
      const std::string line = std::string(mark) + beside + "\n";
      EXPECT_THAT(Parsed(with(line, "", "")).diagnostics.has_errors(), true) << line;
    }
    EXPECT_THAT(Parsed(with(std::string(mark) + " x\n", "", "")).faults, ElementsAre("3:1 E110")) << mark;
    EXPECT_THAT(Parsed(with("    " + std::string(mark) + "\n", "", "")).faults, ElementsAre("3:5 E110")) << mark;
    EXPECT_THAT(Parsed(std::string(mark)).faults, ElementsAre("1:1 E110")) << mark;
  }
}

TEST(MergeMarks, OnePlaceIsToldOnceWithAllOfItsMarks) {
  const Parsed whole(with("<<<<<<< a\n", "||||||| b\n=======\n", ">>>>>>> c\n"));
  EXPECT_THAT(whole.faults, ElementsAre("3:1 E110"));
  EXPECT_EQ(Parsed(with("<<<<<<< a\n", "=======\n", ">>>>>>> c\n")).faults.size(), 1u);
  EXPECT_EQ(Parsed(with("", "=======\n", ">>>>>>> c\n")).faults.size(), 1u);
  EXPECT_EQ(Parsed(with("<<<<<<< a\n", "", ">>>>>>> c\n")).faults.size(), 1u);
}

TEST(MergeMarks, EveryPlaceIsTold) {
  EXPECT_EQ(Parsed(with("=======\n", "=======\n", "=======\n")).faults.size(), 3u);
  EXPECT_EQ(Parsed(with(">>>>>>> a\n", ">>>>>>> b\n", "<<<<<<< c\n")).faults.size(), 3u);
  EXPECT_EQ(Parsed(with("<<<<<<<\n=======\n>>>>>>>\n", "<<<<<<<\n=======\n>>>>>>>\n", "")).faults.size(), 2u);
}

TEST(MergeMarks, AreNoneInACommentOrAText) {
  EXPECT_THAT(Parsed(with("# =======\n", "", "")).faults, IsEmpty());
  EXPECT_THAT(Parsed("vocabulary v \"=======\"\n  event a\n").faults, IsEmpty());
}

// What formatting may leave out is what nobody sees.
TEST(WhatIsSeen, LeavesOutSpacesOfAnyKindAndNothingElse) {
  EXPECT_EQ(what_is_seen("\xEF\xBB\xBF a\tb\r\n\xC2\xA0\xE3\x80\x80"
                         "c  # d\n"),
            "abc#d");
  EXPECT_EQ(what_is_seen("=======\n"), "=======");
  EXPECT_EQ(what_is_seen("a\xE2\x80\x8B"), "a\xE2\x80\x8B");
  EXPECT_EQ(what_is_seen("\xFF\xC3"), "\xFF\xC3");
}

}  // namespace
}  // namespace engage::syntax
