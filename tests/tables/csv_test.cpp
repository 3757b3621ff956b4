#include "tables/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tables/csv_text.h"

namespace engage::tables {
namespace {

using testing::ElementsAre;

CsvRow read(std::string_view text, char separator = ',', std::size_t begin = 0) {
  static std::string held;
  static CsvCursor cursor("", ',');
  held = text;
  cursor = CsvCursor(held, separator);
  return cursor.read(begin);
}

TEST(CsvCursor, CellsAndQuotes) {
  EXPECT_THAT(read("a, b ,\"c,d\"\r\n").cells, ElementsAre("a", "b", "c,d"));
  EXPECT_THAT(read("\"two \"\"2\"\"\",\"\",x\n").cells, ElementsAre("two \"2\"", "", "x"));
  EXPECT_THAT(read("\" kept \" , \"x\"\t\n").cells, ElementsAre(" kept ", "x"));
  EXPECT_THAT(read("5\" tall,a\"b\n").cells, ElementsAre("5\" tall", "a\"b"));
  EXPECT_THAT(read("a;b,c;\n", ';').cells, ElementsAre("a", "b,c", ""));
  EXPECT_THAT(read("a\t b \t\n", '\t').cells, ElementsAre("a", "b", ""));
  EXPECT_THAT(read("a|\"b|\"\n", '|').cells, ElementsAre("a", "b|"));
  EXPECT_THAT(read("\n").cells, ElementsAre(""));
}

TEST(CsvCursor, ARowEndsBehindItsLineBreak) {
  const std::string text = "a,b\r\n\"c\nd\",e\n\nf";
  CsvCursor cursor(text, ',');
  std::size_t at = 0;
  std::vector<std::uint32_t> lines;
  std::vector<std::string> first;
  while (at < text.size()) {
    const CsvRow& row = cursor.read(at);
    lines.push_back(row.lines);
    first.emplace_back(row.cells.front());
    EXPECT_EQ(row.fault, CellFault::none);
    EXPECT_EQ(row.sound_cells, row.cells.size());
    EXPECT_GT(row.end, at);
    at = row.end;
  }
  EXPECT_EQ(at, text.size());
  EXPECT_THAT(lines, ElementsAre(1, 2, 1, 1));
  EXPECT_THAT(first, ElementsAre("a", "c\nd", "", "f"));
}

TEST(CsvCursor, FaultsOfCells) {
  const CsvRow open = read("a,\"b,c\nd,e\n");
  EXPECT_EQ(open.fault, CellFault::open_quote);
  EXPECT_EQ(open.sound_cells, 1u);
  EXPECT_EQ(open.end, 11u);
  const CsvRow behind = read("a,b,\"c\" d,e\nf\n");
  EXPECT_EQ(behind.fault, CellFault::text_behind_quote);
  EXPECT_EQ(behind.sound_cells, 2u);
  EXPECT_EQ(behind.end, 12u);
  EXPECT_EQ(read("\"" + std::string(CsvCursor::kMaxCell + 1, 'x') + "\"\n").fault, CellFault::open_quote);
  EXPECT_EQ(read("\"" + std::string(CsvCursor::kMaxCell, 'x') + "\"\n").fault, CellFault::none);
}

TEST(CsvCursor, ALineIsReadAsIfTheTextEndedWithIt) {
  const std::string text = "a,\"b\nc\",d\n";
  CsvCursor cursor(text, ',');
  EXPECT_EQ(cursor.read(0).end, text.size());
  const CsvRow& line = cursor.read_line(0);
  EXPECT_EQ(line.fault, CellFault::open_quote);
  EXPECT_THAT(line.cells, ElementsAre("a", "b\n"));
  EXPECT_EQ(line.sound_cells, 1u);
  EXPECT_EQ(line.end, 5u);
  EXPECT_THAT(cursor.read_line(5).cells, ElementsAre("c\"", "d"));
  EXPECT_EQ(cursor.read_line(5).end, text.size());
}

TEST(CsvCursor, OnlyCellsWithQuotesInThemAreHeld) {
  const std::string text = "a,\"b\",\"c\"\"\",\n";
  CsvCursor cursor(text, ',');
  const CsvRow& row = cursor.read(0);
  EXPECT_THAT(row.cells, ElementsAre("a", "b", "c\"", ""));
  EXPECT_FALSE(cursor.holds(row.cells[0]));
  EXPECT_FALSE(cursor.holds(row.cells[1]));
  EXPECT_TRUE(cursor.holds(row.cells[2]));
  EXPECT_FALSE(cursor.holds(row.cells[3]));
  cursor.forget();
  EXPECT_THAT(cursor.read(0).cells, ElementsAre("a", "b", "c\"", ""));
}

TEST(CsvText, CellsThatAreWrittenAreRead) {
  const std::vector<std::string> cells = {"",   "a",      " a",         "a ",    "\ta",     "a,b", "say \"x\"",
                                          "\"", "two\nl", "cr\rlf\r\n", "a;b|c", "É\u00A0", ""};
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) append_cell(text, cells[i], i == 0);
  CsvCursor cursor(text, ',');
  const CsvRow& row = cursor.read(0);
  EXPECT_EQ(row.fault, CellFault::none);
  EXPECT_EQ(row.end, text.size());
  EXPECT_EQ(std::vector<std::string>(row.cells.begin(), row.cells.end()), cells);
}

}  // namespace
}  // namespace engage::tables
