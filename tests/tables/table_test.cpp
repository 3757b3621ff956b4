#include "tables/table.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace engage::tables {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using Kind = Table::RowKind;
using Fault = Table::RowFault;

TableForm keyed(std::vector<std::string> key = {"id"}) {
  TableForm form;
  form.key = std::move(key);
  return form;
}

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::read: return "read";
    case Kind::empty: return "empty";
    case Kind::broken: return "broken";
    case Kind::behind_broken: return "behind";
    case Kind::footer: return "footer";
  }
  return {};
}

// A row a line: "2 read C-1|low", "3 broken C-2" with the cells before the fault. Every line of the text behind the
// header belongs to exactly one of them.
std::vector<std::string> rows_of(Table& table) {
  std::vector<std::string> rows;
  std::size_t at = 0;
  std::uint64_t line = 0;
  while (const auto row = table.next()) {
    if (rows.empty()) at = row->begin, line = row->line;
    EXPECT_EQ(row->begin, at);
    EXPECT_EQ(row->line, line);
    EXPECT_LT(row->begin, row->end);
    EXPECT_TRUE(row->kind != Kind::broken || row->fault != Fault::none);
    EXPECT_LE(table.cells().size(), table.columns().size());
    at = row->end;
    line += row->lines;
    rows.push_back(fmt::format("{} {} {}", row->line, word(row->kind), fmt::join(table.cells(), "|")));
    table.cursor().forget();
  }
  EXPECT_TRUE(rows.empty() || at == table.text().size());
  return rows;
}

std::vector<std::string> rows_of(std::string text, TableForm form = keyed()) {
  Table table("t.csv", std::move(text), std::move(form));
  EXPECT_EQ(table.fault(), "");
  return rows_of(table);
}

std::string sentence_of(std::string text) {
  Table broken("t.csv", std::move(text), keyed());
  while (const auto row = broken.next()) {
    if (row->kind == Kind::broken) return broken.sentence(*row);
  }
  return {};
}

TEST(Table, Rfc4180) {
  Table table("t.csv", "id, b ,\"c,d\"\r\n1,\"two \"\"2\"\"\",\"x\ny\"\r\n\r\n \n,  , \"\" \n5,6,7", keyed());
  EXPECT_EQ(table.fault(), "");
  EXPECT_EQ(table.name(), "t.csv");
  EXPECT_EQ(table.separator(), ',');
  EXPECT_THAT(table.columns(), ElementsAre("id", "b", "c,d"));
  EXPECT_THAT(rows_of(table),
              ElementsAre("2 read 1|two \"2\"|x\ny", "4 empty ", "5 empty ", "6 empty ", "7 read 5|6|7"));
}

TEST(Table, TheHeaderIsTheFirstLineThatSaysSomething) {
  const auto columns = [](std::string text, TableForm form = keyed()) {
    const Table table("t.csv", std::move(text), std::move(form));
    return table.fault().empty() ? table.columns() : std::vector{table.fault()};
  };
  EXPECT_THAT(columns("\n \r\n,,;\nid,b\n"), ElementsAre("id", "b"));
  EXPECT_THAT(columns("id,b,,\n"), ElementsAre("id", "b"));
  EXPECT_THAT(columns("id,,b\n"), ElementsAre("id", "", "b"));
  EXPECT_THAT(columns("\"id\",\"two\nlines\",\"a \"\"b\"\"\"\n"), ElementsAre("id", "two\nlines", "a \"b\""));
  EXPECT_THAT(columns("id"), ElementsAre("id"));
  TableForm third = keyed();
  third.header = 3;
  EXPECT_THAT(columns("Report of June\n\nid,b\n", third), ElementsAre("id", "b"));
  EXPECT_THAT(columns("id\n", third), ElementsAre("there is no line 3 for a header row"));
  EXPECT_THAT(columns(""), ElementsAre("there is no header row"));
  EXPECT_THAT(columns("\n , \n"), ElementsAre("there is no header row"));
  EXPECT_THAT(columns("id,\"b\n"), ElementsAre("the header row cannot be used: a quote in it is never closed"));
  EXPECT_THAT(columns("id,\"b\" c\n"),
              ElementsAre("the header row cannot be used: text follows the closing quote of a name"));
  EXPECT_THAT(columns("id,caf\xE9\n"), ElementsAre(HasSubstr("is not UTF-8: save the table as CSV UTF-8")));
}

TEST(Table, TheSeparatorIsTheOneThatFindsTheColumns) {
  const auto separator = [](std::string text, TableForm form = keyed()) {
    return Table("t.csv", std::move(text), std::move(form)).separator();
  };
  EXPECT_EQ(separator("id,b\n"), ',');
  EXPECT_EQ(separator("id;b\n"), ';');
  EXPECT_EQ(separator("id\tb\n"), '\t');
  EXPECT_EQ(separator("id|b\n"), '|');
  EXPECT_EQ(separator("id;a,b,c,d\n"), ';') << "by which there is a column `id`";
  EXPECT_EQ(separator("Id ;a,b,c,d\n"), ';') << "written otherwise";
  EXPECT_EQ(separator("nr;a,b,c,d\n"), ',') << "by which there are the most";
  EXPECT_EQ(separator("\"id;x\",b\n"), ',');
  EXPECT_EQ(separator("sep=;\nid,a;b\n"), ';');
  EXPECT_EQ(separator("sep=\t\r\nid\tb\n"), '\t');
  TableForm bar = keyed();
  bar.separator = '|';
  EXPECT_EQ(separator("id,b\n", bar), '|');
  EXPECT_EQ(separator("sep=;\nid;b\n", bar), '|');
  EXPECT_THAT(rows_of("sep=;\nid;b\n1;2,5\n"), ElementsAre("3 read 1|2,5"));
}

TEST(Table, RowsMayEndEarlyOrWithEmptyCells) {
  EXPECT_THAT(
      rows_of("id,b,c\n1\n2,x\n3,x,y,,\n4,x,y,,z\n,,\n,,,,\n;\n"),
      ElementsAre("2 read 1", "3 read 2|x", "4 read 3|x|y", "5 broken 4|x|y", "6 empty ", "7 empty ", "8 read ;"));
}

TEST(Table, AfterAnOpenQuoteReadingBeginsAgainAtTheNextLine) {
  EXPECT_THAT(rows_of("id,b,c\n1,\"x,y\n2,x,y\n3,x,y\n"), ElementsAre("2 broken 1", "3 read 2|x|y", "4 read 3|x|y"));
  // The next quote closes it, and text stands behind.
  EXPECT_THAT(rows_of("id,b,c\n1,\"x,y\n2,\"x\",y\n3,x,y\n"),
              ElementsAre("2 broken 1", "3 read 2|x|y", "4 read 3|x|y"));
  // The next quote closes it, and all looks well but for the number of cells.
  EXPECT_THAT(rows_of("id,b,c\n1,x,\"y\n2,x,y\n3,x,\", y\"\n"),
              ElementsAre("2 broken 1|x", "3 read 2|x|y", "4 read 3|x|, y"));
  EXPECT_THAT(rows_of("id,b,c\n1,\"x\n2,x,y\n3,x,y\""), ElementsAre("2 broken 1", "3 read 2|x|y", "4 read 3|x|y\""));
}

TEST(Table, LinesBehindABrokenRowAreRowsOnlyIfTheyFit) {
  EXPECT_THAT(rows_of("id,b,c\n1,x,\"so \"she\" said\nand went\n\non, and on\"\n2,x,y\n3,x\n"),
              ElementsAre("2 broken 1|x", "3 behind and went", "4 empty ", "5 behind on|and on\"", "6 read 2|x|y",
                          "7 read 3|x"));
  // A second broken row behind the first.
  EXPECT_THAT(rows_of("id,b,c\n1,x,\"y\" z\n2,x,\"y\" z\n3,x,y\n"),
              ElementsAre("2 broken 1|x", "3 behind 2|x", "4 read 3|x|y"));
}

TEST(Table, TooManyCellsAndNullBytesBreakTheirRowAlone) {
  EXPECT_THAT(rows_of("id,b,c\n1,x,y,z\n2,x\n"), ElementsAre("2 broken 1|x|y", "3 read 2|x"));
  EXPECT_THAT(rows_of("id,b,c\n1,\0,y\n2,x\n"s), ElementsAre("2 broken 1|\0|y"s, "3 read 2|x"));
  EXPECT_THAT(rows_of("id,b,c\n1,x,\"y\n\0\nz\"\n2,x\n"s), ElementsAre("2 broken 1|x|y\n\0\nz"s, "5 read 2|x"))
      << "its lines are no rows";
}

TEST(Table, WhatIsWrongWithARowIsSaid) {
  EXPECT_EQ(sentence_of("id,b\n1,\"x\n"),
            "the closing quote of a cell is missing: put one behind its text, and write a quote inside of it twice");
  EXPECT_EQ(sentence_of("id,b\n1,\"x\" y\n"),
            "text follows the closing quote of a cell: write a quote inside of a cell twice");
  EXPECT_EQ(sentence_of("id,b\n1,x,y\n"),
            "the row has more cells than the header's 2: put quotes around a cell that holds `,`");
  EXPECT_EQ(sentence_of("id\tb\n1\tx\ty\n"),
            "the row has more cells than the header's 2: put quotes around a cell that holds `a tab`");
  EXPECT_EQ(sentence_of("id,b\n1,\0\n"s), "the row holds a null byte: save the table as CSV UTF-8");
  EXPECT_EQ(Table("t.csv", "id\n", keyed()).sentence({}), "the line fits no row of the table");
}

TEST(Table, ACellMayHaveSwallowedRows) {
  Table table("t.csv", "id,b,c\n1,x,\"y\n2,x,y\n3,x,\"\n4,x,\"y\nz\"\n", keyed());
  const auto first = table.next();
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->kind, Kind::read);
  EXPECT_EQ(first->lines, 3u);
  EXPECT_EQ(first->lines_as_rows, 2u);
  EXPECT_THAT(table.cells(), ElementsAre("1", "x", "y\n2,x,y\n3,x,"));
  const auto second = table.next();
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(second->line, 5u);
  EXPECT_EQ(second->lines_as_rows, 0u);
  EXPECT_FALSE(table.next().has_value());
}

TEST(Table, TitlesAboveTheHeader) {
  const auto likely = [](std::string text, std::uint64_t first_row = 0) {
    TableForm form = keyed();
    form.first_row = first_row;
    return Table("t.csv", std::move(text), std::move(form)).likely_header();
  };
  EXPECT_EQ(likely("Report of June\n\nby Jo\nid;b\n1;2\n"), 4u);
  EXPECT_EQ(likely("Report\nno\n"), 0u);
  EXPECT_EQ(likely("Report\nid\n"), 0u) << "one word may be anything";
  EXPECT_EQ(likely("Report" + std::string(40, '\n') + "id,b\n"), 0u) << "too far below";
  EXPECT_EQ(likely("\"Report\nof June\",\n\"by\nJo\",\nid,b\n", 1), 3u);
}

TEST(Table, OfAWorkbookRowsAreCounted) {
  TableForm form = keyed();
  form.first_row = 3;
  form.header = 4;
  EXPECT_THAT(rows_of("\"two\nlines\",\nid,b\n1,\"x\ny\"\n2,\"\0\nz\"\n3,x\n"s, form),
              ElementsAre("5 read 1|x\ny", "6 broken 2|\0\nz"s, "7 read 3|x"));
}

TEST(Table, AFooterEndsTheTable) {
  TableForm form = keyed();
  form.footer = "Total";
  EXPECT_THAT(rows_of("id,b\n1,x\nTotal: 1,\n\n\"open\n2,y\n", form),
              ElementsAre("2 read 1|x", "3 footer ", "4 footer ", "5 footer ", "6 footer "));
}

TEST(Table, Utf8) {
  EXPECT_TRUE(Table("t.csv", "id\nÉ\n", keyed()).is_utf8());
  Table table("t.csv", "id\n\xE9\n", keyed());
  EXPECT_FALSE(table.is_utf8());
  EXPECT_EQ(table.fault(), "");
  EXPECT_THAT(rows_of(table), ElementsAre("2 read \xE9"));
}

TEST(Table, WithoutLineBreakAtTheEnd) {
  EXPECT_THAT(rows_of("id,b\n1,\"x\""), ElementsAre("2 read 1|x"));
  EXPECT_THAT(rows_of("id,b\n1,"), ElementsAre("2 read 1|"));
  EXPECT_THAT(rows_of("id,b\n1,\""), ElementsAre("2 broken 1"));
  EXPECT_THAT(rows_of("id,b"), ElementsAre());
}

}  // namespace
}  // namespace engage::tables
