#include <gtest/gtest.h>

#include "fixture.h"

namespace engage::report {
namespace {

class CsvTest : public testing::Test, protected Fixture {
 protected:
  std::string write(const CaseReport& report) const {
    std::string out;
    writer("csv", *this)->add(out, report);
    return out;
  }
};

TEST_F(CsvTest, Header) {
  std::string out;
  writer("csv", *this)->begin(out);
  EXPECT_EQ(
      out,
      "case,policy,version,as_of,status,episode,stage,since,outcome,kind,id,step,action,title,role,assignee,opens,"
      "due,state,days_late,avoid,find_out,escalation,to,clause,note,source,reason,file,line,"
      "start_event,start_at,recorded,since_date,since_minute,opens_date,opens_minute,due_date,due_minute,start_date,"
      "start_minute\r\n");
}

TEST_F(CsvTest, RowsOfACase) {
  fill();
  const std::string begin = "C-1,entry,1,2026-01-14,active,1,outreach,2026-01-05,,";
  const std::string since = ",2026-01-05,2026-01-05T00:00:00";
  const std::string jo = "\"J. \"\"Jo\"\" Okafor\"";
  const std::string note = "\"Ask whether it is a good time; be kind,\nand brief.\"";
  EXPECT_EQ(write(assessed()),
            begin + "action,first.call#1,first,call,Call the main phone number,worker," + jo +
                ",2026-01-09,2026-01-13,overdue,1,weekday=tuesday time_of_day=morning; weekday=friday "
                "time_of_day=evening way=call,,,,step 2," +
                note + ",p.engage:3,,cases.jsonl,3,,," + since +
                ",2026-01-09,2026-01-09T00:00:00,2026-01-13,2026-01-13T23:59:00,,\r\n" + begin +
                "action,\"first.any(text,mail,visit)#1\",first,text visit,"
                "\"Send a \"\"text\"\" message or visit\",worker," +
                jo + ",2026-01-09,2026-01-14,due_today,0,,,,,step 2," + note + ",p.engage:3,,cases.jsonl,3,,," + since +
                ",2026-01-09,2026-01-09T00:00:00,2026-01-14,2026-01-14T23:59:00,,\r\n" + begin +
                "action,consult.consult#1,consult,consult,Consult the line supervisor,supervisor,,"
                "2026-01-12T10:15,2026-01-15T00:00,open,0,,,two_weeks,supervisor,,,p.engage:4,,cases.jsonl,3,,," +
                since + ",2026-01-12,2026-01-12T10:15:00,2026-01-15,2026-01-15T00:00:00,,\r\n" + begin +
                "blocked,,letter,,Send the letter,worker," + jo +
                ",2026-01-10,2026-01-14,due_today,,,consent violence,,,,,p.engage:1,,cases.jsonl,3,,," + since +
                ",2026-01-10,2026-01-10T00:00:00,2026-01-14,2026-01-14T23:59:00,,\r\n" + begin +
                "upcoming,letter.mail#2,letter,mail,Mail a letter,worker," + jo +
                ",2026-01-20,,,,,,,,,,p.engage:5,,cases.jsonl,3,,," + since +
                ",2026-01-20,2026-01-20T00:00:00,,,,\r\n");
}

TEST_F(CsvTest, EveryCaseHasARow) {
  EXPECT_EQ(write(assessed()),
            "C-1,entry,1,2026-01-14,not_started,0,,,,no_work,,,,,,,,,,,,,,,,,,,cases.jsonl,3,,,0,,,,,,,,\r\n");
  EXPECT_EQ(write(rejected("C-9")),
            "C-9,,,2026-01-14,,,,,,rejected,,,,,,,,,,,,,,,,,,"
            "\"`on` is not a date; the fact \"\"age\"\" is twelve\",cases.jsonl,17,,,,,,,,,,,\r\n");
}

TEST_F(CsvTest, NoCellFromARecordBecomesAFormula) {
  for (const std::string_view id : {"=1+1", "+1", "-1", "@x"}) {
    EXPECT_TRUE(write(rejected(id)).starts_with("'" + std::string(id) + ",")) << id;
  }
  EXPECT_TRUE(write(rejected("\t=1")).starts_with("'\t=1,"));
  EXPECT_TRUE(write(rejected("\r=1,2")).starts_with("\"'\r=1,2\","));
  EXPECT_TRUE(write(rejected("\n=1")).starts_with("\"'\n=1\","));
  for (const std::string_view id : {"\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF201", " =1", "\u00A0\u3000@x", "\u200B-1"}) {
    EXPECT_TRUE(write(rejected(id)).starts_with("'" + std::string(id) + ",")) << id;
  }
  // What began with an apostrophe can be told from what got one.
  EXPECT_TRUE(write(rejected("'=1")).starts_with("''=1,"));
  EXPECT_TRUE(write(rejected("'")).starts_with("'',"));
  EXPECT_TRUE(write(rejected("a'=1")).starts_with("a'=1,"));
  EXPECT_TRUE(write(rejected("\x01=1")).starts_with("\\x01=1,"));
  EXPECT_TRUE(write(rejected("C-1")).starts_with("C-1,"));
  assessment.actions = {owed(0, 0)};
  record.assignees = {{"worker", "=HYPERLINK(1)"}};
  EXPECT_NE(write(assessed()).find(",'=HYPERLINK(1),"), std::string::npos);
}

}  // namespace
}  // namespace engage::report
