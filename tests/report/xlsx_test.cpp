#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fixture.h"

namespace engage::report {
namespace {

using form::Cell;
using form::Row;
using testing::ElementsAre;

class XlsxTest : public testing::Test, protected Fixture {
 protected:
  form::Workbook write(const std::vector<CaseReport>& reports) const {
    const auto to = writer("xlsx", *this);
    Counts counts;
    std::string out;
    for (const CaseReport& report : reports) {
      to->add(out, report);
      counts.add(report);
    }
    EXPECT_EQ(out, "");
    return to->workbook(counts);
  }

  static std::vector<std::string> names_of(const form::Workbook& book) {
    std::vector<std::string> names;
    for (const form::Sheet& sheet : book.sheets) names.push_back(sheet.name);
    return names;
  }

  static const form::Sheet& sheet(const form::Workbook& book, std::string_view name) {
    for (const form::Sheet& each : book.sheets) {
      EXPECT_TRUE(each.rows.empty() || each.rows[0].size() == each.headings.size()) << each.name;
      if (each.name == name) return each;
    }
    ADD_FAILURE() << "no sheet " << name;
    return book.sheets.front();
  }

  static Cell cell(const form::Sheet& of, std::size_t row, std::string_view heading) {
    const auto found = std::find(of.headings.begin(), of.headings.end(), heading);
    EXPECT_NE(found, of.headings.end()) << heading;
    return of.rows.at(row).at(static_cast<std::size_t>(found - of.headings.begin()));
  }
};

TEST_F(XlsxTest, WorkStandsByRoleTheMostUrgentFirst) {
  fill();
  const form::Workbook book = write({assessed()});
  EXPECT_THAT(names_of(book), ElementsAre("Summary", "Assigned worker", "Program supervisor", "Not started or blocked",
                                          "Withheld", "What happened"));
  const form::Sheet& work = sheet(book, "Assigned worker");
  ASSERT_EQ(work.rows.size(), 3u);
  EXPECT_EQ(cell(work, 0, "State"), Cell("overdue"));
  EXPECT_EQ(cell(work, 1, "State"), Cell("due today"));
  EXPECT_EQ(cell(work, 2, "State"), Cell("upcoming"));
  EXPECT_EQ(cell(work, 0, "Days late"), Cell(std::int64_t{1}));
  EXPECT_EQ(cell(work, 0, "Opens"), Cell(day("2026-01-09")));
  EXPECT_EQ(cell(work, 0, "Due"), Cell(day("2026-01-13")));
  EXPECT_EQ(cell(work, 2, "Days late"), Cell());
  const form::Sheet& supervisor = sheet(book, "Program supervisor");
  EXPECT_EQ(cell(supervisor, 0, "Opens"), Cell(at("2026-01-12T10:15")));
  EXPECT_EQ(cell(supervisor, 0, "Due"), Cell(at("2026-01-15")));  // of hours, at midnight
}

TEST_F(XlsxTest, WhatWaitsIsSaid) {
  fill();
  const form::Workbook book = write({assessed()});
  const form::Sheet& waiting = sheet(book, "Not started or blocked");
  EXPECT_EQ(cell(waiting, 0, "Case"), Cell("C-1"));
  EXPECT_EQ(cell(waiting, 0, "Standing"), Cell("blocked"));
  EXPECT_EQ(cell(waiting, 0, "Due"), Cell(day("2026-01-14")));
}

TEST_F(XlsxTest, EveryCaseHasARow) {
  const form::Workbook book = write({assessed(), rejected("C-9"), rejected("")});
  EXPECT_EQ(cell(sheet(book, "Not started or blocked"), 0, "Case"), Cell("C-1"));
  const form::Sheet& refused = sheet(book, "Rejected");
  EXPECT_EQ(refused.rows[0],
            (Row{"cases.jsonl", std::int64_t{17}, "C-9", "`on` is not a date\nthe fact \"age\" is twelve"}));
  EXPECT_EQ(refused.rows.size(), 2u);
  const form::Sheet& summary = sheet(book, "Summary");
  EXPECT_EQ(summary.rows[0], (Row{"As of", day("2026-01-14")}));
  EXPECT_EQ(summary.rows[1], (Row{"Cases", std::int64_t{3}}));
}

}  // namespace
}  // namespace engage::report
