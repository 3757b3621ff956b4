#include "cases/read_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.h"

namespace engage::cases {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<ReadCase> read_all(std::string_view cases, std::string_view events, const ReadOptions& options = {}) {
  const model::Family family = counselling();
  const CsvCases tables(cases, events);
  EXPECT_THAT(tables.faults(), IsEmpty());
  CsvReader reader(family, nullptr);
  Record record;
  Findings findings;
  std::vector<ReadCase> read;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    reader.read(tables, i, options, record, findings);
    read.push_back(shown(family, record, findings));
  }
  return read;
}

TEST(CsvTable, Rfc4180) {
  const CsvTable table(
      "\xEF\xBB\xBF"
      "a, b ,\"c,d\"\r\n1,\"two \"\"2\"\"\",\"x\ny\"\r\n\r\n \n,  , \"\" \n5,6,7");
  EXPECT_EQ(table.fault(), "");
  EXPECT_THAT(table.columns(), ElementsAre("a", "b", "c,d"));
  ASSERT_EQ(table.rows().size(), 3u);
  EXPECT_EQ(table.cell(table.rows()[0], 1), "two \"2\"");
  EXPECT_EQ(table.cell(table.rows()[0], 2), "x\ny");
  EXPECT_EQ(table.rows()[1].line, 6u);
  EXPECT_EQ(table.rows()[2].line, 7u);
  EXPECT_EQ(table.cell(table.rows()[2], 2), "7");
}

TEST(CsvTable, Faults) {
  EXPECT_EQ(CsvTable("").fault(), "there is no header row");
  EXPECT_EQ(CsvTable("a,b,a\n").fault(), "two columns are called `a`");
  EXPECT_EQ(CsvTable("a;b\n1;2\n").fault(), "the columns are separated by semicolons: save the table with commas");
  EXPECT_EQ(CsvTable("a,b\n1\n").rows()[0].fault, "the row has 1 cells, the header row has 2");
  EXPECT_EQ(CsvTable("a\n\"x\" y\n").rows()[0].fault, "text follows the closing quote of a cell");
  EXPECT_EQ(CsvTable("a\n\"x\n").rows()[0].fault,
            "the closing quote of a cell is missing, so the file has no end for this row");
  EXPECT_EQ(CsvTable("a\n\xff\n").rows()[0].fault, "the row is not UTF-8");
  EXPECT_EQ(CsvTable(std::string_view("a\nx\0\n", 5)).rows()[0].fault, "the row holds a null byte");
}

TEST(ReadCsv, CasesAndTheirEvents) {
  const auto read = read_all(
      "id,policy,risk,consent_voicemail,spoken_language,age,assignee.worker\n"
      "C-1,individual_entry,high,TRUE,,41,\"Okafor, J.\"\n"
      "C-2,,unknown,no,unknown,,\n",
      "case_id,at,event,by,note,fact,value,recorded\n"
      "C-2,2026-01-05,referral_assigned,,,,,\n"
      "C-1,2026-01-06T10:15,call_main,jo,\"no, answer\",,,\n"
      "C-1,2026-01-06,contact,,,risk,unknown,2026-01-07\n"
      "C-1,2026-01-05,,,,age,42,\n");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_THAT(read[0].faults, IsEmpty());
  EXPECT_EQ(read[0].id, "C-1");
  EXPECT_EQ(read[0].facts, "consent_voicemail=yes risk=high age=41 spoken_language=English");
  EXPECT_EQ(read[0].assignees, "worker=Okafor, J.");
  EXPECT_EQ(read[0].log, "2026-01-05 age=42; 2026-01-06T10:15 call_main; 2026-01-06T10:15 contact risk=unknown");
  EXPECT_EQ(read[1].facts, "consent_voicemail=no");
  EXPECT_EQ(read[1].log, "2026-01-05 referral_assigned");
}

TEST(ReadCsv, EveryFaultIsThatOfOneCase) {
  const auto read = read_all("case_id,risk\nC-1,purple\nC-2\n,low\nC-3,low\n",
                             "id,at,event,fact,value\nC-1,2026-02-30,cal_main,,\nC-9,2026-01-05,contact,,\n"
                             "C-9,2026-01-06,contact,,\n,2026-01-05,contact,,\nC-3,,contact,,\nC-3,2026-01-05,,risk,\n"
                             "C-3,2026-01-05,,,low\nC-3,2026-01-05\nC-3,2026-01-05,,,\n");
  ASSERT_EQ(read.size(), 6u);
  EXPECT_THAT(read[0].faults,
              ElementsAre("fact `risk` cannot be `purple`: it is one of low, medium, high, extreme",
                          "event on line 2: 2026-02-30 is no date",
                          "event on line 2: no event or action called `cal_main`; did you mean `call_main`?"));
  EXPECT_THAT(read[1].faults, ElementsAre("the row has 1 cells, the header row has 2"));
  EXPECT_THAT(read[2].faults, ElementsAre("`id` is empty"));
  EXPECT_THAT(read[3].faults, ElementsAre("event on line 6: `at` is missing",
                                          "event on line 7: fact `risk` has no value: write `unknown` if that is meant",
                                          "event on line 8: value `low` has no fact",
                                          "event on line 9: the row has 2 cells, the header row has 5",
                                          "event on line 10: there is neither `event` nor `set`"));
  EXPECT_EQ(read[4].id, "C-9");
  EXPECT_THAT(read[4].faults, ElementsAre("events for `C-9`, but no such case"));
  EXPECT_THAT(read[5].faults, ElementsAre("an event without a `case_id`"));
}

TEST(ReadCsv, UnknownColumnsAreUnknownFacts) {
  const auto read = read_all("id,rsik\nC-1,low\nC-2,\n", "case_id,at,event,who\nC-1,2026-01-05,contact,x\n");
  EXPECT_THAT(read[0].ignored, ElementsAre("rsik", "who"));
  EXPECT_THAT(read[1].ignored, IsEmpty());
}

TEST(ReadCsv, TablesThatCannotBeRead) {
  EXPECT_THAT(CsvCases("", "").faults(), ElementsAre("cases: there is no header row"));
  EXPECT_THAT(CsvCases("a\n", "").faults(), ElementsAre("cases: there is no column `id`"));
  EXPECT_THAT(CsvCases("id,case_id\n", "").faults(), ElementsAre("cases: both `id` and `case_id` are columns"));
  EXPECT_THAT(CsvCases("id\n", "x,fact\n").faults(),
              ElementsAre("events: there is no column `case_id`", "events: there is no column `at`",
                          "events: of the columns `fact` and `value` one is missing"));
}

}  // namespace
}  // namespace engage::cases
