#include "tables/decode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace engage::tables {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

std::string text(std::string bytes, const std::string& encoding = "") {
  const auto decoded = decode(std::move(bytes), encoding);
  return decoded ? *decoded : "fault: " + decoded.error();
}

TEST(Decode, Utf8) {
  EXPECT_EQ(text("id\nÉ\n"), "id\nÉ\n");
  EXPECT_EQ(text("\xEF\xBB\xBFid\r\n"), "id\r\n");
  EXPECT_EQ(text("id\nÉ\n", "utf-8"), "id\nÉ\n");
  EXPECT_EQ(text("\xEF\xBB\xBFÉ", "Windows-1252"), "É");
  EXPECT_EQ(text("a\xE9"), "a\xE9") << "single cells may be something else";
  EXPECT_EQ(text(""), "");
}

TEST(Decode, Utf16) {
  EXPECT_EQ(text("\xFF\xFEi\0d\0\n\0\xC9\0"s), "id\nÉ");
  EXPECT_EQ(text("\xFE\xFF\0i\0d\0\n\0\xC9"s), "id\nÉ");
  EXPECT_EQ(text("i\0d\0\n\0"s, "UTF-16LE"), "id\n");
  EXPECT_THAT(text("i\0d\0,\0"s), HasSubstr("it is UTF-16 without the mark that says so"));
  EXPECT_EQ(text("\xFF\xFEi\0d"s), "fault: its byte 3 is not UTF-16LE");
}

TEST(Decode, OtherEncodings) {
  EXPECT_EQ(text("caf\xE9 \x80\x93", "Windows-1252"), "café €“");
  EXPECT_EQ(text("caf\xE9", "ISO-8859-1"), "café");
  EXPECT_EQ(text("ab\x81", "Windows-1252"), "fault: its byte 3 is not Windows-1252");
  EXPECT_EQ(text("a", "Klingon"), "fault: there is no encoding `Klingon`; UTF-8, UTF-16 and Windows-1252 are usual");
  const std::string long_text = std::string(200'000, '\xE9');
  EXPECT_EQ(text(long_text, "Windows-1252").size(), 400'000u);
}

TEST(Decode, LinesThatEndInCrAlone) {
  EXPECT_EQ(text("a,b\r1,2\r"), "a,b\n1,2\n");
  EXPECT_EQ(text("a,b\r\n1,2\r"), "a,b\r\n1,2\r");
  EXPECT_EQ(text("\xFF\xFE"
                 "a\0\r\0b\0"s),
            "a\nb");
}

TEST(Decode, WhatIsNoTable) {
  EXPECT_EQ(
      text("PK\x03\x04zip"),
      "fault: it is an Excel workbook (.xlsx) or another packed file, and no table of separated values: save it as "
      "CSV UTF-8, or name its sheet in a description of the source (--source)");
  EXPECT_EQ(text("\xD0\xCF\x11\xE0"),
            "fault: it is an Excel workbook of the old kind (.xls), and no table of separated values: save it as CSV "
            "UTF-8");
  EXPECT_THAT(text("%PDF-1.7"), HasSubstr("it is a PDF"));
  EXPECT_THAT(text("SQLite format 3\0"s), HasSubstr("`database = \"sqlite:FILE\"`"));
  for (const std::string json : {"[{\"id\": 1}]", "\xEF\xBB\xBF{\"id\": 1}\n", " [\n {\n\"id\": 1"}) {
    EXPECT_EQ(text(json), "fault: it is JSON: give it a name that ends in .json, or .jsonl");
  }
  EXPECT_THAT(text("\x1F\x8B\x08"), HasSubstr("it is a packed file (gzip)"));
  EXPECT_THAT(text("\r\n <!DOCTYPE html>"), HasSubstr("it is a page of HTML or XML"));
  EXPECT_EQ(known_as("id,<b>\n"), "");
  EXPECT_EQ(known_as(""), "");
}

TEST(Decode, TablesByTheirNames) {
  for (const char* name : {"a.csv", "b/A.CSV", "a.b.tsv", "x.tab", "x.txt", "a.xlsx", "A.XLSM"}) {
    EXPECT_TRUE(is_table_name(name)) << name;
    EXPECT_EQ(is_workbook_name(name), name[2] == 'x' || name[2] == 'X') << name;
  }
  for (const char* name : {"csv", "a.json", "a.csv.json", "a.xls", "a.ods", "-", ""})
    EXPECT_FALSE(is_table_name(name)) << name;
}

}  // namespace
}  // namespace engage::tables
