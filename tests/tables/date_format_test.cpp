#include "tables/date_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace engage::tables {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string record(std::string_view form, std::string_view cell) {
  const auto format = DateFormat::read(form);
  if (!format) return "no form";
  EXPECT_EQ(format->form(), form);
  return format->to_record(cell).value_or("none");
}

TEST(DateFormat, EveryForm) {
  const struct {
    const char *form, *cell, *meant;
  } table[] = {
      {"D/M/YYYY", "3/4/2026", "2026-04-03"},
      {"D/M/YYYY", "03/04/2026", "2026-04-03"},
      {"M/D/YYYY", "3/4/2026", "2026-03-04"},
      {"D.M.YYYY", "3.4.2026", "2026-04-03"},
      {"D-M-YYYY", "3-4-2026", "2026-04-03"},
      {"M-D-YYYY", "3-4-2026", "2026-03-04"},
      {"YYYY/M/D", "2026/3/4", "2026-03-04"},
      {"D MMM YYYY", "3 Apr 2026", "2026-04-03"},
      {"D MMM YYYY", "3 APRIL 2026", "2026-04-03"},
      {"D-MMM-YYYY", "3-apr-2026", "2026-04-03"},
      {"MMM D, YYYY", "Sept. 3, 2026", "2026-09-03"},
      {"MMMM D, YYYY", "September 3, 2026", "2026-09-03"},
      {"MMMM D, YYYY", "May 3, 2026", "2026-05-03"},
      {"D/M/YY", "3/4/26", "2026-04-03"},
      {"M/D/YY", "3/4/99", "2099-03-04"},
      {"D.M.YY", "3.4.00", "2000-04-03"},
      {"D-MMM-YY", "3-Apr-26", "2026-04-03"},
      {"YYYYMMDD", "20260304", "2026-03-04"},
      {"DD/MM/YYYY", "03/04/2026", "2026-04-03"},
      {"YYYY-MM-DD", "2026-03-04", "2026-03-04"},
      {"DD/MM/YYYY HH:mm", "03/04/2026", "2026-04-03"},
      {"D/M/YYYY, hh:mm", "03/04/2026 9:05", "2026-04-03T09:05"},
  };
  for (const auto& row : table) EXPECT_EQ(record(row.form, row.cell), row.meant) << row.form << " " << row.cell;
}

TEST(DateFormat, WhatHasAnotherForm) {
  const struct {
    const char *form, *cell;
  } table[] = {
      {"D/M/YYYY", ""},
      {"D/M/YYYY", "3/4"},
      {"D/M/YYYY", "3.4.2026"},
      {"D/M/YYYY", "3/4/26"},
      {"D/M/YYYY", "/4/2026"},
      {"D/M/YYYY", "003/4/2026"},
      {"D/M/YY", "3/4/2026"},
      {"DD/MM/YYYY", "3/4/2026"},
      {"D MMM YYYY", "3 Apri 2026"},
      {"D MMM YYYY", "3 4 2026"},
      {"D MMM YYYY", "3 Avr 2026"},
      {"YYYYMMDD", "202603041"},
      {"YYYYMMDD", "2026-03-04"},
      {"D/M/YYYY", "3/4/2026 soon"},
      {"D/M/YYYY", "3/4/2026 9"},
      {"D/M/YYYY", "3/4/2026 9:30 or so"},
      {"D/M/YYYY", "3/4/2026 9:30 EST"},
  };
  for (const auto& row : table) EXPECT_EQ(record(row.form, row.cell), "none") << row.form << " " << row.cell;
}

TEST(DateFormat, DaysThatDoNotExist) {
  EXPECT_EQ(record("D/M/YYYY", "30/2/2026"), "none");
  EXPECT_EQ(record("D/M/YYYY", "29/2/2024"), "2024-02-29");
  EXPECT_EQ(record("D/M/YYYY", "29/2/2026"), "none");
  EXPECT_EQ(record("D/M/YYYY", "1/13/2026"), "none");
  EXPECT_EQ(record("D/M/YYYY", "0/1/2026"), "none");
  EXPECT_EQ(record("D/M/YYYY", "1/1/1899"), "none");
  EXPECT_EQ(record("D/M/YYYY", "1/1/2200"), "none");
}

TEST(DateFormat, TimesBehindADate) {
  const struct {
    const char *cell, *meant;
  } table[] = {
      {"3/4/2026 14:30", "2026-04-03T14:30"},
      {"3/4/2026T14:30", "2026-04-03T14:30"},
      {"3/4/2026, 9:05", "2026-04-03T09:05"},
      {"3/4/2026 14:30:15", "2026-04-03T14:30"},
      {"3/4/2026 14:30:15.250", "2026-04-03T14:30"},
      {"3/4/2026 2:30 PM", "2026-04-03T14:30"},
      {"3/4/2026 2:30:00pm", "2026-04-03T14:30"},
      {"3/4/2026 2:30 p.m.", "2026-04-03T14:30"},
      {"3/4/2026 9:30 a.m.", "2026-04-03T09:30"},
      {"3/4/2026 2:30\u202FAM", "2026-04-03T02:30"},
      {"3/4/2026\u00A02:30\u00A0AM", "2026-04-03T02:30"},
      {"3/4/2026 12:00 AM", "2026-04-03T00:00"},
      {"3/4/2026 12:00 PM", "2026-04-03T12:00"},
      {"3/4/2026 14:30 UTC", "2026-04-03T14:30Z"},
      {"3/4/2026 14:30Z", "2026-04-03T14:30Z"},
      {"3/4/2026 14:30 +02:00", "2026-04-03T14:30+02:00"},
      {"3/4/2026 2:30 PM -05:00", "2026-04-03T14:30-05:00"},
      {"3/4/2026 ", "2026-04-03"},
      {"3/4/2026 0:30 AM", "none"},
      {"3/4/2026 14:30 PM", "none"},
      {"3/4/2026 24:00", "none"},
      {"3/4/2026 14:60", "none"},
      {"3/4/2026 14:30:60", "none"},
      {"3/4/2026 14:30:5", "none"},
      {"3/4/2026 14:30:15.", "none"},
      {"3/4/2026 14:3", "none"},
  };
  for (const auto& row : table) EXPECT_EQ(record("D/M/YYYY", row.cell), row.meant) << row.cell;
}

TEST(DateFormat, Numbers) {
  EXPECT_EQ(record("serial", "46023"), "2026-01-01");
  EXPECT_EQ(record("serial", "46023.0"), "2026-01-01");
  EXPECT_EQ(record("serial", "46023.5"), "2026-01-01T12:00");
  EXPECT_EQ(record("serial", "46023.604166666664"), "2026-01-01T14:30");
  EXPECT_EQ(record("serial", "2"), "1900-01-01");
  EXPECT_EQ(record("serial", "1"), "none");
  EXPECT_EQ(record("epoch", "1767225600"), "2026-01-01T00:00Z");
  EXPECT_EQ(record("epoch", "1767225659.9"), "2026-01-01T00:00Z");
  EXPECT_EQ(record("epoch", "-1"), "1969-12-31T23:59Z");
  EXPECT_EQ(record("epoch ms", "1767225600000"), "2026-01-01T00:00Z");
  for (const char* form : {"serial", "epoch", "epoch ms"}) {
    for (const char* cell : {"", "x", "46023 ", "2026-01-01", "nan", "inf", "1e300", "-1e300"}) {
      EXPECT_EQ(record(form, cell), "none") << form << " " << cell;
    }
  }
}

TEST(DateFormat, WhatIsNoForm) {
  for (const char* form : {"", "D", "D/M", "D/M/YYY", "DDD/M/YYYY", "D/MMMMM/YYYY", "D/M/YYYYY", "D/D/M/YYYY", "date",
                           "Q/M/YYYY", "D/M/YYYY9", "HH:mm", "Epoch", "d/m/yyyy"}) {
    EXPECT_EQ(record(form, "1/1/2026"), "no form") << form;
  }
}

TEST(DateFormat, FormsThatACellMayHave) {
  EXPECT_THAT(possible_forms("03/04/2026"), ElementsAre("D/M/YYYY", "M/D/YYYY"));
  EXPECT_THAT(possible_forms("31/04/2026"), IsEmpty());
  EXPECT_THAT(possible_forms("30/04/2026"), ElementsAre("D/M/YYYY"));
  EXPECT_THAT(possible_forms("04/30/2026 2:30 PM"), ElementsAre("M/D/YYYY"));
  EXPECT_THAT(possible_forms("3.4.2026"), ElementsAre("D.M.YYYY"));
  EXPECT_THAT(possible_forms("3-4-2026"), ElementsAre("D-M-YYYY", "M-D-YYYY"));
  EXPECT_THAT(possible_forms("3/4/26"), ElementsAre("D/M/YY", "M/D/YY"));
  EXPECT_THAT(possible_forms("20260403"), ElementsAre("YYYYMMDD"));
  EXPECT_THAT(possible_forms("Apr 3, 2026"), ElementsAre("MMM D, YYYY"));
  EXPECT_THAT(possible_forms("soon"), IsEmpty());
  EXPECT_THAT(possible_forms("46118"), IsEmpty());
  EXPECT_THAT(possible_forms_in_dates("3.4.2026"), ElementsAre("D.M.YYYY"));
  EXPECT_THAT(possible_forms_in_dates("46118"), ElementsAre("serial"));
  EXPECT_THAT(possible_forms_in_dates("46118.5"), ElementsAre("serial"));
  EXPECT_THAT(possible_forms_in_dates("1775476800"), ElementsAre("epoch"));
  EXPECT_THAT(possible_forms_in_dates("1775476800000"), ElementsAre("epoch ms"));
  EXPECT_THAT(possible_forms_in_dates("20260403"), ElementsAre("YYYYMMDD"));
  EXPECT_THAT(possible_forms_in_dates("46118x"), IsEmpty());
  EXPECT_THAT(possible_forms(""), IsEmpty());
}

}  // namespace
}  // namespace engage::tables
