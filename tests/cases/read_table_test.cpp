#include "cases/read_table.h"

#include <fmt/format.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "table_fixture.h"

// What a description of a source makes of the cells of a table.
namespace engage::cases {
namespace {

using tables::Column;
using tables::EntryUse;
using tables::kNoColumn;
using tables::TableUse;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Column named(std::string name) {
  Column column;
  column.name = std::move(name);
  return column;
}

Column formed(std::string name, std::string_view form) {
  Column column = named(std::move(name));
  column.formats = {*tables::DateFormat::read(form)};
  return column;
}

// Clients of one row each, and what has happened to them in columns of its own.
TableUse clients() {
  TableUse use;
  use.id = named("No");
  use.form.key = {"No"};
  use.policy = "individual_entry";
  Column risk = named("Risiko");
  risk.values = {{"hoch", "high"}, {"niedrig", "low"}, {"-", ""}};
  risk.unknown = {"?"};
  Column age = named("Alter");
  age.decimal_comma = true;
  use.facts = {{"risk", risk}, {"age", age}, {"next_appointment", formed("Termin", "D.M.YYYY")}};
  use.assignees = {{"worker", named("Person")}};
  EntryUse& entry = use.entries.emplace_back();
  entry.event = "referral_assigned";
  entry.at = formed("Zugewiesen", "D.M.YYYY");
  entry.absent = EntryUse::Absent::unsaid;
  return use;
}

const std::string kClients = "No;Risiko;Alter;Termin;Person;Zugewiesen;Egal\n";

std::vector<ReadCase> read_clients(const std::string& rows, const TableUse& use = clients()) {
  return read_all(*open_source(table("clients.csv", kClients + rows, use)));
}

TEST(ReadTable, InTheWordsOfADescription) {
  const auto read = read_clients("1;HOCH;41,5;3.4.2026;jo;5.1.2026 2:30 PM;x\n2;-;;;;;\n3;?;;;;;x\n");
  ASSERT_EQ(read.size(), 3u);
  EXPECT_THAT(read[0].faults, IsEmpty());
  EXPECT_THAT(read[0].ignored, IsEmpty()) << "what a description leaves aside";
  EXPECT_EQ(read[0].facts, "risk=high age=41.5 next_appointment=2026-04-03 spoken_language=English");
  EXPECT_EQ(read[0].assignees, "worker=jo");
  EXPECT_EQ(read[0].log, "2026-01-05T14:30 referral_assigned");
  EXPECT_EQ(read[1].facts, "spoken_language=English");
  EXPECT_EQ(read[1].log, "") << "without a date it has not happened";
  EXPECT_EQ(read[2].facts, "spoken_language=English");
}

TEST(ReadTable, WhatDoesNotFitTheDescription) {
  const auto read = read_clients("1;mittel;41.5;2026-04-03;jo;31.2.2026;x\n");
  EXPECT_THAT(read[0].faults,
              ElementsAre("fact `risk` cannot be `mittel`: it is one of low, medium, high, extreme",
                          "`41.5` is no number with a decimal comma in the column `Alter`",
                          "`2026-04-03` is no date of the form D.M.YYYY in the column `Termin`",
                          "clients.csv:2: `31.2.2026` is no date of the form D.M.YYYY in the column `Zugewiesen`"));
}

TEST(ReadTable, OfSeveralRowsTheFirstCountsWhereTheDescriptionSaysSo) {
  TableUse use = clients();
  EXPECT_THAT(
      read_clients("1;hoch;;;;5.1.2026\n1;niedrig;;;;6.1.2026\n", use)[0].faults,
      ElementsAre("clients.csv: lines 2 and 3 both tell of this case, and differ: `Risiko` is `high` and `low`"));
  EXPECT_THAT(read_clients("1;hoch;;;;5.1.2026\n1;HOCH;;;;6.1.2026\n", use)[0].faults, IsEmpty())
      << "they mean the same";
  use.first_row_counts = true;
  const auto read = read_clients("1;hoch;;;;5.1.2026\n1;niedrig;;;;6.1.2026\n", use);
  EXPECT_THAT(read[0].faults, IsEmpty());
  EXPECT_EQ(read[0].facts, "risk=high spoken_language=English");
  EXPECT_EQ(read[0].log, "2026-01-05 referral_assigned; 2026-01-06 referral_assigned");
}

// A log in which a column says the kind of each row.
TableUse log() {
  TableUse use;
  use.id = named("No");
  use.form.key = {"No"};
  use.brings_cases = false;
  EntryUse& entry = use.entries.emplace_back();
  entry.event_column = named("Kind");
  entry.event_column.values = {{"Phone", "call_main"}, {"Met", "contact"}, {"Memo", ""}};
  entry.at = named("When");
  entry.set = {{"risk", named("Risk")}};
  entry.absent = EntryUse::Absent::unsaid;
  return use;
}

std::vector<ReadCase> read_log(const std::string& rows, const TableUse& use = log(), const TimeZone* zone = nullptr) {
  return read_all(*open_source(table("cases.csv", "id\n1\n", tables::plain_cases()),
                               table("log.csv", "No,Kind,When,Risk,Status\n" + rows, use)),
                  {}, zone);
}

TEST(ReadTable, RowsThatSayNoEventMakeNoEntry) {
  EXPECT_EQ(read_log("1,phone,2026-01-05,\n1,MEMO,2026-01-06,\n1,Met,2026-01-07,high\n1,,2026-01-08,low\n")[0].log,
            "2026-01-05 call_main; 2026-01-07 contact risk=high; 2026-01-08 risk=low");
  EXPECT_THAT(read_log("1,Letter,2026-01-05,\n")[0].faults,
              ElementsAre(HasSubstr("log.csv:2: no event or action called `Letter`")));
  EXPECT_THAT(read_log("1,Met,,\n")[0].faults, ElementsAre("log.csv:2: `at` is missing"));
}

TEST(ReadTable, WhenSomethingHolds) {
  TableUse use = log();
  use.entries[0].when = {{"Status", {"done", "kept"}, {}, kNoColumn}};
  EXPECT_EQ(read_log("1,Met,2026-01-05,,Done\n1,Met,2026-01-06,,open\n1,Met,2026-01-07\n", use)[0].log,
            "2026-01-05 contact");
}

TEST(ReadTable, TimesOfAnotherZone) {
  const auto toronto = load_timezone("America/Toronto");
  const auto utc = load_timezone("UTC");
  ASSERT_TRUE(toronto && utc);
  TableUse use = log();
  use.entries[0].at.timezone = "America/Toronto";
  const std::string rows = "1,Met,2026-01-05T22:30,\n1,Met,2026-01-06 08:00Z,\n1,Met,2026-01-07,\n";
  EXPECT_EQ(read_log(rows, use, &*utc)[0].log,
            "2026-01-06T03:30 contact; 2026-01-06T08:00 contact; 2026-01-07 contact");
  EXPECT_EQ(read_log(rows, use, &*toronto)[0].log,
            "2026-01-05T22:30 contact; 2026-01-06T03:00 contact; 2026-01-07 contact");
}

TEST(ReadTable, AReaderReadsTheSameWhateverItHasReadBefore) {
  const model::Family family = counselling();
  const TimeZones no_zones;
  TableReader reader(family, nullptr, no_zones);
  const auto tables =
      open_source(table("clients.csv", kClients + "1;hoch;1;;jo;5.1.2026\n2;?;;;;\n3;x;;;;\n", clients()));
  const auto others = open("id,risk\nC-1,\"low\"\n", "case_id,at,event\nC-1,2026-01-05,contact\n");
  Record record;
  Findings findings;
  const auto one = [&](const TableCases& cases, std::size_t index) {
    reader.read(cases, index, {}, record, findings);
    const ReadCase read = shown(family, record, findings);
    return fmt::format("{} {} {} {}", read.id, read.facts, read.log, fmt::join(read.faults, "; "));
  };
  std::vector<std::string> first;
  for (std::size_t i = 0; i < tables->size(); ++i) first.push_back(one(*tables, i));
  for (const std::size_t i : {2u, 0u, 1u, 1u, 0u, 2u}) {
    EXPECT_EQ(one(*others, 0), "C-1 risk=low spoken_language=English 2026-01-05 contact ");
    EXPECT_EQ(one(*tables, i), first[i]);
  }
}

}  // namespace
}  // namespace engage::cases
