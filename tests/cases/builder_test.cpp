#include "cases/builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "table_fixture.h"

namespace engage::cases {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ReadCase entries(std::string rows, const ReadOptions& options = {}, const TimeZone* zone = nullptr) {
  const auto read =
      read_all(*open("id\nC-1\n", "case_id,at,event,by,note,fact,value,recorded\n" + rows), options, zone);
  EXPECT_EQ(read.size(), 1u);
  return read.front();
}

TEST(Repeats, InATableTheSameEntryTwiceIsOne) {
  const std::string twice =
      "C-1,2026-01-05T10:15,contact,jo,x,,\nC-1,2026-01-06,call_main,,,,\nC-1,2026-01-05 10:15:30,contact,jo,x,,\n";
  const ReadCase once = entries(twice);
  EXPECT_EQ(once.log, "2026-01-05T10:15 contact; 2026-01-06 call_main");
  EXPECT_EQ(once.counts, "repeats 1");
  const ReadCase kept = entries(twice, with(Repeats::keep));
  EXPECT_EQ(kept.log, "2026-01-05T10:15 contact; 2026-01-05T10:15 contact; 2026-01-06 call_main");
  EXPECT_EQ(kept.counts, "");
  EXPECT_THAT(entries(twice, with(Repeats::reject)).faults,
              ElementsAre("1 entry stand more than once, with the same time, event, changes, `by` and `note`"));
}

TEST(Repeats, AreTheSameInAllThatTellsEntriesApart) {
  const std::string first = "C-1,2026-01-05T10:15,contact,jo,x,risk,low\n";
  EXPECT_EQ(entries(first + first + first).counts, "repeats 2");
  for (const char* other :
       {"C-1,2026-01-05T10:16,contact,jo,x,risk,low\n", "C-1,2026-01-05T10:15,call_main,jo,x,risk,low\n",
        "C-1,2026-01-05T10:15,,jo,x,risk,low\n", "C-1,2026-01-05T10:15,contact,al,x,risk,low\n",
        "C-1,2026-01-05T10:15,contact,jo,y,risk,low\n", "C-1,2026-01-05T10:15,contact,jo,x,risk,high\n",
        "C-1,2026-01-05T10:15,contact,jo,x,age,1\n", "C-1,2026-01-05T10:15,contact,jo,x,,\n",
        "C-1,2026-01-05T10:15,contact,jo,x,risk,unknown\n"}) {
    EXPECT_EQ(entries(first + other).counts, "") << other;
    EXPECT_EQ(entries(other + first + first).counts, "repeats 1") << other;
  }
  EXPECT_EQ(entries(first + "C-1,2026-01-05T10:15,contact,jo,x,risk,low,2026-01-09\n").counts, "repeats 1")
      << "when it was recorded tells nothing";
}

TEST(Repeats, InATableADateAloneIsEnough) {
  EXPECT_EQ(entries("C-1,2026-01-05,contact\nC-1,2026-01-05,contact\n").counts, "repeats 1");
  EXPECT_EQ(entries("C-1,2026-01-05,contact\nC-1,2026-01-06,contact\n").counts, "");
}

TEST(Repeats, InJsonWithoutAPersonOrANoteThereAreNone) {
  const auto log = [](std::string_view one, const ReadOptions& options = {}) {
    return read(R"({"id": "C-1", "events": [)" + std::string(one) + "," + std::string(one) + "]}", options);
  };
  EXPECT_EQ(log(R"({"at": "2026-01-05", "event": "contact"})").counts, "");
  EXPECT_EQ(log(R"({"at": "2026-01-05", "event": "contact"})").log, "2026-01-05 contact; 2026-01-05 contact");
  EXPECT_EQ(log(R"({"at": "2026-01-05", "event": "contact", "by": "jo"})").counts, "repeats 1");
  EXPECT_EQ(log(R"({"at": "2026-01-05", "event": "contact", "note": "x"})").counts, "repeats 1");
  EXPECT_EQ(log(R"({"at": "2026-01-05T10:15", "event": "contact", "by": "jo"})").counts, "repeats 1");
  // Two notes that are written at once.
  EXPECT_EQ(log(R"({"at": "2026-01-05T10:15", "event": "contact"})").counts, "");
  EXPECT_THAT(log(R"({"at": "2026-01-05", "event": "contact"})", with(Repeats::reject)).faults, IsEmpty());
  EXPECT_EQ(log(R"({"at": "2026-01-05", "event": "contact", "by": "jo"})", with(Repeats::keep)).counts, "");
}

TEST(Repeats, TheMinuteThatComesTwiceIsTwo) {
  const auto toronto = load_timezone("America/Toronto");
  ASSERT_TRUE(toronto.has_value());
  const ReadCase two = entries("C-1,2026-11-01T05:30Z,contact\nC-1,2026-11-01T06:30Z,contact\n", {}, &*toronto);
  EXPECT_EQ(two.log, "2026-11-01T01:30 contact; 2026-11-01T01:30 contact");
  EXPECT_EQ(two.counts, "");
}

TEST(Entries, LaterOnesAreCountedAndStay) {
  ReadOptions options;
  options.as_of = Instant{start_of(*make_date(2026, 1, 6)).minutes + 600};
  const ReadCase read =
      entries("C-1,2026-01-06T10:00,contact\nC-1,2026-01-06T10:01,contact\nC-1,2026-01-07,call_main\n", options);
  EXPECT_EQ(read.counts, "later 2");
  EXPECT_EQ(read.log, "2026-01-06T10:00 contact; 2026-01-06T10:01 contact; 2026-01-07 call_main");
  options.as_of = last_minute_of(*make_date(2026, 1, 7));
  EXPECT_EQ(entries("C-1,2026-01-07,contact\n", options).counts, "");
}

TEST(Entries, RecordedLaterThanIsAskedAreNotSeen) {
  const ReadOptions options = known_on(2026, 1, 6);
  const ReadCase read = entries(
      "C-1,2026-01-05,contact,,,risk,low,2026-01-07\nC-1,2026-01-05,call_main,,,risk,high,2026-01-06\n", options);
  EXPECT_EQ(read.log, "2026-01-05 call_main risk=high");
}

TEST(Entries, MidnightBehindALaterTimeOfItsDayIsCounted) {
  const std::string rows =
      "C-1,2026-01-05T14:00,contact\nC-1,2026-01-05T00:00,call_main\nC-1,2026-01-06T00:00,contact\n";
  const ReadCase read = entries(rows);
  EXPECT_EQ(read.counts, "midnights 1");
  EXPECT_EQ(read.log, "2026-01-05 call_main; 2026-01-05T14:00 contact; 2026-01-06 contact");
  EXPECT_EQ(entries("C-1,2026-01-05T00:00,call_main\nC-1,2026-01-05T14:00,contact\n").counts, "");
}

TEST(Entries, AColumnOfMidnightsHasDates) {
  const auto tables = open("id\nC-1\n",
                           "case_id,at,event\nC-1,2026-01-05T00:00:00,contact\nC-1,2026-01-05 00:00:00.000Z,call_main\n"
                           "C-1,2026-01-06,contact\n");
  EXPECT_THAT(tables->notes(),
              ElementsAre("events.csv: every time in the column `at` is 00:00: they are read as dates"));
  const auto read = read_all(*tables);
  EXPECT_THAT(read[0].faults, IsEmpty()) << "no zone is needed for a date";
  EXPECT_EQ(read[0].log, "2026-01-05 contact; 2026-01-05 call_main; 2026-01-06 contact");
}

tables::TableUse described(std::string_view column, std::vector<std::string> words, bool cancelled) {
  tables::TableUse use;
  use.id.name = "case_id";
  use.form.key = {"case_id"};
  use.brings_cases = false;
  tables::EntryUse& entry = use.entries.emplace_back();
  entry.at.name = "at";
  entry.event_column.name = "event";
  entry.absent = tables::EntryUse::Absent::unsaid;
  (cancelled ? entry.cancelled : entry.planned) = {{std::string(column), std::move(words), {}, tables::kNoColumn}};
  return use;
}

TEST(Entries, PlannedOrCancelledHaveNotHappened) {
  const std::string rows =
      "case_id,at,event,status\nC-1,2026-01-05,contact,done\nC-1,2026-01-06,call_main,No "
      "Show\nC-1,2026-01-07,contact,no "
      "show\n";
  for (const bool cancelled : {false, true}) {
    const auto read = read_all(*open_source(table("cases.csv", "id\nC-1\n", tables::plain_cases()),
                                            table("events.csv", rows, described("status", {"no show"}, cancelled))));
    EXPECT_EQ(read[0].log, "2026-01-05 contact");
    EXPECT_EQ(read[0].counts, "not done 2");
  }
  const auto read =
      read_all(*open_source(table("cases.csv", "id\nC-1\n", tables::plain_cases()),
                            table("events.csv", "case_id,at,event,status\nC-1,2026-01-35,contact,no show\n",
                                  described("status", {"no show"}, true))));
  EXPECT_THAT(read[0].faults, ElementsAre("events.csv:2: 2026-01-35 is no date")) << "it is checked all the same";
}

TEST(Entries, NotDoneAndRecordedLater) {
  tables::TableUse use = described("status", {"no show"}, true);
  use.entries[0].recorded.name = "recorded";
  const std::string rows =
      "case_id,at,event,status,recorded\nC-1,2026-01-05,contact,done,2026-01-05\n"
      "C-1,2026-01-06,contact,no show,2026-01-09\n";
  const ReadOptions options = known_on(2026, 1, 6);
  const auto read = read_all(
      *open_source(table("cases.csv", "id\nC-1\n", tables::plain_cases()), table("events.csv", rows, std::move(use))),
      options);
  EXPECT_EQ(read[0].log, "2026-01-05 contact");
  EXPECT_EQ(read[0].counts, "");
}

}  // namespace
}  // namespace engage::cases
