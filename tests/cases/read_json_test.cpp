#include "cases/read_json.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "fixture.h"

namespace engage::cases {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ReadJson, ReadsTheCaseOfTheDocuments) {
  const ReadCase c = read(R"({"id": "C-1042", "policy": "individual_entry",
     "facts": {"service": "individual", "consent_voicemail": true, "risk": "high", "referral_source": "Dr Lee",
               "age": 41, "next_appointment": "2026-02-03"},
     "assignees": {"worker": "J. Okafor"},
     "events": [
       {"at": "2026-01-05", "event": "referral_assigned"},
       {"at": "2026-01-06T10:15", "event": "call_main", "by": "jokafor", "note": "no answer"},
       {"at": "2026-01-07", "set": {"risk": "extreme", "age": null}},
       {"at": "2026-01-08T09:00-05:00", "event": "contact", "recorded": "2026-01-12"}]})");
  EXPECT_THAT(c.faults, IsEmpty());
  EXPECT_EQ(c.id, "C-1042");
  EXPECT_EQ(c.facts,
            "consent_voicemail=yes service=individual risk=high age=41 next_appointment=2026-02-03 "
            "referral_source=Dr Lee spoken_language=English");
  EXPECT_EQ(c.assignees, "worker=J. Okafor");
  EXPECT_EQ(c.log,
            "2026-01-05 referral_assigned; 2026-01-06T10:15 call_main; 2026-01-07 risk=extreme age=unknown; "
            "2026-01-08T09:00 contact");
}

TEST(ReadJson, KeysStandInAnyOrder) {
  const ReadCase c = read(R"({"events":[{"set":{"risk":"low"},"event":"contact","at":"2026-01-05 08:00"}],"id":"x"})");
  EXPECT_THAT(c.faults, IsEmpty());
  EXPECT_EQ(c.log, "2026-01-05T08:00 contact risk=low");
}

TEST(ReadJson, NullIsUnknownAndDefaultsHoldOnlyWhereNothingIsSaid) {
  EXPECT_EQ(read(R"({"id":"x"})").facts, "spoken_language=English");
  EXPECT_EQ(read(R"({"id":"x","facts":{"spoken_language":null}})").facts, "");
  EXPECT_EQ(read(R"({"id":"x","facts":{"spoken_language":"unknown","risk":"unknown","age":"unknown"}})").facts,
            "spoken_language=unknown");
  EXPECT_EQ(read(R"({"id":"x","facts":null,"events":null,"assignees":null,"policy":null})").facts,
            "spoken_language=English");
}

TEST(ReadJson, YesNoTakesWordsToo) {
  EXPECT_EQ(read(R"({"id":"x","facts":{"consent_voicemail":"no"}})").facts,
            "consent_voicemail=no spoken_language=English");
  EXPECT_EQ(read(R"({"id":"x","facts":{"consent_voicemail":false}})").facts,
            "consent_voicemail=no spoken_language=English");
}

TEST(ReadJson, UnescapesTexts) {
  const ReadCase c =
      read("{\"\\u0069d\":\"C\\u002d1\",\"facts\":{\"referral_source\":\"a\\\"b\\\\c\\n\\u00e9\\ud83d\\ude00é\"}}");
  EXPECT_THAT(c.faults, IsEmpty());
  EXPECT_EQ(c.id, "C-1");
  EXPECT_EQ(c.facts, "referral_source=a\"b\\c\né😀é spoken_language=English");
}

TEST(ReadJson, EventsWithoutATimeTakeTheOneListedBefore) {
  const auto log = [](std::string_view events) {
    return read(R"({"id":"x","events":[)" + std::string(events) + "]}").log;
  };
  EXPECT_EQ(log(R"({"at":"2026-01-05T10:00","event":"call_main"},{"at":"2026-01-05","event":"contact"})"),
            "2026-01-05T10:00 call_main; 2026-01-05T10:00 contact");
  EXPECT_EQ(log(R"({"at":"2026-01-05","event":"contact"},{"at":"2026-01-05T10:00","event":"call_main"})"),
            "2026-01-05 contact; 2026-01-05T10:00 call_main");
  // Another date between them; the nearest, not the latest; inherited times are handed on.
  EXPECT_EQ(log(R"({"at":"2026-01-06T10:00","event":"call_main"},{"at":"2026-01-05T09:00","event":"contact"},
                   {"at":"2026-01-06","event":"leave_message"})"),
            "2026-01-05T09:00 contact; 2026-01-06T10:00 call_main; 2026-01-06T10:00 leave_message");
  EXPECT_EQ(log(R"({"at":"2026-01-06T10:00","event":"call_main"},{"at":"2026-01-06T08:00","event":"contact"},
                   {"at":"2026-01-06","event":"leave_message"},{"at":"2026-01-06","set":{"risk":"low"}})"),
            "2026-01-06T08:00 contact; 2026-01-06T08:00 leave_message; 2026-01-06T08:00 risk=low; "
            "2026-01-06T10:00 call_main");
}

TEST(ReadJson, ManyEventsOutOfOrderStayStable) {
  constexpr std::array kEvents = {"call_main", "leave_message", "contact"};
  std::string events, expected;
  for (int day = 28; day >= 1; --day) {
    for (const char* event : kEvents) {
      events += fmt::format(R"({}{{"at":"2026-01-{:02}","event":"{}"}})", events.empty() ? "" : ",", day, event);
    }
  }
  for (int day = 1; day <= 28; ++day) {
    for (const char* event : kEvents) {
      expected += fmt::format("{}2026-01-{:02} {}", expected.empty() ? "" : "; ", day, event);
    }
  }
  EXPECT_EQ(read(R"({"id":"x","events":[)" + events + "]}").log, expected);
}

TEST(ReadJson, KnownOnSeesWhatWasRecordedByThen) {
  const std::string json = R"({"id":"x","events":[
    {"at":"2026-01-05T08:00","event":"call_main","recorded":"2026-01-09T10:00"},
    {"at":"2026-01-05","event":"contact"},
    {"at":"2026-01-10","event":"leave_message","set":{"risk":"low"},"recorded":"2026-01-08"}]})";
  const auto log = [&](int day) { return read(json, known_on(2026, 1, day)).log; };
  EXPECT_EQ(log(4), "");
  EXPECT_EQ(log(5), "2026-01-05 contact");  // the time that it would inherit is not known yet
  EXPECT_EQ(log(8), "2026-01-05 contact; 2026-01-10 leave_message risk=low");
  EXPECT_EQ(log(9), "2026-01-05T08:00 call_main; 2026-01-05T08:00 contact; 2026-01-10 leave_message risk=low");
  // An entry that is not seen rejects the case all the same.
  EXPECT_THAT(read(R"({"id":"x","events":[{"at":"2026-03-01","event":"cal_main"}]})", known_on(2026, 1, 1)).faults,
              ElementsAre("event 1: no event or action called `cal_main`; did you mean `call_main`?"));
}

TEST(ReadJson, WhatIsNotKnownIsIgnoredOrUnderStrictAFault) {
  const char* json = R"({"id":"x","evnts":[],"facts":{"rsik":"low"},"assignees":{"manager":"A"},
    "events":[{"at":"2026-01-05","event":"contact","notes":{"a":[1,"b",null]}},{"at":"2026-01-05","set":{"colour":1}}]})";
  const ReadCase c = read(json);
  EXPECT_THAT(c.faults, IsEmpty());
  EXPECT_THAT(c.ignored, ElementsAre("evnts", "rsik", "manager", "notes", "colour"));
  EXPECT_EQ(c.log, "2026-01-05 contact; 2026-01-05");
  EXPECT_THAT(
      read(json, strictly()).faults,
      ElementsAre("a case has no key `evnts`; did you mean `events`?", "no fact called `rsik`; did you mean `risk`?",
                  "no role called `manager`", "event 1: an event has no key `notes`; did you mean `note`?",
                  "event 2: no fact called `colour`"));
}

struct FaultCase {
  const char* json;
  const char* fault;
};

class JsonFault : public testing::TestWithParam<FaultCase> {};

TEST_P(JsonFault, IsToldInOneSentence) { EXPECT_THAT(read(GetParam().json).faults, ElementsAre(GetParam().fault)); }

INSTANTIATE_TEST_SUITE_P(
    Table, JsonFault,
    testing::Values(
        FaultCase{R"({})", "`id` is missing"}, FaultCase{R"({"id":null})", "`id` is missing"},
        FaultCase{R"({"id":""})", "`id` is empty"}, FaultCase{R"({"id":"  "})", "`id` is empty"},
        FaultCase{R"({"id":1042})", "`id` is 1042, a number: write it in quotes, \"1042\""},
        FaultCase{R"({"id":["x"]})", "`id` is a list, not a text in quotes"},
        FaultCase{R"({"id":"x","id":"y"})", "`id` stands there twice"},
        FaultCase{R"({"id":"x","policy":3})", "`policy` is 3, not a text in quotes"},
        FaultCase{R"({"id":"x","facts":[]})", "`facts` is a list, not an object in braces"},
        FaultCase{R"({"id":"x","events":{}})", "`events` is an object, not a list in brackets"},
        FaultCase{R"({"id":"x","assignees":{"worker":7}})", "the assignee of `worker` is 7, not a text in quotes"},
        FaultCase{R"({"id":"x","assignees":{"worker":"A","worker":"B"}})", "`worker` stands there twice"},
        FaultCase{R"([1])", "it is a list, not an object in braces"},
        FaultCase{R"("x")", "it is `x`, not an object in braces"},
        FaultCase{R"({"id":"x","facts":{"risk":"purple"}})",
                  "fact `risk` cannot be `purple`: it is one of low, medium, high, extreme"},
        FaultCase{R"({"id":"x","facts":{"risk":2}})",
                  "fact `risk` cannot be 2: it is one of low, medium, high, extreme"},
        FaultCase{R"({"id":"x","facts":{"consent_voicemail":"maybe"}})",
                  "fact `consent_voicemail` cannot be `maybe`: it is yes or no"},
        FaultCase{R"({"id":"x","facts":{"consent_voicemail":1}})",
                  "fact `consent_voicemail` cannot be 1: it is yes or no"},
        FaultCase{R"({"id":"x","facts":{"age":"41"}})",
                  "fact `age` cannot be `41`: the quotes make it a text: write 41"},
        FaultCase{R"({"id":"x","facts":{"age":"old"}})", "fact `age` cannot be `old`: it is a number"},
        FaultCase{R"({"id":"x","facts":{"consent_voicemail":"TRUE"}})",
                  "fact `consent_voicemail` cannot be `TRUE`: write `yes` or true"},
        FaultCase{R"({"id":"x","facts":{"age":1234567890123456}})",
                  "fact `age` cannot be 1234567890123456: a number has at most 15 digits here"},
        FaultCase{R"({"id":"x","facts":{"age":1e999}})",
                  "fact `age` cannot be 1e999: a number has at most 15 digits here"},
        FaultCase{R"({"id":"x","facts":{"next_appointment":"2026-02-30"}})",
                  "fact `next_appointment` cannot be `2026-02-30`: 2026-02-30 is no date"},
        FaultCase{R"({"id":"x","facts":{"next_appointment":"2026-02-03T10:00"}})",
                  "fact `next_appointment` cannot be `2026-02-03T10:00`: it is a date such as 2026-01-31"},
        FaultCase{R"({"id":"x","facts":{"referral_source":true}})",
                  "fact `referral_source` cannot be true: it is a text in quotes"},
        FaultCase{R"({"id":"x","facts":{"referral_source":{}}})",
                  "fact `referral_source` cannot be an object: it is a text in quotes"},
        FaultCase{R"({"id":"x","facts":{"age":1,"age":1}})", "`age` stands there twice"},
        FaultCase{R"({"id":"x","facts":{"agee":1,"b":2,"agee":1}})", "`agee` stands there twice"},
        FaultCase{R"({"id":"x","events":[7]})", "event 1: it is 7, not an object in braces"},
        FaultCase{R"({"id":"x","events":[{"event":"contact"}]})", "event 1: `at` is missing"},
        FaultCase{R"({"id":"x","events":[{"at":"2026-01-05","event":null}]})",
                  "event 1: there is neither `event` nor `set`"},
        FaultCase{R"({"id":"x","events":[{"at":20260105,"event":"contact"}]})",
                  "event 1: `at` is 20260105, not a text in quotes"},
        FaultCase{R"({"id":"x","events":[{"at":"2026-01-05","at":"2026-01-05","event":"contact"}]})",
                  "event 1: `at` stands there twice"},
        FaultCase{R"({"id":"x","events":[{"at":"2026-02-30","event":"contact"}]})", "event 1: 2026-02-30 is no date"},
        FaultCase{R"({"id":"x","events":[{"at":"2026-01-05T24:00","event":"contact"}]})",
                  "event 1: 2026-01-05T24:00 is no time: a day goes from 00:00 to 23:59"},
        FaultCase{R"({"id":"x","events":[{"at":"1899-12-31","event":"contact"}]})",
                  "event 1: 1899-12-31 lies outside the years 1900 to 2199"},
        FaultCase{R"({"id":"x","events":[{"at":"yesterday","event":"contact"}]})",
                  "event 1: `yesterday` is neither a date such as 2026-01-31 nor a time such as 2026-01-31T09:30"},
        FaultCase{R"({"id":"x","events":[{"at":"2026-01-05T10:00Z","event":"contact"}]})",
                  "event 1: 2026-01-05T10:00Z is in UTC, and the policy's calendar has no timezone to turn it into "
                  "local time"},
        FaultCase{R"({"id":"x","events":[{"at":"2026-01-05","event":"contact","recorded":"soon"}]})",
                  "event 1: `soon` is neither a date such as 2026-01-31 nor a time such as 2026-01-31T09:30"},
        FaultCase{R"({"id":"x","events":[{"at":"2026-01-05","event":"risk"}]})",
                  "event 1: `risk` is a fact, no event: write its change under `set`"},
        FaultCase{R"({"id":"x","events":[{"at":"2026-01-05","event":["contact"]}]})",
                  "event 1: `event` is a list, not a text in quotes"},
        FaultCase{R"({"id":"x","events":[{"at":"2026-01-05","event":"contact","by":7}]})",
                  "event 1: `by` is 7, not a text in quotes"},
        FaultCase{R"({"id":"x","events":[{"at":"2026-01-05","set":["risk"]}]})",
                  "event 1: `set` is a list, not an object in braces"},
        FaultCase{R"({"id":"x","events":[{"at":"2026-01-05","set":{"risk":"none"}}]})",
                  "event 1: fact `risk` cannot be `none`: it is one of low, medium, high, extreme"}));

class NoJson : public testing::TestWithParam<FaultCase> {};

TEST_P(NoJson, IsToldWithItsPlace) {
  const ReadCase c = read(GetParam().json);
  EXPECT_THAT(c.faults, ElementsAre(GetParam().fault));
  EXPECT_EQ(c.id, "x");
}

INSTANTIATE_TEST_SUITE_P(
    Table, NoJson,
    testing::Values(
        FaultCase{R"({"id":"x",})", "it is no JSON: a key in quotes is expected at its byte 11"},
        FaultCase{R"({"id":"x" "facts":{}})", "it is no JSON: a comma or `}` is expected at its byte 11"},
        FaultCase{R"({"id":"x","facts"})", "it is no JSON: a colon is expected after the key at its byte 18"},
        FaultCase{R"({"id":"x","facts":{"age":01}})", "it is no JSON: a value is expected at its byte 26"},
        FaultCase{R"({"id":"x","a":tru})", "it is no JSON: a value is expected at its byte 15"},
        FaultCase{R"({"id":"x","a":[1,]})", "it is no JSON: a value is expected at its byte 18"},
        FaultCase{R"({"id":"x","a":[1}})", "it is no JSON: a comma or `]` is expected at its byte 17"},
        FaultCase{R"({"id":"x","a":"\q"})",
                  "it is no JSON: a text in quotes has a backslash before a character that takes none at its byte 15"},
        FaultCase{R"({"id":"x","a":"\ud800"})", "it is no JSON: a text in quotes has half a \\u pair at its byte 15"},
        FaultCase{R"({"id":"x"} 5)", "it is no JSON: more text follows at its byte 12"},
        FaultCase{R"({"id":"x")", "it is no JSON: a comma or `}` is expected at its byte 10"},
        FaultCase{"{\"id\":\"x\",\n\n \"a\" 5}", "it is no JSON: a colon is expected after the key on line 3"},
        FaultCase{R"({"id":"x","a":"b)", "it is no JSON: the closing quote of a text is missing"},
        FaultCase{"{\"id\":\"x\",\"a\":\"\xff\"}", "it is no JSON: the text is not UTF-8"}));

TEST(ReadJson, AllFaultsOfACaseAreTold) {
  EXPECT_THAT(read(R"({"facts":{"risk":"x","age":"y"},"events":[{"at":"z"},{"event":"contact"}]})").faults,
              testing::SizeIs(6));
}

TEST(ReadJson, FaultsEndWhereNobodyReadsOn) {
  std::string events = R"({"at":"x","event":"contact"})";
  for (int i = 0; i < 99; ++i) events += R"(,{"at":"x","event":"contact"})";
  const auto faults = read(R"({"id":"x","events":[)" + events + "]}").faults;
  ASSERT_THAT(faults, testing::SizeIs(21));
  EXPECT_EQ(faults.back(), "and 80 more");
}

TEST(ReadJson, TooDeepNestingIsAFault) {
  std::string json = R"({"id":"x","a":)";
  json += std::string(5000, '[') + std::string(5000, ']') + "}";
  EXPECT_THAT(read(json).faults, ElementsAre("it is no JSON: objects and lists are nested too deeply at its byte 79"));
}

TEST(ReadHeader, TellsIdAndPolicyWithoutReadingOn) {
  JsonCase one;
  Header header;
  const std::string json = R"({"facts":{"a":[{}]},"policy":"p","id":"C-1","rest":!!!)";
  one.open({json, 1, {}});
  one.read_header(header);
  EXPECT_EQ(header.id, "C-1");
  EXPECT_EQ(header.policy, "p");
  EXPECT_THAT(header.faults, IsEmpty());
}

TEST(ReadHeader, TellsWhatIsWrongWithThem) {
  JsonCase one;
  Header header;
  const std::string json = R"({"policy":7})";
  one.open({json, 1, {}});
  one.read_header(header);
  EXPECT_THAT(header.faults, ElementsAre("`id` is missing", "`policy` is 7, not a text in quotes"));
}

TEST(GuessId, FindsTheOutermostId) {
  EXPECT_EQ(guess_id(R"({"a":{"id":"no"},"b":"\"id\"","id" : "C-9", "x)"), "C-9");
  EXPECT_EQ(guess_id(R"({"id": 9})"), "");
  EXPECT_EQ(guess_id(R"({"id": "C-)"), "");
  EXPECT_EQ(guess_id("junk"), "");
}

}  // namespace
}  // namespace engage::cases
