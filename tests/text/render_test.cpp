#include "text/render.h"

#include <gtest/gtest.h>

#include <string>

namespace engage {
namespace {

class Render : public ::testing::Test {
 protected:
  FileId file(std::string text) { return sources_.add("p.engage", std::move(text)); }

  Diagnostic& fault(Span span, std::string message = "no step called `x`") {
    return diagnostics_.add(Code::E201, span, std::move(message));
  }

  std::string shown(RenderOptions options = {}) { return render(diagnostics_.sorted(), sources_, options); }

  Sources sources_;
  Diagnostics diagnostics_;
};

TEST_F(Render, ShowsTheLineTheMarkAndWhatToDo) {
  const FileId id = file("policy p\n  stage a\n  go to b\n");
  Diagnostic& d = fault({id, 27, 28}, "no stage called `b`");
  d.label = "not declared";
  d.labels.push_back({{id, 17, 18}, "the only stage"});
  d.help = "did you mean `a`?";
  d.note = "stages belong to one policy";
  EXPECT_EQ(shown(), R"(error[E201]: no stage called `b`
 --> p.engage:3:9
  |
2 |   stage a
  |         - the only stage
3 |   go to b
  |         ^ not declared
  = help: did you mean `a`?
  = note: stages belong to one policy
)");
}

TEST_F(Render, MarksStandUnderCharactersNotBytes) {
  const FileId id = file("\xEF\xBB\xBF\"caf\xC3\xA9 \xE6\x97\xA5\" x\tyy\n");
  fault({id, 15, 16});
  EXPECT_EQ(shown(),
            "error[E201]: no step called `x`\n --> p.engage:1:10\n  |\n"
            "1 | \"caf\xC3\xA9 \xE6\x97\xA5\" x    yy\n"
            "  |           ^\n");
}

TEST_F(Render, TabsAreFourColumnsAndHiddenCharactersShow) {
  const FileId id = file(
      "\ta\xE2\x80\x8B"
      "b\xFF\n");
  fault({id, 5, 6});
  EXPECT_EQ(shown(),
            "error[E201]: no step called `x`\n --> p.engage:1:4\n  |\n"
            "1 |     a\\u{200B}b\\xFF\n"
            "  |              ^\n");
}

TEST_F(Render, NothingOfAFileReachesATerminalRaw) {
  const FileId id = sources_.add("p\x1b[2J\n.engage", "# \x1b[31m\u202E x\n");
  Diagnostic& d = fault({id, 11, 12}, "no \x1b\n");
  d.label = "\x07";
  d.labels.push_back({{id, 2, 3}, "\u009B"});
  d.help = "\r";
  d.note = "\u2028";
  EXPECT_EQ(shown(), R"(error[E201]: no \x1B\x0A
 --> p\x1B[2J\x0A.engage:1:10
  |
1 | # \x1B[31m\u{202E} x
  |   ---- \x9B
  |                    ^ \x07
  = help: \x0D
  = note: \u{2028}
)");
  EXPECT_EQ(shown({RenderOptions::Style::concise}), "p\\x1B[2J\\x0A.engage:1:10: error[E201]: no \\x1B\\x0A\n");
  for (const char byte : shown({RenderOptions::Style::plain})) {
    EXPECT_TRUE(byte == '\n' || (byte >= ' ' && byte < 0x7F));
  }
}

TEST_F(Render, EndOfLineAndEndOfFile) {
  const FileId id = file("ab\ncd");
  fault({id, 2, 2}, "one");
  fault({id, 5, 5}, "two");
  EXPECT_EQ(shown(),
            "error[E201]: one\n --> p.engage:1:3\n  |\n1 | ab\n  |   ^\n\n"
            "error[E201]: two\n --> p.engage:2:3\n  |\n2 | cd\n  |   ^\n");
}

TEST_F(Render, AnEmptyFileHasAPlaceToo) {
  fault({file(""), 0, 0});
  EXPECT_EQ(shown(), "error[E201]: no step called `x`\n --> p.engage:1:1\n  |\n1 | \n  | ^\n");
}

TEST_F(Render, ASpanOfSeveralLinesIsMarkedOnItsFirst) {
  fault({file("ab\ncd\n"), 1, 5});
  EXPECT_EQ(shown(), "error[E201]: no step called `x`\n --> p.engage:1:2\n  |\n1 | ab\n  |  ^\n");
}

TEST_F(Render, LongLinesAreCutAroundTheMark) {
  const std::string text = std::string(300, 'a') + "MARK" + std::string(300, 'b');
  fault({file(text), 300, 304});
  const std::string out = shown({RenderOptions::Style::full, false, 44});
  EXPECT_EQ(out,
            "error[E201]: no step called `x`\n --> p.engage:1:301\n  |\n"
            "1 | \xE2\x80\xA6" +
                std::string(17, 'a') + "MARK" + std::string(17, 'b') +
                "\xE2\x80\xA6\n"
                "  | " +
                std::string(18, ' ') + "^^^^\n");
}

TEST_F(Render, TheBeginningOfALongLineStays) {
  fault({file("MARK" + std::string(300, 'b')), 0, 4});
  EXPECT_EQ(shown({RenderOptions::Style::full, false, 24}),
            "error[E201]: no step called `x`\n --> p.engage:1:1\n  |\n"
            "1 | MARK" +
                std::string(14, 'b') + "\xE2\x80\xA6\n  | ^^^^\n");
}

TEST_F(Render, LabelsInOtherFilesAndFarAway) {
  const FileId one = file("a\nb\nc\nd\n");
  const FileId two = sources_.add("q.engage", "other\n");
  Diagnostic& d = fault({one, 6, 7});
  d.labels.push_back({{two, 0, 5}, "declared here"});
  d.labels.push_back({{one, 0, 1}, ""});
  EXPECT_EQ(shown(), R"(error[E201]: no step called `x`
 --> p.engage:4:1
  |
1 | a
  | -
...
4 | d
  | ^
 ::: q.engage:1:1
  |
1 | other
  | ----- declared here
)");
}

TEST_F(Render, ConciseIsALineEach) {
  const FileId id = file("a\nb\n");
  fault({id, 0, 1}, "one").help = "left out";
  fault({id, 2, 3}, "two");
  EXPECT_EQ(shown({RenderOptions::Style::concise}), "p.engage:1:1: error[E201]: one\np.engage:2:1: error[E201]: two\n");
}

TEST_F(Render, PlainIsSentences) {
  const FileId id = file("policy p\n  go to b\n");
  Diagnostic& d = fault({id, 17, 18}, "no stage called `b`");
  d.labels.push_back({{id, 7, 8}, "the policy"});
  d.help = "did you mean `a`?";
  EXPECT_EQ(shown({RenderOptions::Style::plain}),
            "Error E201 in p.engage, line 2, column 9: no stage called `b`.\n"
            "The line reads: go to b\n"
            "See also line 1, column 8: the policy.\n"
            "Help: did you mean `a`?\n");
}

TEST_F(Render, ColourChangesNothingButColour) {
  const FileId id = file("policy p\n");
  Diagnostic& d = fault({id, 7, 8});
  d.label = "here";
  d.help = "do";
  const std::string coloured = shown({RenderOptions::Style::full, true, 120});
  std::string bare;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b') {
      i = coloured.find('m', i);
    } else {
      bare += coloured[i];
    }
  }
  EXPECT_NE(coloured, bare);
  EXPECT_EQ(bare, shown());
}

TEST_F(Render, Summary) {
  const FileId one = file("a\nb\n");
  const FileId two = sources_.add("q.engage", "other\n");
  EXPECT_EQ(summary(diagnostics_.sorted()), "");
  fault({one, 0, 1}, "one");
  EXPECT_EQ(summary(diagnostics_.sorted()), "1 error in 1 file");
  fault({two, 0, 1}, "two");
  EXPECT_EQ(summary(diagnostics_.sorted()), "2 errors in 2 files");
}

TEST_F(Render, EqualFaultsAreShownOnceAndInOrder) {
  const FileId id = file("a\nb\n");
  fault({id, 2, 3}, "two");
  fault({id, 0, 1}, "one");
  fault({id, 2, 3}, "two");
  EXPECT_EQ(diagnostics_.sorted().size(), 2U);
  EXPECT_EQ(diagnostics_.sorted()[0].message, "one");
  EXPECT_EQ(diagnostics_.error_count(), 2U);
}

}  // namespace
}  // namespace engage
