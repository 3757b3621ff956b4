#include "form/workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace engage::form {
namespace {

using testing::ElementsAre;

std::vector<std::string> names_of(const std::vector<std::string>& wanted) {
  Workbook book;
  for (const std::string& name : wanted) book.sheets.push_back({name, {"Case"}, {}});
  fit(book);
  std::vector<std::string> names;
  for (const Sheet& sheet : book.sheets) names.push_back(sheet.name);
  return names;
}

std::string fitted(std::string text) {
  Workbook book{"", {}, {{"Sheet", {"Case"}, {{std::move(text)}}}}};
  fit(book);
  return std::get<std::string>(book.sheets[0].rows[0][0]);
}

TEST(Workbook, NamesOfSheetsAreThoseThatExcelTakes) {
  EXPECT_THAT(names_of({"Intake / review [a]: b\\c*?"}), ElementsAre("Intake   review  a   b c"));
  EXPECT_THAT(names_of({"'quoted'", "", "''", "a'b"}), ElementsAre("quoted", "Sheet", "Sheet (2)", "a'b"));
  EXPECT_THAT(names_of({std::string(40, 'x')}), ElementsAre(std::string(31, 'x')));
  EXPECT_THAT(names_of({"history"}), ElementsAre("history (2)"));
  EXPECT_THAT(names_of({"a_x0041_"}), ElementsAre("a x0041_"));
}

TEST(Workbook, NamesOfSheetsDifferInMoreThanCapitals) {
  EXPECT_THAT(names_of({"Worker", "WORKER", "worker", "Worker (2)"}),
              ElementsAre("Worker", "WORKER (2)", "worker (3)", "Worker (2) (2)"));
  EXPECT_THAT(names_of({"Équipe", "équipe", "Ёлка", "ёлка", "Ζωή", "ζωή", "Łódź", "łódź"}),
              ElementsAre("Équipe", "équipe (2)", "Ёлка", "ёлка (2)", "Ζωή", "ζωή (2)", "Łódź", "łódź (2)"));
  EXPECT_THAT(names_of({std::string(40, 'x'), std::string(41, 'X')}),
              ElementsAre(std::string(31, 'x'), std::string(27, 'X') + " (2)"));
}

// Excel counts in UTF-16: sixteen of these are 32 units.
TEST(Workbook, CharactersThatTakeTwoUnitsCountTwice) {
  std::string sixteen, fifteen;
  for (int i = 0; i < 16; ++i) sixteen += "🙂";
  for (int i = 0; i < 15; ++i) fifteen += "🙂";
  EXPECT_THAT(names_of({sixteen}), ElementsAre(fifteen));
}

TEST(Workbook, ALongTextIsCutAndSaysSo) {
  const std::string fits(kLongestCell, 'x');
  EXPECT_EQ(fitted(fits), fits);
  const std::string cut = fitted(fits + "x");
  EXPECT_LE(cut.size(), kLongestCell + 2);  // the dots are three bytes
  EXPECT_TRUE(cut.ends_with("xxx … (cut: a cell holds no more)")) << cut.substr(cut.size() - 50);
}

TEST(Workbook, WhatLooksLikeAnEscapeIsEscaped) {
  EXPECT_EQ(fitted("_x0041_"), "_x005F_x0041_");
  EXPECT_EQ(fitted("a_x000a_x000D_"), "a_x005F_x000a_x005F_x000D_");
  for (const char* text : {"_x41_", "_x004G_", "_X0041_", "_x0041", "x0041_", "_x"}) EXPECT_EQ(fitted(text), text);
}

TEST(Workbook, ALongSheetGoesOnInFurtherOnes) {
  Workbook book{"", {}, {{"Work", {"Case"}, {}}, {"Rejected", {"Case"}, {{"last"}}}}};
  for (int i = 1; i <= 5; ++i) book.sheets[0].rows.push_back({std::int64_t{i}});
  fit(book, 3);
  ASSERT_EQ(book.sheets.size(), 4u);
  EXPECT_EQ(book.sheets[1].name, "Work (2)");
  EXPECT_EQ(book.sheets[2].name, "Work (3)");
  EXPECT_EQ(book.sheets[1].headings, book.sheets[0].headings);
  EXPECT_EQ(book.sheets[0].rows.size(), 2u);
  EXPECT_THAT(book.sheets[1].rows, ElementsAre(Row{std::int64_t{3}}, Row{std::int64_t{4}}));
  EXPECT_THAT(book.sheets[2].rows, ElementsAre(Row{std::int64_t{5}}));
  EXPECT_THAT(book.sheets[3].rows, ElementsAre(Row{"last"}));
}

TEST(Workbook, ColumnsAreAsWideAsWhatStandsInThem) {
  const Date day{20'000};
  const Sheet sheet{"Work",
                    {"Case", "Opens", "Since", "Note", "Line"},
                    {{"a longer id", day, start_of(day), std::string(80, 'x'), std::int64_t{7}},
                     {"two\nlines of text", {}, {}, {}, {}}}};
  EXPECT_THAT(column_widths(sheet), ElementsAre(14, 11, 17, 51, 9));
}

}  // namespace
}  // namespace engage::form
