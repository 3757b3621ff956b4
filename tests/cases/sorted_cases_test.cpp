#include "cases/sorted_cases.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>
#include <utility>

#include "table_fixture.h"

namespace engage::cases {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A table as a file of a source that says that it is sorted.
struct Sorted {
  std::string name, text;
  tables::TableUse use;
};

Sorted cases_file(std::string text) { return {"cases.csv", std::move(text), tables::plain_cases()}; }
Sorted events_file(std::string text) { return {"events.csv", std::move(text), tables::plain_entries()}; }

tables::TableUse sorted(tables::TableUse use) {
  use.sorted = true;
  return use;
}

// What comes of the tables: the cases, then what is said at the end; or why they cannot be read.
struct Outcome {
  std::vector<std::string> cases;
  std::vector<std::string> notes;
  std::string counted, error;
  std::size_t windows = 0;
};

void add_cases(Outcome& outcome, const TableCases& cases) {
  for (const ReadCase& one : read_all(cases)) {
    outcome.cases.push_back(fmt::format("{}:{} {} | {} | {} | {} | {} | {} | {} | {}", one.file, one.line, one.id,
                                        one.facts, one.assignees, one.log, fmt::join(one.faults, "; "),
                                        fmt::join(one.ignored, ", "), fmt::join(one.misfits, ", "), one.counts));
  }
}

Outcome read_whole(const std::vector<Sorted>& files) {
  std::vector<TableInput> inputs;
  for (const Sorted& file : files) inputs.push_back(table(file.name, file.text, sorted(file.use)));
  const TableCases cases(std::move(inputs), known_of(counselling()));
  Outcome outcome;
  if (!cases.faults().empty()) outcome.error = fmt::format("{}", fmt::join(cases.faults(), "; "));
  if (!outcome.error.empty()) return outcome;
  add_cases(outcome, cases);
  outcome.notes = cases.notes();
  outcome.counted = cases.counted_rows();
  return outcome;
}

// In parts of so many bytes, and windows.
Outcome read_sorted(const std::vector<Sorted>& files, std::size_t part, std::size_t window) {
  std::vector<TableInput> inputs;
  for (const Sorted& file : files) {
    tables::Feed feed = [&text = file.text, at = std::size_t{0}](char* to, std::size_t room) mutable {
      const std::size_t size = std::min(room, text.size() - at);
      std::copy_n(text.data() + at, size, to);
      at += size;
      return Expected<std::size_t>(size);
    };
    const auto use = sorted(file.use);
    inputs.push_back({std::make_unique<tables::Table>(file.name, std::move(feed), use.form, part), use});
  }
  SortedCases cases(std::move(inputs), known_of(counselling()), window);
  Outcome outcome;
  // Windows are read when all tables have been read on: they hold what they rest on.
  std::vector<std::shared_ptr<const TableCases>> windows;
  while (true) {
    auto next = cases.next();
    if (!next) outcome.error = next.error().message;
    if (!next || !*next) break;
    windows.push_back(*next);
  }
  outcome.windows = windows.size();
  if (!outcome.error.empty()) return outcome;
  for (const auto& window_of : windows) add_cases(outcome, *window_of);
  outcome.notes = cases.notes();
  outcome.counted = cases.counted_rows();
  return outcome;
}

// Cases that no table brings stand at the end where tables are read whole.
void in_one_order(Outcome& outcome) { std::sort(outcome.cases.begin(), outcome.cases.end()); }

TEST(SortedCases, AreJoinedInStepWhereverTheWindowsEnd) {
  const std::vector<Sorted> files = {
      cases_file("id,risk,referral_source\nC-1,high,\"Dr \"\"No\"\"\"\nC-2,low,\nC-4,low,\n"),
      events_file("case_id,at,event\nC-1,2026-01-05,referral_assigned\nC-1,2026-01-06T10:15,call_main\n"
                  "C-3,2026-01-06,contact\nC-4,2026-01-06,contact\n")};
  Outcome whole = read_whole(files);
  in_one_order(whole);
  for (const std::size_t part : {1u, 7u, 30u, 1000u}) {
    for (const std::size_t window : {1u, 50u, 1000u}) {
      Outcome found = read_sorted(files, part, window);
      EXPECT_EQ(found.error, "");
      EXPECT_TRUE(window != 1 || found.windows == 4) << found.windows;
      in_one_order(found);
      EXPECT_EQ(found.cases, whole.cases);
      EXPECT_EQ(found.counted, whole.counted);
      EXPECT_EQ(found.notes, whole.notes);
    }
  }
}

TEST(SortedCases, EventsOfNoCaseStandInTheirPlace) {
  const Outcome found = read_sorted(
      {cases_file("id,risk\nC-1,high\nC-3,low\n"), events_file("case_id,at,event\nC-2,2026-01-05,contact\n")}, 64, 1);
  EXPECT_THAT(found.cases,
              ElementsAre(HasSubstr("C-1"), HasSubstr("events for `C-2`, but no such case"), HasSubstr("C-3")));
}

TEST(SortedCases, OneCaseMayBeLargerThanAWindowAndAPart) {
  std::string events = "case_id,at,event,note\n";
  for (int i = 0; i < 500; ++i) {
    events += fmt::format("C-1,2026-01-05T{:02}:{:02},contact,\"a note\nof two lines\"\n", 8 + i / 60, i % 60);
  }
  events += "C-2,2026-01-05,contact,\n";
  const std::vector<Sorted> files = {cases_file("id\nC-1\nC-2\n"), events_file(events)};
  const Outcome found = read_sorted(files, 100, 200);
  EXPECT_EQ(found.error, "");
  EXPECT_EQ(found.windows, 2u);
  EXPECT_EQ(found.cases, read_whole(files).cases);
}

TEST(SortedCases, TablesWithoutRowsAreTables) {
  const Outcome found = read_sorted({cases_file("id,risk\n"), events_file("case_id,at,event\n")}, 64, 64);
  EXPECT_EQ(found.error, "");
  EXPECT_THAT(found.cases, IsEmpty());
  EXPECT_EQ(found.counted, "cases.csv 0 read, 0 passed over; events.csv 0 read, 0 passed over");
}

TEST(SortedCases, AnotherOrderIsNamedWithLineAndIds) {
  const std::vector<Sorted> files = {cases_file("id\nC-1\nC-2\nC-2\nC-10\n")};
  for (const std::string& error : {read_sorted(files, 8, 1).error, read_whole(files).error}) {
    EXPECT_EQ(error,
              "cases.csv:5: `C-10` stands behind `C-2` (line 4), but the description says that the table is sorted by "
              "case: sort it by the bytes of its ids (`LC_ALL=C sort` does, or `order by`, with collation \"C\" in "
              "PostgreSQL), or take `sorted` out");
  }
  EXPECT_THAT(read_sorted({cases_file("id\nC-1\nC-2\n"),
                           events_file("case_id,at,event\nC-2,2026-01-05,contact\nC-1,2026-01-05,contact\n")},
                          8, 1)
                  .error,
              HasSubstr("events.csv:3: `C-1` stands behind `C-2` (line 2)"));
}

TEST(SortedCases, BytesDecideTheOrder) {
  EXPECT_EQ(read_sorted({cases_file("id\nB\na\n\xC3\xA9\n")}, 8, 1).error, "");
  EXPECT_NE(read_sorted({cases_file("id\na\nB\n")}, 8, 1).error, "");
}

// The first window has cases from the newest entry to the oldest, and a later one does not; and the other way round.
TEST(SortedCases, WhatTheFirstCasesShowHasToHold) {
  const std::string falls = "C-1,2026-01-06,contact\nC-1,2026-01-05,contact\n";
  const std::string rises = "C-2,2026-01-05,contact\nC-2,2026-01-06,contact\n";
  const std::string says_nothing = "C-1,2026-01-05,contact\n", falls_later =
                                                                   "C-2,2026-01-06,contact\n"
                                                                   "C-2,2026-01-05,contact\n";
  for (const std::string& rows : {falls + rises, says_nothing + falls_later}) {
    std::vector<Sorted> files = {cases_file("id\nC-1\nC-2\n"), events_file("case_id,at,event\n" + rows)};
    EXPECT_THAT(read_sorted(files, 8, 1).error, HasSubstr("say `newest_first = true` or `newest_first = false`"));
    for (const bool newest_first : {false, true}) {
      files[1].use.newest_first = newest_first;
      const Outcome found = read_sorted(files, 8, 1);
      EXPECT_EQ(found.error, "");
      EXPECT_EQ(found.cases, read_whole(files).cases);
    }
  }
}

TEST(SortedCases, MidnightsHaveToStayMidnights) {
  std::vector<Sorted> files = {
      cases_file("id\nC-1\nC-2\n"),
      events_file("case_id,at,event\nC-1,2026-01-05 00:00,contact\nC-2,2026-01-05 09:00,contact\n")};
  EXPECT_THAT(read_sorted(files, 8, 1).error, HasSubstr("`midnight_is_no_time = true`"));
  for (const bool no_time : {false, true}) {
    files[1].use.entries[0].midnight_is_no_time = no_time;
    const Outcome found = read_sorted(files, 8, 1);
    EXPECT_EQ(found.error, "");
    EXPECT_EQ(found.cases, read_whole(files).cases);
  }
}

TEST(SortedCases, AFormThatNoDateHasStopsTheFirstWindow) {
  const std::vector<Sorted> files = {cases_file("id\nC-1\nC-2\n"),
                                     events_file("case_id,at,event\nC-1,5/1/2026,contact\nC-2,6/1/2026,contact\n")};
  EXPECT_THAT(read_sorted(files, 8, 1).error, HasSubstr("1 of 1 values are no dates such as 2026-01-31"));
}

TEST(SortedCases, AFaultOfTheFeedEndsTheTable) {
  bool given = false;
  tables::Feed feed = [&given](char* to, std::size_t room) -> Expected<std::size_t> {
    if (std::exchange(given, true)) return fault("the disk is gone");
    return std::string_view("id\nC-1\nC-2\n").copy(to, room);
  };
  const auto use = sorted(tables::plain_cases());
  std::vector<TableInput> inputs;
  inputs.push_back({std::make_unique<tables::Table>("cases.csv", std::move(feed), use.form, 11), use});
  SortedCases cases(std::move(inputs), known_of(counselling()));
  const auto next = cases.next();
  ASSERT_FALSE(next);
  EXPECT_EQ(next.error().message, "the disk is gone");
}

std::uint32_t seed() {
  const char* given = std::getenv("ENGAGE_SEED");
  return given != nullptr ? static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10)) : 20260105u;
}

class Writer {
 public:
  explicit Writer(std::mt19937& random) : random_(random) {}

  // Cases C-101 …, some of them left out, some without an id, and what is known of each.
  std::string cases(std::size_t count) {
    std::string text = "id,risk,referral_source,service,remark\n";
    for (std::size_t i = 0; i < count; ++i) {
      const std::string id = one_in(12) ? "" : fmt::format("C-{}", 101 + i);
      while (!one_in(6)) {
        text += spoilt(fmt::format("{},{},{},{},{}\n", id, pick({"low", "medium", "high", "purple"}), note(),
                                   pick({"individual", "family", ""}), note()),
                       id.size());
        if (!one_in(8)) break;
      }
      if (one_in(9)) text += pick({"\n", ",,,,\n", " \n"});
    }
    return text;
  }

  std::string events(std::size_t count) {
    std::string text = "case_id,at,event,by,note,fact,value\n";
    for (std::size_t i = 0; i < count; ++i) {
      const std::string id = one_in(40) ? "" : fmt::format("C-{}", 101 + i);
      while (!one_in(3)) {
        text += spoilt(fmt::format("{},2026-01-{:02}{},{},{},{},{}\n", id, 1 + below(28),
                                   pick({"", "T10:15", " 00:00", "T09:00Z"}),
                                   pick({"contact", "call_main", "leave_message", "cal_main"}), pick({"jo", "al", ""}),
                                   note(), pick({",", ",", "risk,high", "risk,"})),
                       id.size());
      }
    }
    return text;
  }

  bool one_in(std::size_t count) { return below(count) == 0; }
  std::size_t below(std::size_t end) { return random_() % end; }

 private:
  std::string pick(std::initializer_list<const char*> words) { return words.begin()[below(words.size())]; }
  std::string note() {
    return pick({"", "no answer", "\"a, b\"", "\"said \"\"later\"\"\"", "caf\xC3\xA9", "\"two\nlines\"",
                 "\"far\n\napart\"", "\"one, with\ntwo, and, three, four, five\""});
  }

  // Something behind the id that exports and people do to a row.
  std::string spoilt(std::string row, std::size_t id) {
    if (!one_in(25)) return row;
    const std::size_t at = id + below(row.size() - id);
    switch (below(6)) {
      case 0: row.insert(at, "\""); break;
      case 1: row.erase(at, 1); break;
      case 2: row.insert(at, ",and,so,on,x,y"); break;
      case 3: row.insert(at, "\n"); break;
      case 4: row.insert(at, 1, '\0'); break;
      default: row.insert(at, "\xE9"); break;
    }
    return row;
  }

  std::mt19937& random_;
};

// Random tables, spoilt in places, say the same read whole and in parts and windows of any size.
TEST(SortedCases, PropertySayTheSameAsTablesReadWhole) {
  const std::uint32_t first = seed();
  std::size_t same = 0, in_disorder = 0;
  for (std::uint32_t number = first; number < first + 400; ++number) {
    SCOPED_TRACE(fmt::format("ENGAGE_SEED={}", number));
    std::mt19937 random(number);
    Writer writer(random);
    std::vector<Sorted> files = {cases_file(writer.cases(30)), events_file(writer.events(30))};
    if (writer.one_in(3)) files.push_back({"more.csv", writer.cases(20), tables::plain_cases()});
    if (writer.one_in(3)) files.push_back({"notes.csv", writer.events(35), tables::plain_entries()});
    for (Sorted& file : files) {
      file.use.newest_first = writer.one_in(2);
      for (auto& entry : file.use.entries) entry.midnight_is_no_time = writer.one_in(2);
    }
    Outcome whole = read_whole(files);
    Outcome found = read_sorted(files, 1 + writer.below(600), 1 + writer.below(800));
    if (!whole.error.empty()) {
      // Read whole, all tables are looked at; in step, the first disorder ends the reading.
      EXPECT_THAT("; " + whole.error + ";", HasSubstr("; " + found.error + ";"));
      EXPECT_THAT(found.error, HasSubstr(" stands behind "));
      ++in_disorder;
      continue;
    }
    EXPECT_EQ(found.error, "");
    in_one_order(whole);
    in_one_order(found);
    EXPECT_EQ(found.cases, whole.cases);
    EXPECT_EQ(found.counted, whole.counted);
    EXPECT_EQ(found.notes, whole.notes);
    if (HasFailure()) return;
    ++same;
  }
  EXPECT_GT(same, 150u);
  EXPECT_GT(in_disorder, 5u);
}

}  // namespace
}  // namespace engage::cases
