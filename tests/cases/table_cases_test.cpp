#include "cases/table_cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "table_fixture.h"

namespace engage::cases {
namespace {

using namespace std::string_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(TableCases, CasesAndTheirEvents) {
  const auto tables = open(
      "id,policy,risk,consent_voicemail,spoken_language,age,assignee.worker\n"
      "C-1,individual_entry,high,TRUE,,41,\"Okafor, J.\"\n"
      "C-2,,unknown,no,unknown,,\n",
      "case_id,at,event,by,note,fact,value,recorded\n"
      "C-2,2026-01-05,referral_assigned,,,,,\n"
      "C-1,2026-01-06T10:15,call_main,jo,\"no, answer\",,,\n"
      "C-1,2026-01-06,contact,,,risk,unknown,2026-01-07\n"
      "C-1,2026-01-07,,,,age,42,\n");
  const auto read = read_all(*tables);
  ASSERT_EQ(read.size(), 2u);
  EXPECT_THAT(read[0].faults, IsEmpty());
  EXPECT_EQ(read[0].id, "C-1");
  EXPECT_EQ(read[0].facts, "consent_voicemail=yes risk=high age=41 spoken_language=English");
  EXPECT_EQ(read[0].assignees, "worker=Okafor, J.");
  EXPECT_EQ(read[0].log, "2026-01-06T10:15 call_main; 2026-01-06T10:15 contact risk=unknown; 2026-01-07 age=42");
  EXPECT_EQ(read[1].facts, "consent_voicemail=no");
  EXPECT_EQ(read[1].log, "2026-01-05 referral_assigned");
  EXPECT_EQ(read[1].file, "cases.csv");
  EXPECT_EQ(read[1].line, 3u);
  Header header;
  tables->read_header(0, header);
  EXPECT_EQ(header.policy, "individual_entry");
  tables->read_header(1, header);
  EXPECT_EQ(header.policy, std::nullopt);
  EXPECT_THAT(tables->notes(), IsEmpty());
  EXPECT_EQ(tables->counted_rows(), "cases.csv 2 read, 0 passed over; events.csv 4 read, 0 passed over");
}

TEST(TableCases, EveryFaultIsThatOfOneCase) {
  const auto read = read_all(*open("case_id,risk\nC-1,purple\nC-2\n,low\nC-3,low\n",
                                   "id,at,event,fact,value\nC-1,2026-02-30,cal_main,,\nC-9,2026-01-05,contact,,\n"
                                   "C-9,2026-01-06,contact,,\n,2026-01-05,contact,,\nC-3,,contact,,\n"
                                   "C-3,2026-01-05,,risk,\nC-3,2026-01-05,,,low\nC-3,2026-01-05\n"
                                   "C-3,2026-01-05,contact,,,x\n"));
  ASSERT_EQ(read.size(), 6u);
  EXPECT_THAT(read[0].faults,
              ElementsAre("fact `risk` cannot be `purple`: it is one of low, medium, high, extreme",
                          "events.csv:2: 2026-02-30 is no date",
                          "events.csv:2: no event or action called `cal_main`; did you mean `call_main`?"));
  EXPECT_THAT(read[0].misfits, ElementsAre("risk purple", "event cal_main"));
  EXPECT_THAT(read[1].faults, IsEmpty()) << "a row may end early";
  EXPECT_THAT(read[2].faults, ElementsAre("`case_id` is empty"));
  EXPECT_THAT(read[3].faults,
              ElementsAre("events.csv:6: `at` is missing",
                          "events.csv:7: fact `risk` has no value: write `unknown` if that is meant",
                          "events.csv:8: value `low` has no fact", "events.csv:9: there is neither `event` nor `set`",
                          "events.csv:10: the row has more cells than the header's 5: put quotes around a cell that "
                          "holds `,`"));
  EXPECT_EQ(read[4].id, "C-9");
  EXPECT_EQ(read[4].line, 3u);
  EXPECT_EQ(read[4].file, "events.csv");
  EXPECT_THAT(read[4].faults, ElementsAre("events for `C-9`, but no such case"));
  EXPECT_THAT(read[5].faults, ElementsAre("an event without a `id`"));
}

TEST(TableCases, ABrokenRowIsThatOfItsCaseAlone) {
  const auto tables = open("id,risk,age\nC-1,low,1\nC-2,low,2\n\"C-3,low,3\nC-4,low,4\n",
                           "case_id,at,event,note\nC-1,2026-01-05,contact,\"so \"she\" said\nC-2,2026-01-05,contact,x\n"
                           "C-2,and on\nC-9,and on\nC-1,2026-01-06,contact,x\n");
  const auto read = read_all(*tables);
  ASSERT_EQ(read.size(), 5u);
  EXPECT_THAT(read[0].faults,
              ElementsAre("events.csv:2: text follows the closing quote of a cell: write a quote inside "
                          "of a cell twice"));
  EXPECT_THAT(read[1].faults, ElementsAre(HasSubstr("events.csv:4: `and on` is neither a date"),
                                          "events.csv:4: there is neither `event` nor `set`"));
  EXPECT_THAT(read[2].faults, ElementsAre(HasSubstr("cases.csv:4: the closing quote of a cell is missing")));
  EXPECT_EQ(read[2].id, "") << "it cannot be told";
  EXPECT_THAT(read[3].faults, IsEmpty());
  EXPECT_EQ(read[4].faults.front(), "events for `C-9`, but no such case");
  EXPECT_EQ(tables->counted_rows(),
            "cases.csv 3 read, 1 passed over (1 broken); events.csv 4 read, 1 passed over (1 broken)");
}

TEST(TableCases, ALineBehindABrokenRowTouchesTheCaseThatItNames) {
  const auto tables = open("id\nC-1\nC-2\nC-3\n",
                           "case_id,at,event,note\nC-1,2026-01-05,contact,\"so \"she\" said\nC-2,it seems\n"
                           "C-8,it seems\n\nand went\nC-3,2026-01-05,contact,x\n");
  const auto read = read_all(*tables);
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].faults.size(), 1u);
  EXPECT_THAT(read[1].faults, ElementsAre("events.csv:3: the line fits no row of the table"));
  EXPECT_THAT(read[2].faults, IsEmpty());
  EXPECT_EQ(tables->counted_rows(),
            "cases.csv 3 read, 0 passed over; events.csv 1 read, 5 passed over (1 empty, 4 broken)");
  EXPECT_THAT(tables->notes(),
              ElementsAre("events.csv:4: 2 lines behind broken rows fit no row and name no known case: "
                          "what its cell went on with, or rows that are lost"));
}

TEST(TableCases, WhatSeveralTablesSayOfACaseGoesTogether) {
  tables::TableUse second = tables::plain_cases();
  const auto tables =
      open_source(table("cases.csv", "id,policy,risk\nC-1,,low\nC-2,,low\n", tables::plain_cases()),
                  table("intake.csv", "id,age,policy\nC-1,41,p\nC-2,42,p\nC-2,43,p\nC-3,44,p\n", second));
  const auto read = read_all(*tables);
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].facts, "risk=low age=41 spoken_language=English");
  EXPECT_THAT(read[1].faults,
              ElementsAre("intake.csv: lines 3 and 4 both tell of this case, and differ: `age` is `42` and `43`"));
  EXPECT_EQ(read[2].facts, "age=44 spoken_language=English");
  EXPECT_EQ(read[2].file, "intake.csv");
  Header header;
  tables->read_header(0, header);
  EXPECT_EQ(header.policy, "p");
}

TEST(TableCases, CellsThatMayHaveSwallowedRowsAreNoted) {
  const auto tables =
      open("id\nC-1\nC-2\n", "case_id,at,event,note\nC-1,2026-01-05,contact,\"x\nC-2,2026-01-05,contact,\"\n");
  EXPECT_THAT(tables->notes(),
              ElementsAre("events.csv:2: a cell goes on over lines that look like rows of the table: if "
                          "its closing quote stands too late, they are lost"));
}

TEST(TableCases, UnknownColumnsAreUnknownFacts) {
  const auto tables = open("id,rsik,assignee.wroker\nC-1,low,jo\nC-2,,\n",
                           "case_id,at,event,who\nC-1,2026-01-05,contact,x\nC-2,2026-01-05,contact,\n");
  const auto read = read_all(*tables);
  EXPECT_THAT(read[0].ignored, ElementsAre("rsik", "wroker", "who"));
  EXPECT_THAT(read[1].ignored, IsEmpty());
  EXPECT_THAT(
      read_all(*tables, strictly())[0].faults,
      ElementsAre("no fact called `rsik`; did you mean `risk`?", "no role called `wroker`; did you mean `worker`?",
                  HasSubstr("events.csv:2: an event has no key `who`")));
}

TEST(TableCases, TablesThatCannotBeRead) {
  EXPECT_THAT(open_cases("")->faults(), ElementsAre("cases.csv: there is no header row"));
  EXPECT_THAT(open_cases("a\n")->faults(), ElementsAre("cases.csv: there is no column `id`; the columns are `a`"));
  EXPECT_THAT(open_cases("id,case_id\n")->faults(), ElementsAre("cases.csv: both `id` and `case_id` are columns"));
  EXPECT_THAT(open("id\n", "x,fact\n")->faults(),
              ElementsAre(HasSubstr("events.csv: there is no column `case_id`"),
                          HasSubstr("events.csv: there is no column `at`"),
                          "events.csv: of the columns `fact` and `value` one is missing"));
  EXPECT_THAT(open_cases("id\n")->faults(), IsEmpty());
  EXPECT_EQ(open_cases("id\n")->size(), 0u);
}

TEST(TableCases, StraysMayBeMeantForACaseWhoseIdIsNearlyTheirs) {
  const auto tables =
      open("id,risk\n0071,low\nc-2,low\nC 3,low\nC-4,low\n",
           "case_id,at,event\n71,2026-01-05,contact\nC-2,2026-01-05,contact\n\u00A0C3,2026-01-05,contact\n"
           "C4,2026-01-05,contact\n");
  const auto read = read_all(*tables);
  ASSERT_EQ(read.size(), 8u);
  EXPECT_THAT(read[0].faults, ElementsAre("entries of `71` (events.csv:2) may be meant for it: give both the same id"));
  EXPECT_THAT(read[1].faults, ElementsAre(HasSubstr("entries of `C-2` (events.csv:3)")));
  EXPECT_THAT(read[2].faults, ElementsAre(HasSubstr("(events.csv:4) may be meant for it")));
  EXPECT_THAT(read[3].faults, IsEmpty()) << "a hyphen may tell cases apart";
  EXPECT_THAT(read[4].faults, ElementsAre("events for `71`, but no such case; did you mean `0071`?"));
  EXPECT_THAT(read[5].faults, ElementsAre("events for `C-2`, but no such case; did you mean `c-2`?"));
  EXPECT_EQ(read[6].faults.size(), 1u);
  EXPECT_THAT(read[7].faults, ElementsAre("events for `C4`, but no such case"));
  EXPECT_THAT(tables->notes(), IsEmpty());
}

TEST(TableCases, TwoCasesWhoseIdsAreNearlyTheSameAreNoted) {
  const auto tables = open_cases("id,risk\nC-7,low\nc-07,low\n");
  const auto read = read_all(*tables);
  ASSERT_EQ(read.size(), 2u);
  EXPECT_THAT(read[0].faults, IsEmpty());
  EXPECT_THAT(read[1].faults, IsEmpty());
  EXPECT_THAT(tables->notes(), ElementsAre("the ids `C-7` and `c-07` are nearly the same: is it one case?"));
}

TEST(TableCases, RowsOfOneCaseThatSayTheSameAreOne) {
  const auto tables = open_cases(
      "id,policy,risk,age,assignee.worker,remark\n"
      "C-1,p,low,1,jo,x\nC-2,p,low,1,jo,x\nC-1,p,low,1,jo,y\nC-2,,high,1,\"al\",x\n");
  const auto read = read_all(*tables);
  ASSERT_EQ(read.size(), 2u);
  EXPECT_THAT(read[0].faults, IsEmpty()) << "what no policy knows does not count";
  EXPECT_THAT(
      read[1].faults,
      ElementsAre("cases.csv: lines 3 and 5 both tell of this case, and differ: `policy` is `p` and empty, `risk` "
                  "is `low` and `high`, `assignee.worker` is `jo` and `al`"));
  EXPECT_THAT(tables->notes(), ElementsAre("cases.csv: 1 row repeats what a row before says of the case"));
  EXPECT_EQ(tables->counted_rows(), "cases.csv 4 read, 0 passed over");
}

TEST(TableCases, AFileThatIsBothTables) {
  const auto tables = open_both(
      "id,risk,at,event,note\nC-1,low,2026-01-05,referral_assigned,x\nC-2,high,,,\n"
      "C-1,low,2026-01-06,contact,y\nC-3,low,2026-01-07,,\n");
  const auto read = read_all(*tables);
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].facts, "risk=low spoken_language=English");
  EXPECT_EQ(read[0].log, "2026-01-05 referral_assigned; 2026-01-06 contact");
  EXPECT_THAT(read[0].ignored, IsEmpty());
  EXPECT_THAT(read[1].faults, IsEmpty());
  EXPECT_EQ(read[1].log, "");
  EXPECT_THAT(read[2].faults, ElementsAre("both.csv:5: there is neither `event` nor `set`"));
}

TEST(TableCases, OnlyCellsThatAreLookedAtHaveToBeUtf8) {
  const auto tables =
      open("id,policy,risk,remark\nC-1,p,low,caf\xE9\nC-2,p,l\xF6w,x\nC-\xE9,p,low,x\nC-4,p\xE9,low,x\n",
           "case_id,at,event,note\nC-1,2026-01-05,contact,caf\xE9\nC-2,2026-01-05,contact,x\n");
  const auto read = read_all(*tables);
  ASSERT_EQ(read.size(), 4u);
  const std::string not_utf8 =
      " is not UTF-8: save the table as CSV UTF-8, or say its encoding in a description of the "
      "source";
  EXPECT_THAT(read[0].faults, IsEmpty());
  EXPECT_THAT(read[0].ignored, ElementsAre("remark"));
  EXPECT_THAT(read[1].faults, ElementsAre("`risk`" + not_utf8));
  EXPECT_THAT(read[2].faults, ElementsAre("`id`" + not_utf8));
  EXPECT_THAT(read[3].faults, ElementsAre("`policy`" + not_utf8));
  EXPECT_THAT(
      tables->notes(),
      ElementsAre(HasSubstr("cases.csv: 4 rows are not UTF-8 throughout; cells that are looked at are, or their "
                            "case is rejected"),
                  HasSubstr("events.csv: 1 row is not UTF-8 throughout")));
}

TEST(TableCases, EmptyRowsAndFootersAreCounted) {
  tables::TableUse use = tables::plain_cases();
  use.form.footer = "Total";
  use.leave_out = {{"Deleted", {"x"}, {}, tables::kNoColumn}};
  const auto tables = open_source(table("cases.csv", "id,deleted\nC-1,\n,\n\nC-2,X\nTotal,1\nC-3,\n", std::move(use)));
  EXPECT_EQ(read_all(*tables).size(), 1u);
  EXPECT_EQ(tables->counted_rows(), "cases.csv 1 read, 5 passed over (2 empty, 1 left out, 2 below the table)");
}

}  // namespace
}  // namespace engage::cases
