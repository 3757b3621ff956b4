#include "drivers/workbook.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.h"

namespace engage::drivers {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

fs::path workbooks() {
  static const fs::path made = [] {
    const fs::path to = folder() / "workbooks";
    run(fmt::format("/usr/bin/python3 {}/tests/drivers/make_workbooks.py {}", SOURCE_DIR, to.string()));
    return to;
  }();
  return made;
}

Workbook open(const std::string& name) {
  Expected<Workbook> workbook = Workbook::open(bytes_of(workbooks() / name));
  if (!workbook) throw std::runtime_error(name + ": " + workbook.error().message);
  return std::move(*workbook);
}

std::vector<std::string> rows_of(const std::string& name, const std::string& sheet = "Sheet1") {
  return all_rows(open(name).rows(sheet));
}

std::string refusal(const std::string& name) {
  const Expected<Workbook> workbook = Workbook::open(bytes_of(workbooks() / name));
  if (workbook) return "opened";
  return workbook.error().message + " / " + workbook.error().below;
}

TEST(Workbook, GivesEveryRowThatHoldsAnythingWithItsNumber) {
  std::vector<std::string> rows = rows_of("openpyxl.xlsx", "Cases");
  EXPECT_THAT(rows.back(), StartsWith("100: - | - |"));
  EXPECT_THAT(rows.back(), EndsWith(" | - | far"));
  rows.pop_back();
  EXPECT_THAT(
      rows,
      ElementsAre("1: Case list of the north office", "3: Id | Entered | Called at | Open | Worker | Rate",
                  "4: 41 | 2026-01-14 | 2026-01-14 10:30:00 | true | Zoë Łuk — 電話 | 0.1",
                  "5: - | - | - | - | only a worker",
                  "6: 00071 | 2026-01-14 23:59:59 | 09:05:00 | #NOT WORKED OUT! | line one\nline two\ttab\rreturn | "
                  "#REF!",
                  "8: merged", "9: - | - | beside"));
}

TEST(Workbook, NamesItsSheetsHiddenOnesTooAndNoCharts) {
  const Workbook workbook = open("openpyxl.xlsx");
  EXPECT_THAT(workbook.sheet_names(), ElementsAre("Cases", "Hidden & far", "Empty"));
  EXPECT_THAT(all_rows(workbook.rows("Hidden & far")), ElementsAre("2: - | 27:30:00"));
  EXPECT_THAT(all_rows(workbook.rows("Empty")), ElementsAre());
  const auto missing = workbook.rows("cases");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message, "the workbook has no sheet `cases`; did you mean `Cases`?");
  EXPECT_EQ(missing.error().below, "its sheets: Cases, Hidden & far, Empty");
}

TEST(Workbook, CountsDaysFrom1904WhereTheFileDoes) {
  EXPECT_THAT(rows_of("since-1904.xlsx", "Sheet"), ElementsAre("1: 2026-01-14 | 2026-01-14 10:30:00 | 1904-01-01"));
}

TEST(Workbook, ReadsCellsOfEveryKind) {
  EXPECT_THAT(rows_of("kinds.xlsx"), ElementsAre("1: one | bold | tab\tend _x0041_ _x12 |  spaces ",
                                                 "2: in | a b | ab & c",                                        //
                                                 "3: true | false | #REF! | #DIV/0!",                           //
                                                 "4: #NOT WORKED OUT! | 2 | 2026-01-14 10:30:00 | 2026-01-14",  //
                                                 "5: 1 | - | 3",                                                //
                                                 "6: 12345678901234567890 | 0.3 | 41 | -0.5",                   //
                                                 "8: 0 | -1 | 60 | 1900-02-28 | 1900-03-01 | 2026-01-14 10:30:00"));
}

TEST(Workbook, TellsDatesByTheirFormat) {
  EXPECT_THAT(rows_of("formats.xlsx"),
              ElementsAre("1: 46036.4375 | 7 | 0.4375",                                //
                          "2: 2026-01-14 10:30:00 | 1900-01-07 | 0.4375",              //
                          "3: 2026-01-14 10:30:00 | 1900-01-07 | 0.4375",              //
                          "4: 2026-01-14 10:30:00 | 1900-01-07 | 0.4375",              //
                          "5: 2026-01-14 10:30:00 | 1900-01-07 00:00:00 | 10:30:00",   //
                          "6: 1104874:30:00 | 168:00:00 | 10:30:00",                   //
                          "7: 2026-01-14 10:30:00 | 1900-01-07 00:00:00 | 10:30:00",   //
                          "8: 46036.4375 | 7 | 0.4375",                                //
                          "9: 46036.4375 | 7 | 0.4375",                                //
                          "10: 46036.4375 | 7 | 0.4375",                               //
                          "11: 46036.4375 | 7 | 0.4375",                               //
                          "12: 46036.4375 | 007 | 0.4375",                             //
                          "13: 46036.4375 | 7 | 0.4375",                               //
                          "14: 2026-01-14 10:30:00 | 1900-01-07 00:00:00 | 10:30:00",  //
                          "15: 46036.4375 | 7 | 0.4375",                               //
                          "16: 2026-01-14 10:30:00 | 1900-01-07 | 0.4375"));
}

// Of LibreOffice 7.4: from what openpyxl had written, with formulas that nobody had worked out yet.
TEST(Workbook, ReadsWhatLibreOfficeSaves) {
  const auto rows_in = [](const char* name) {
    auto workbook = Workbook::open(bytes_of(fs::path(SOURCE_DIR) / "tests/drivers/workbooks" / name));
    return all_rows(workbook->rows("Cases"));
  };
  EXPECT_THAT(rows_in("libreoffice.xlsx"),
              ElementsAre("1: Id | Entered | Called at | Open | Worker | Rate | Sum | Text | Error | Lookup",
                          "2: 00071 | 2026-01-14 | 2026-01-14 10:30:15 | true | Zoë 電話 😀 | 0.1 | 0.3 | "
                          "Zoë 電話 😀! | #DIV/0!",
                          "3: 00072 | 1900-02-28 | 09:05:00 | false |  spaces  | 41 | 0 | true | #N/A | 2026-01-31",
                          "4: - | - | - | - | line\nbreak"));
  EXPECT_THAT(rows_in("libreoffice-1904.xlsx")[2],
              "3: 00072 | -1402 | 09:05:00 | false |  spaces  | 41 | 0 | true | #N/A | 2026-01-31");
}

TEST(Workbook, ReadsOtherSpellingsOfTheSame) {
  EXPECT_THAT(rows_of("prefixed.xlsx"), ElementsAre("3: - | x"));
  EXPECT_THAT(rows_of("strict.xlsx", "Sheet2"), ElementsAre("3: - | x"));
}

TEST(Workbook, ReadsSheetsSideBySideAndAfterItIsGone) {
  Expected<std::unique_ptr<Rows>> one = fault(""), two = fault("");
  {
    const Workbook workbook = open("openpyxl.xlsx");
    one = workbook.rows("Cases");
    two = workbook.rows("Cases");
  }
  Cells cells, others;
  for (int row = 0; row < 3; ++row) {
    ASSERT_TRUE(*(*one)->next(cells));
    ASSERT_TRUE(*(*two)->next(others));
    EXPECT_EQ(cells, others);
  }
  EXPECT_EQ(cells[0], "41");
}

TEST(Workbook, RefusesWhatItCannotRead) {
  const std::string again = " / save it as an Excel workbook (.xlsx): in Excel and in LibreOffice under \"Save as\"";
  EXPECT_EQ(refusal("old.xls"), "this is a workbook of the old kind (.xls)" + again);
  EXPECT_EQ(refusal("ods.xlsx"), "this is an OpenDocument file (.ods)" + again);
  EXPECT_EQ(refusal("zip.xlsx"), "this is no Excel workbook (.xlsx)" + again);
  EXPECT_EQ(refusal("text.xlsx"), "this is no Excel workbook (.xlsx)" + again);
  EXPECT_EQ(refusal("encrypted.xlsx"), "the workbook is encrypted: save it without a password / ");
  EXPECT_EQ(refusal("empty.xlsx"), "the file is empty / ");
  EXPECT_EQ(refusal("cut.xlsx"), "the file is damaged, or not all of it is there: it has no table of contents / ");
  EXPECT_EQ(refusal("laughs.xlsx"),
            "the file's part _rels/.rels cannot be used: it has a document type, which no workbook has / ");
}

TEST(Workbook, SaysWhereASheetIsDamaged) {
  const auto last = [](const std::string& name) { return rows_of(name).back(); };
  const std::string part = "the file's part xl/worksheets/sheet1.xml cannot be used: ";
  EXPECT_EQ(last("bad-row.xlsx"), part + "`1` is no number of a row after row 1");
  EXPECT_EQ(last("bad-column.xlsx"), part + "row 2 has no place for a cell `ZZZZZZ2`");
  EXPECT_EQ(last("bad-kind.xlsx"), part + "row 2 has a cell of the kind `new`, which is not known");
  EXPECT_EQ(last("bad-text.xlsx"), part + "row 2 names text 7, and there are 0");
  EXPECT_THAT(last("bad-xml.xlsx"), HasSubstr("sheet1.xml is no XML in line 1: mismatched tag"));
  EXPECT_THAT(last("spoiled.xlsx"), HasSubstr("the file is damaged: its part xl/worksheets/sheet1.xml is "));
}

TEST(Workbook, EndsWhateverByteIsSpoiled) {
  const std::string good = bytes_of(workbooks() / "kinds.xlsx");
  const std::vector<std::string> rows = rows_of("kinds.xlsx");
  std::size_t refused = 0;
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string spoiled = good;
    spoiled[at] = static_cast<char>(spoiled[at] ^ 0x10);
    const Expected<Workbook> workbook = Workbook::open(spoiled);
    if (!workbook || all_rows(workbook->rows(workbook->sheet_names()[0])) != rows) ++refused;
  }
  // Dates and rights of the parts do not matter.
  EXPECT_GT(refused, good.size() / 2);
}

TEST(Workbook, ReadsALongSheetInConstantMemory) {
  const Workbook workbook = open("long.xlsx");
  auto rows = workbook.rows("Long");
  Cells cells;
  ASSERT_TRUE(*(*rows)->next(cells));
  const double before = megabytes();
  while (*(*rows)->next(cells)) continue;
  EXPECT_EQ((*rows)->line(), 100'000u);
  EXPECT_LT(megabytes() - before, 1.0);
}

TEST(Workbook, KnowsErrorsOfCells) {
  EXPECT_TRUE(is_error("#REF!"));
  EXPECT_TRUE(is_error(kNotWorkedOut));
  EXPECT_FALSE(is_error("#1"));
  EXPECT_FALSE(is_error(""));
}

}  // namespace
}  // namespace engage::drivers
