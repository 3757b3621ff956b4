#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cases/date_survey.h"
#include "cases/table_cases.h"
#include "table_fixture.h"

namespace engage::cases {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::unique_ptr<TableCases> with_events(std::string rows) {
  return open("id\nC-1\nC-2\n", "case_id,at,event\n" + std::move(rows));
}

TEST(TableDates, ATableThatRunsFromTheNewestToTheOldestIsReadFromBelow) {
  const auto tables = with_events(
      "C-1,2026-01-07,contact\nC-1,2026-01-05,call_main\nC-1,2026-01-05,referral_assigned\n"
      "C-2,2026-01-06,call_main\nC-2,2026-01-06,contact\n");
  EXPECT_THAT(
      tables->notes(),
      ElementsAre("events.csv: runs from the newest entry to the oldest; what has no time of day is taken in that "
                  "order too"));
  const auto read = read_all(*tables);
  EXPECT_EQ(read[0].log, "2026-01-05 referral_assigned; 2026-01-05 call_main; 2026-01-07 contact");
  EXPECT_EQ(read[1].log, "2026-01-06 contact; 2026-01-06 call_main");
}

TEST(TableDates, ATableThatRisesAnywhereIsReadAsItStands) {
  const auto tables = with_events(
      "C-1,2026-01-07,contact\nC-1,2026-01-05,call_main\nC-1,2026-01-05,referral_assigned\n"
      "C-2,2026-01-06,call_main\nC-2,2026-01-07,contact\n");
  EXPECT_THAT(tables->notes(), IsEmpty());
  EXPECT_EQ(read_all(*tables)[0].log, "2026-01-05 call_main; 2026-01-05 referral_assigned; 2026-01-07 contact");
  // From one case to the next nothing is said.
  EXPECT_THAT(with_events("C-2,2026-01-07,contact\nC-1,2026-01-05,contact\n")->notes(), IsEmpty());
}

TEST(TableDates, ADayThatDoesNotExistIsBeforeAndAfterNone) {
  const auto tables = with_events(
      "C-1,2026-01-07,contact\nC-1,2026-01-05,call_main\nC-1,2026-02-30,contact\n"
      "C-1,2026-01-05,contact\nC-2,2026-01-05,call_main\nC-2,2026-01-05,contact\n");
  EXPECT_EQ(tables->notes().size(), 1u);
  EXPECT_EQ(read_all(*tables)[1].log, "2026-01-05 contact; 2026-01-05 call_main");
}

TEST(TableDates, AColumnOfAnotherFormIsAFaultOfTheTableWithItsReadings) {
  EXPECT_THAT(
      with_events("C-1,03/04/2026,contact\nC-1,04/04/2026,contact\n")->faults(),
      ElementsAre("events.csv: the column `at`: 2 of 2 values are no dates such as 2026-01-31: `03/04/2026` may be "
                  "2026-04-03 (D/M/YYYY) or 2026-03-04 (M/D/YYYY); say which is meant in a description of the "
                  "source (--source): at = { column = \"at\", format = \"D/M/YYYY\" }"));
  EXPECT_THAT(with_events("C-1,03/04/2026,contact\nC-1,04/30/2026,contact\n")->faults(),
              ElementsAre(HasSubstr("`03/04/2026` may be 2026-04-03 (D/M/YYYY) or 2026-03-04 (M/D/YYYY), and "
                                    "`04/30/2026` reads as 2026-04-30 (M/D/YYYY) only; say which is meant in a "
                                    "description of the source (--source): at = { column = \"at\", format = "
                                    "\"M/D/YYYY\" }")));
  EXPECT_THAT(with_events("C-1,3.4.2026,contact\n")->faults(),
              ElementsAre(HasSubstr("`3.4.2026` reads as 2026-04-03 (D.M.YYYY); say")));
}

TEST(TableDates, SomeOfAnotherFormAreFaultsOfTheirCases) {
  const auto tables = with_events("C-1,03/04/2026,contact\nC-2,2026-04-04,contact\n");
  EXPECT_THAT(tables->notes(),
              ElementsAre("events.csv: the column `at`: 1 of 2 values are no dates such as 2026-01-31: "
                          "`03/04/2026` may be 2026-04-03 (D/M/YYYY) or 2026-03-04 (M/D/YYYY)"));
  const auto read = read_all(*tables);
  EXPECT_THAT(read[0].faults, ElementsAre(HasSubstr("events.csv:2: `03/04/2026` is neither a date")));
  EXPECT_THAT(read[1].faults, IsEmpty());
  EXPECT_THAT(with_events("C-1,soon,contact\n")->notes(),
              ElementsAre("events.csv: the column `at`: 1 of 1 value are no dates such as 2026-01-31"));
}

TEST(TableDates, IsMidnight) {
  for (const char* at : {"2026-01-05T00:00", "2026-01-05 00:00:00", "2026-01-05T00:00:00.000", "2026-01-05T00:00Z",
                         "2026-01-05T00:00:00.00+02:00"}) {
    EXPECT_TRUE(is_midnight(at)) << at;
  }
  for (const char* at : {"", "2026-01-05", "2026-01-05T00:01", "2026-01-05T00:00:01", "2026-01-05T00:00:00.001"}) {
    EXPECT_FALSE(is_midnight(at)) << at;
  }
}

}  // namespace
}  // namespace engage::cases
