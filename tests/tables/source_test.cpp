#include "tables/source.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace engage::tables {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Kind = Said::Kind;

Column named(std::string name) {
  Column column;
  column.name = std::move(name);
  return column;
}

std::string said(const Column& column, std::string_view cell) {
  std::string made;
  const Said said = said_by(column, cell, made);
  switch (said.kind) {
    case Kind::nothing: return "nothing";
    case Kind::word: return std::string(said.text);
    case Kind::unlisted: return fmt::format("unlisted {}", said.text);
    case Kind::misfit: return fmt::format("misfit {}", said.text);
  }
  return {};
}

TEST(SaidBy, ACellAsItStands) {
  EXPECT_EQ(said(named("x"), "High"), "High");
  EXPECT_EQ(said(named("x"), ""), "nothing");
}

TEST(SaidBy, WordsInCapitalsOrNot) {
  Column column = named("Risk");
  column.values = {{"Hoch", "high"}, {"3", "extreme"}, {"n/a", ""}};
  column.unknown = {"?", "Not asked"};
  EXPECT_EQ(said(column, "Hoch"), "high");
  EXPECT_EQ(said(column, "HOCH"), "high");
  EXPECT_EQ(said(column, "3"), "extreme");
  EXPECT_EQ(said(column, "N/A"), "nothing");
  EXPECT_EQ(said(column, "?"), "unknown");
  EXPECT_EQ(said(column, "not asked"), "unknown");
  EXPECT_EQ(said(column, "high"), "unlisted high");
  EXPECT_EQ(said(column, ""), "nothing");
}

TEST(SaidBy, UnknownAndAForm) {
  Column column = named("Next");
  column.formats = {*DateFormat::read("D/M/YYYY")};
  column.unknown = {"tbd"};
  EXPECT_EQ(said(column, "3/4/2026"), "2026-04-03");
  EXPECT_EQ(said(column, "TBD"), "unknown");
  EXPECT_EQ(said(column, "2026-04-03"), "misfit 2026-04-03");
  EXPECT_EQ(said(column, ""), "nothing");
}

TEST(SaidBy, DecimalComma) {
  Column column = named("Hours");
  column.decimal_comma = true;
  EXPECT_EQ(said(column, "12,5"), "12.5");
  EXPECT_EQ(said(column, "12"), "12");
  EXPECT_EQ(said(column, "-0,25"), "-0.25");
  EXPECT_EQ(said(column, "1.234,5"), "1234.5");
  EXPECT_EQ(said(column, "1.234.567"), "1234567");
  EXPECT_EQ(said(column, "12.5"), "misfit 12.5") << "and not 125";
  EXPECT_EQ(said(column, "1,234.5"), "misfit 1,234.5");
  EXPECT_EQ(said(column, "1.2345"), "misfit 1.2345");
}

TEST(Condition, HoldsInCapitalsOrNot) {
  const Condition condition{"Status", {"Cancelled", "no show"}, {}, 0};
  EXPECT_TRUE(condition.holds("cancelled"));
  EXPECT_TRUE(condition.holds("No Show"));
  EXPECT_FALSE(condition.holds(""));
  EXPECT_FALSE(condition.holds("done"));
}

std::vector<std::string> faults_of(TableUse& use, std::string text) {
  const Table table("t.csv", std::move(text), use.form);
  return find_columns(use, table, {"risk", "next_appointment"}, {"worker"});
}
std::vector<std::string> faults_of(TableUse&& use, std::string text) { return faults_of(use, std::move(text)); }

TEST(FindColumns, OfATableOfCases) {
  TableUse use = plain_cases();
  EXPECT_THAT(faults_of(use, "Risk,Case ID,Next appointment,assignee.worker,rsik,assignee.boss,policy,\n"), IsEmpty());
  EXPECT_EQ(use.id.index, 1u);
  EXPECT_EQ(use.policy_column.index, 6u);
  std::vector<std::string> found;
  for (const NamedColumn& fact : use.facts) found.push_back(fmt::format("{}={}", fact.name, fact.column.index));
  for (const NamedColumn& role : use.assignees) found.push_back(fmt::format("{}:{}", role.name, role.column.index));
  EXPECT_THAT(found, ElementsAre("risk=0", "next_appointment=2", "rsik=4", "worker:3", "boss:5"));
  EXPECT_TRUE(use.entries.empty());
}

TEST(FindColumns, OfATableOfEvents) {
  TableUse use = plain_entries();
  EXPECT_THAT(faults_of(use, "case_id,at,Event,who\n"), IsEmpty());
  EXPECT_EQ(use.id.index, 0u);
  EXPECT_EQ(use.entries[0].at.index, 1u);
  EXPECT_EQ(use.entries[0].event_column.index, 2u);
  EXPECT_FALSE(use.entries[0].fact.there());
  EXPECT_THAT(unused_columns(use, Table("t.csv", "case_id,at,Event,who,,note\n", use.form)),
              ElementsAre("who", "note"));
}

TEST(FindColumns, OfATableThatIsBoth) {
  TableUse use = plain_both();
  EXPECT_THAT(faults_of(use, "id,risk,at,event,note\n"), IsEmpty());
  EXPECT_TRUE(use.brings_cases);
  ASSERT_EQ(use.facts.size(), 1u);
  EXPECT_EQ(use.facts[0].name, "risk");
  EXPECT_EQ(use.entries[0].note.index, 4u);
  EXPECT_EQ(use.entries[0].absent, EntryUse::Absent::blank);
}

TEST(FindColumns, WhatCannotBe) {
  EXPECT_THAT(faults_of(plain_cases(), ""), ElementsAre("there is no header row"));
  EXPECT_THAT(faults_of(plain_cases(), "a,b\n"), ElementsAre("there is no column `id`; the columns are `a`, `b`"));
  EXPECT_THAT(faults_of(plain_cases(), "idd,b\n"),
              ElementsAre("there is no column `id`; did you mean `idd`? The columns are `idd`, `b`"));
  EXPECT_THAT(faults_of(plain_cases(), "id,case_id\n"), ElementsAre("both `id` and `case_id` are columns"));
  EXPECT_THAT(faults_of(plain_cases(), "id,id\n"), ElementsAre("two columns are called `id`"));
  EXPECT_THAT(faults_of(plain_cases(), "id,risk,risk\n"), ElementsAre("two columns are called `risk`"));
  EXPECT_THAT(faults_of(plain_cases(), "id,policy,risk,risk\n"), ElementsAre("two columns are called `risk`"));
  EXPECT_THAT(
      faults_of(plain_cases(), "id,risk,Risk \n"),
      ElementsAre("the columns `risk` and `Risk` are called nearly the same: rename the one that is not meant"));
  EXPECT_THAT(faults_of(plain_cases(), "id,risk,Owner,owner\n"), IsEmpty());
  EXPECT_THAT(faults_of(plain_entries(), "x,fact\n"),
              ElementsAre(HasSubstr("there is no column `case_id`"), HasSubstr("there is no column `at`"),
                          "of the columns `fact` and `value` one is missing"));
  EXPECT_THAT(faults_of(plain_entries(), "id,at\n"),
              ElementsAre(HasSubstr("there is neither a column `event` nor `fact`")));
  EXPECT_THAT(faults_of(plain_cases(), "a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14\n"),
              ElementsAre(HasSubstr("`a12` and 2 more")));
}

TEST(FindColumns, ThatADescriptionNames) {
  TableUse use;
  use.id = named("Client No");
  use.form.key = {"Client No"};
  use.facts = {{"risk", named("Risiko")}, {"language", named("Sprache")}};
  use.leave_out = {{"Deleted", {"1"}, {}, kNoColumn}};
  EntryUse& entry = use.entries.emplace_back();
  entry.at = named("Datum");
  entry.event = "contact";
  entry.absent = EntryUse::Absent::unsaid;
  EXPECT_THAT(faults_of(use, "client_no;Risiko;Datum;deleted;Name\n"),
              ElementsAre("there is no column `Sprache`; the columns are `client_no`, `Risiko`, `Datum`, `deleted`, "
                          "`Name`"));
  EXPECT_THAT(faults_of(use, "client_no;Risiko;Datum;deleted;Name;Sprache\n"), IsEmpty());
  EXPECT_EQ(use.leave_out[0].index, 3u);
  EXPECT_EQ(use.entries[0].at.index, 2u);
  EXPECT_THAT(unused_columns(use, Table("t.csv", "client_no;Risiko;Datum;deleted;Name;Sprache\n", use.form)),
              ElementsAre("Name"));
}

TEST(FindColumns, AStarIsAnEntryForEachColumnLikeIt) {
  TableUse use;
  use.id = named("id");
  use.form.key = {"id"};
  EntryUse& entry = use.entries.emplace_back();
  entry.at = named("Call * date");
  entry.event_column = named("Call * kind");
  entry.by = named("Call * by");
  entry.set = {{"risk", named("Call * risk")}};
  entry.cancelled = {{"Call * kept", {"no"}, {}, kNoColumn}};
  entry.absent = EntryUse::Absent::unsaid;
  const TableUse described = use;
  const std::string columns =
      "id,Call 1 date,Call 1 kind,Call 1 by,Call 1 risk,Call 1 kept,Call 2 date,Call 2 kind,Call 2 by,Call 2 risk,"
      "Call 2 kept,Call  date\n";
  EXPECT_THAT(faults_of(use, columns), IsEmpty());
  ASSERT_EQ(use.entries.size(), 2u);
  EXPECT_EQ(use.entries[0].at.index, 1u);
  EXPECT_EQ(use.entries[1].at.index, 6u);
  EXPECT_EQ(use.entries[1].event_column.index, 7u);
  EXPECT_EQ(use.entries[1].by.index, 8u);
  EXPECT_EQ(use.entries[1].set[0].column.index, 9u);
  EXPECT_EQ(use.entries[1].cancelled[0].index, 10u);
  TableUse again = described;
  EXPECT_THAT(faults_of(again, "id,Date\n"), ElementsAre(HasSubstr("no column is called like `Call * date`")));
  again = described;
  EXPECT_THAT(faults_of(again, "id,Call 1 date\n"), testing::Contains(HasSubstr("there is no column `Call 1 kind`")));
}

}  // namespace
}  // namespace engage::tables
