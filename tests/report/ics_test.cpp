#include <gtest/gtest.h>

#include "fixture.h"

namespace engage::report {
namespace {

class IcsTest : public testing::Test, protected Fixture {
 protected:
  std::string write(const CaseReport& report) const {
    std::string out;
    writer("ics", *this)->add(out, report);
    return out;
  }
};

std::string unfolded(std::string text) {
  for (std::size_t fold; (fold = text.find("\r\n ")) != std::string::npos;) text.erase(fold, 3);
  return text;
}

TEST_F(IcsTest, AroundTheCases) {
  std::string out;
  const auto ics = writer("ics", *this);
  ics->begin(out);
  ics->end(out, {});
  EXPECT_EQ(out,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//engage//engage due//EN\r\nCALSCALE:GREGORIAN\r\n"
            "END:VCALENDAR\r\n");
}

TEST_F(IcsTest, OverdueAction) {
  fill();
  assessment.actions.resize(1);
  assessment.blocked.clear();
  assessment.upcoming.clear();
  EXPECT_EQ(write(assessed()),
            "BEGIN:VTODO\r\n"
            "UID:entry/first.call#1/C-1@engage\r\n"
            "DTSTAMP:20260114T235900Z\r\n"
            "DTSTART;VALUE=DATE:20260109\r\n"
            "DUE;VALUE=DATE:20260113\r\n"
            "SUMMARY:Call the main phone number (C-1)\r\n"
            "DESCRIPTION:Case: C-1\\nAssignee: J. \"Jo\" Okafor\\nClause: step 2\\nNote: Ask \r\n"
            " whether it is a good time\\; be kind\\,\\nand brief.\\nPolicy: entry\\, version\r\n"
            "  1\\, p.engage:3\\nUsed before: tuesday morning\\; friday evening call\r\n"
            "CATEGORIES:worker\r\n"
            "PRIORITY:1\r\n"
            "STATUS:NEEDS-ACTION\r\n"
            "END:VTODO\r\n");
}

TEST_F(IcsTest, ActionsBlockedAndUpcoming) {
  fill();
  const std::string out = unfolded(write(assessed()));
  EXPECT_NE(out.find("UID:entry/first.any(text\\,mail\\,visit)#1/C-1@engage\r\n"), std::string::npos) << out;
  EXPECT_NE(out.find("SUMMARY:Send a \"text\" message or visit (C-1)\r\n"), std::string::npos);
  EXPECT_NE(out.find("DTSTART:20260112T101500\r\nDUE:20260115T000000\r\nSUMMARY:Consult"), std::string::npos) << out;
  EXPECT_NE(out.find("Escalation: No contact within \"two\" weeks\\n"), std::string::npos);
  EXPECT_NE(out.find("UID:entry/letter.find_out#1/C-1@engage\r\n"), std::string::npos);
  EXPECT_NE(out.find("SUMMARY:Find out for \"Send the letter\": consent\\, violence (C-1)\r\n"), std::string::npos);
  EXPECT_NE(out.find("UID:entry/letter.mail#2/C-1@engage\r\nDTSTAMP:20260114T235900Z\r\n"
                     "DTSTART;VALUE=DATE:20260120\r\nSUMMARY:"),
            std::string::npos);
  EXPECT_NE(out.find("PRIORITY:9\r\n"), std::string::npos);
}

TEST_F(IcsTest, StartIsLeftOutWhenItIsNotBeforeTheDueDate) {
  assessment.actions = {owed(0, 0)};
  assessment.actions[0].opens = at("2026-01-13T10:00");
  EXPECT_EQ(write(assessed()).find("DTSTART"), std::string::npos);
  assessment.actions[0].due = Deadline{at("2026-01-13T12:00"), false};
  EXPECT_NE(write(assessed()).find("DTSTART:20260113T100000\r\nDUE:20260113T120000\r\n"), std::string::npos);
  assessment.actions[0].opens = at("2026-01-13T12:00");
  EXPECT_EQ(write(assessed()).find("DTSTART"), std::string::npos);
}

TEST_F(IcsTest, NothingOwedIsNoTodo) {
  assessment.pending.reset();
  EXPECT_EQ(write(assessed()), "");
}

TEST_F(IcsTest, RejectedCase) {
  EXPECT_EQ(unfolded(write(rejected("C-9"))),
            "BEGIN:VTODO\r\n"
            "UID:rejected/C-9@engage\r\n"
            "DTSTAMP:20260114T235900Z\r\n"
            "SUMMARY:Case C-9 could not be assessed: `on` is not a date\\; the fact \"age\" is twelve\r\n"
            "DESCRIPTION:Record: cases.jsonl:17\r\n"
            "CATEGORIES:rejected\r\n"
            "PRIORITY:1\r\n"
            "STATUS:NEEDS-ACTION\r\n"
            "END:VTODO\r\n");
  const std::string nameless = unfolded(write(rejected("")));
  EXPECT_NE(nameless.find("UID:rejected/cases.jsonl:17@engage\r\n"), std::string::npos);
  EXPECT_NE(nameless.find("SUMMARY:The case at cases.jsonl:17 could not be assessed: "), std::string::npos);
}

// A program that takes the calendar in keeps one entry for each UID.
TEST_F(IcsTest, NoTwoEntriesShareAUid) {
  const auto uid = [&](const CaseReport& report) {
    const std::string out = unfolded(write(report));
    const std::size_t begin = out.find("UID:");
    return out.substr(begin, out.find("\r\n", begin) - begin);
  };
  CaseReport again = rejected("C-9");
  again.repeated = true;
  EXPECT_EQ(uid(again), "UID:rejected/cases.jsonl:17/C-9@engage");
  again.number = 19;  // another one in the line
  EXPECT_EQ(uid(again), "UID:rejected/cases.jsonl:17:19/C-9@engage");
  EXPECT_EQ(uid(rejected("a/b%#\x01 \u202E")), "UID:rejected/a%2Fb%25%23%01 %E2%80%AE@engage");
  EXPECT_EQ(uid(rejected("cases.jsonl:17")), "UID:rejected/cases.jsonl%3A17@engage");
}

TEST_F(IcsTest, FoldsAtSeventyFiveBytesAndCutsNoCharacter) {
  for (std::size_t shift = 0; shift < 4; ++shift) {
    std::string reason(shift, 'x');
    for (int i = 0; i < 60; ++i) reason += "東é🙂";
    reasons = {reason + "\r\nEND:VTODO\x1b"};
    const std::string out = write(rejected("C-9"));
    std::size_t begin = 0;
    while (begin < out.size()) {
      const std::size_t end = out.find("\r\n", begin);
      ASSERT_NE(end, std::string::npos);
      EXPECT_LE(end - begin, 75u);
      const std::size_t first = out[begin] == ' ' ? begin + 1 : begin;
      EXPECT_NE(static_cast<unsigned char>(out[first]) & 0xC0, 0x80);
      begin = end + 2;
    }
    EXPECT_NE(unfolded(out).find(reason + "\\\\x0D\\nEND:VTODO\\\\x1B\r\n"), std::string::npos);
  }
}

}  // namespace
}  // namespace engage::report
