#include "report/due/json.h"

#include <gtest/gtest.h>

#include "fixture.h"

namespace engage::report {
namespace {

class JsonTest : public testing::Test, protected Fixture {
 protected:
  std::string write(const CaseReport& report) const {
    std::string out = "before ";
    writer("jsonl", *this)->add(out, report);
    EXPECT_TRUE(out.starts_with("before ") && out.ends_with('\n'));
    return out.substr(7, out.size() - 8);
  }
};

TEST_F(JsonTest, NothingToSayLeavesEmptyListsAndNulls) {
  EXPECT_EQ(write(assessed()),
            R"({"case":"C-1","policy":"entry","version":1,"as_of":"2026-01-14","status":"not_started","episode":0,)"
            R"("stage":null,"since":null,"actions":[],"blocked":[],"upcoming":[],"withheld":[],"passed_over":[],)"
            R"("escalations":[],"lapsed":[],"breaches":[],"late":[],"repeated_slots":[],"unknown":[],)"
            R"("outcome":null,"next_change":null,)"
            R"("pending":{"event":null,"at":null,"because":"","find_out":[],"recorded":0}})");
}

TEST_F(JsonTest, EveryKeyInItsPlace) {
  fill();
  EXPECT_EQ(
      write(assessed()),
      R"({"case":"C-1","policy":"entry","version":1,"as_of":"2026-01-14","status":"active","episode":1,)"
      R"("stage":"outreach","since":"2026-01-05","actions":[)"
      R"({"id":"first.call#1","step":"first","action":"call","title":"Call the main phone number","role":"worker",)"
      R"("assignee":"J. \"Jo\" Okafor","opens":"2026-01-09","due":"2026-01-13","state":"overdue","days_late":1,)"
      R"("avoid":[{"weekday":"tuesday","time_of_day":"morning"},)"
      R"({"weekday":"friday","time_of_day":"evening","way":"call"}],)"
      R"("clause":"step 2","note":"Ask whether it is a good time; be kind,\nand brief.","source":"p.engage:3"},)"
      R"({"id":"first.any(text,mail,visit)#1","step":"first","any_of":["text","visit"],)"
      R"("title":"Send a \"text\" message or visit","role":"worker","assignee":"J. \"Jo\" Okafor",)"
      R"("opens":"2026-01-09","due":"2026-01-14","state":"due_today","days_late":0,)"
      R"("clause":"step 2","note":"Ask whether it is a good time; be kind,\nand brief.","source":"p.engage:3"},)"
      R"({"id":"consult.consult#1","step":"consult","action":"consult","title":"Consult the line supervisor",)"
      R"("role":"supervisor","opens":"2026-01-12T10:15","due":"2026-01-15T00:00","state":"open","days_late":0,)"
      R"("source":"p.engage:4","escalation":"two_weeks","to":"supervisor"}],)"
      R"("blocked":[{"step":"letter","opens":"2026-01-10","due":"2026-01-14","state":"due_today",)"
      R"("find_out":["consent","violence"]}],)"
      R"("upcoming":[{"id":"letter.mail#2","step":"letter","action":"mail","title":"Mail a letter","role":"worker",)"
      R"("assignee":"J. \"Jo\" Okafor","opens":"2026-01-20","due":null,"source":"p.engage:5"}],)"
      R"("withheld":[{"step":"first","action":"text","because":"consent is no"}],)"
      R"("passed_over":[{"step":"letter","action":"mail","because":"violence is not recorded"}],)"
      R"("escalations":[{"name":"two_weeks","title":"No contact within \"two\" weeks","to":"supervisor",)"
      R"("at":"2026-01-12T10:15"}],)"
      R"("lapsed":[{"id":"first.any(text,mail,visit)#2","at":"2026-01-11"}],)"
      R"("breaches":[{"action":"text","at":"2026-01-08T09:00"}],)"
      R"("late":[{"id":"letter.mail#1","due":"2026-01-06","at":"2026-01-08T17:05","days_late":2}],)"
      R"("repeated_slots":[{"id":"first.call#1","at":"2026-01-07T11:00"}],)"
      R"("unknown":["consent","violence"],"outcome":null,"next_change":"2026-01-15"})");
}

TEST_F(JsonTest, ChoiceWithNothingWithheldHasAllAlternatives) {
  assessment.actions = {owed(0, 1)};
  EXPECT_NE(write(assessed())
                .find(R"("any_of":["text","mail","visit"],)"
                      R"("title":"Send a \"text\" message or Mail a letter or visit","role":"worker")"),
            std::string::npos);
}

TEST_F(JsonTest, ActionWithoutTitleHasNone) {
  families[0].words.events[0].title.clear();
  assessment.actions = {owed(0, 0)};
  EXPECT_NE(write(assessed()).find(R"("action":"call","role":"worker")"), std::string::npos);
}

TEST_F(JsonTest, EarlierEpisodeUnderAnotherVersion) {
  assessment.policy = &families[0].versions[1];
  assessment.status = engine::Status::finished;
  assessment.outcome = 1;
  assessment.since = at("2026-01-12T09:30");
  assessment.actions = {owed(1, 0)};  // of version 1
  const std::string out = write(assessed());
  EXPECT_NE(out.find(R"("version":2,)"), std::string::npos);
  EXPECT_NE(out.find(R"("stage":null,"since":"2026-01-12T09:30")"), std::string::npos);
  EXPECT_NE(out.find(R"("id":"consult.consult#1")"), std::string::npos);
  EXPECT_NE(out.find(R"("outcome":"engaged",)"), std::string::npos);
}

TEST_F(JsonTest, ReasonStandsAfterStatus) {
  assessment.status = engine::Status::not_applicable;
  assessment.reason = "version 1 is in effect from 2026-02-01";
  EXPECT_NE(write(assessed())
                .find(R"("status":"not_applicable","reason":"version 1 is in effect from 2026-02-01","episode":0)"),
            std::string::npos);
}

TEST_F(JsonTest, AsOfAnInstantHasItsTime) {
  context.as_of = at("2026-01-14T00:00");
  EXPECT_NE(write(assessed()).find(R"("as_of":"2026-01-14T00:00")"), std::string::npos);
}

TEST_F(JsonTest, RejectedCases) {
  EXPECT_EQ(write(rejected("C-9")),
            R"({"line":17,"id":"C-9","rejected":["`on` is not a date","the fact \"age\" is twelve"]})");
  context.several_files = true;
  EXPECT_EQ(write(rejected("")), R"({"file":"cases.jsonl","line":17,"id":null,)"
                                 R"("rejected":["`on` is not a date","the fact \"age\" is twelve"]})");
}

TEST_F(JsonTest, Document) {
  std::string out;
  const auto json = writer("json", *this);
  json->begin(out);
  const std::size_t begin = out.size();
  Counts counts;
  counts.add(assessed());
  counts.add(rejected("C-9"));
  json->end(out, counts);
  EXPECT_EQ(out, R"({"as_of":"2026-01-14","cases":[],"counts":{"assessed":1,"rejected":1,)"
                 R"("not_applicable":0,"not_started":1,"active":0,"finished":0}})"
                 "\n");
  std::string cases;
  json->add(cases, rejected("C-8"));
  json->leave_out(cases, rejected("C-9"));  // it has its place all the same
  out.insert(begin, cases.substr(json->parting()));
  EXPECT_EQ(out.substr(0, out.find(R"(,"counts")")),
            R"({"as_of":"2026-01-14","cases":[{"line":17,"id":"C-8","rejected":["`on` is not a date",)"
            R"("the fact \"age\" is twelve"]},{"line":17,"id":"C-9","rejected":["`on` is not a date",)"
            R"("the fact \"age\" is twelve"]}])");
}

std::string json(std::string_view text) {
  std::string out;
  form::Appender(out).put_json(text);
  return out;
}

TEST(AppenderTest, EscapesWhereverItStands) {
  EXPECT_EQ(json(""), "");
  EXPECT_EQ(json("plain"), "plain");
  EXPECT_EQ(json("Zoë – 東京"), "Zoë – 東京");
  EXPECT_EQ(json(std::string_view("\0\x01\x1f\x20\x7f", 5)), "\\u0000\\u0001\\u001f \\u007f");
  EXPECT_EQ(json("a\nb\rc\td\\e\"f"), "a\\nb\\rc\\td\\\\e\\\"f");
  for (std::size_t size = 1; size < 40; ++size) {
    for (std::size_t place = 0; place < size; ++place) {
      for (const auto& [byte, escape] : {std::pair('"', "\\\""), std::pair('\\', "\\\\"), std::pair('\n', "\\n")}) {
        std::string text, expected;
        for (std::size_t i = 0; i < size; ++i) {
          text += i == place ? std::string(1, byte) : "\xC3\xA9";
          expected += i == place ? escape : "\xC3\xA9";
        }
        EXPECT_EQ(json(text), expected) << size << " " << place;
      }
      std::string text(size, '#');  // the byte after the quote
      text[place] = '!';            // and the one before
      EXPECT_EQ(json(text), text);
    }
  }
}

// A program that shows the document on a terminal, or in a page, is as safe as one that reads it.
TEST(AppenderTest, WhatDoesNotShowIsEscaped) {
  EXPECT_EQ(json("Zoë — 東京 🙂, a long ordinary text"), "Zoë — 東京 🙂, a long ordinary text");
  EXPECT_EQ(json("\x7f\u009B\u202E\u2028\U000E0041"), "\\u007f\\u009b\\u202e\\u2028\\udb40\\udc41");
  EXPECT_EQ(json("eight by\x7ftes é\u200B"), "eight by\\u007ftes é\\u200b");
  EXPECT_EQ(json("\xFFname\xC3"), "\\ufffdname\\ufffd");  // of a file
}

TEST(AppenderTest, GrowsAndKeepsWhatIsThere) {
  std::string out = "x";
  std::string expected = "x";
  for (int i = 0; i < 200; ++i) {
    form::Appender to(out);
    const std::string text(static_cast<std::size_t>(i) * 37, static_cast<char>('a' + i % 26));
    to.put(text);
    to.put_number(-i);
    to.put_minute(at("2026-02-03T04:05"));
    expected += text + std::to_string(-i) + "2026-02-03T04:05";
  }
  EXPECT_EQ(out, expected);
}

TEST(AppenderTest, DatesAndTimes) {
  std::string out;
  {
    form::Appender to(out);
    to.put_instant(at("1900-01-01"));
    to.put(' ');
    to.put_instant(at("1901-12-31T23:59"));
    to.put(' ');
    to.put_deadline({at("2199-12-31"), true});
    to.put(' ');
    to.put_deadline({at("2199-12-31"), false});
  }
  EXPECT_EQ(out, "1900-01-01 1901-12-31T23:59 2199-12-31 2199-12-31T00:00");
}

}  // namespace
}  // namespace engage::report
