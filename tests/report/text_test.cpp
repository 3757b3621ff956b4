#include "report/due/text.h"

#include <gtest/gtest.h>

#include "fixture.h"

namespace engage::report {
namespace {

class TextTest : public testing::Test, protected Fixture {
 protected:
  TextReport report(bool colour = false) const {
    return TextReport(families, sources, context, {.colour = colour, .columns = 100});
  }
};

TEST_F(TextTest, NothingDue) {
  TextReport text = report();
  text.add(assessed());
  EXPECT_EQ(text.finish(),
            "Due list as of Wednesday 14 January 2026\n"
            "\n"
            "Nothing is due.\n"
            "\n"
            "Not started (1)\n"
            "    C-1  no event is recorded, and it starts with one (Call the main phone number)\n"
            "\n"
            "1 case: 0 active, 1 not started, 0 finished, 0 not applicable, 0 rejected\n");
}

TEST_F(TextTest, Everything) {
  fill();
  TextReport text = report();
  text.add(assessed());
  text.add(rejected("C-9"));
  text.add(rejected(""));
  EXPECT_EQ(text.finish(), R"(Due list as of Wednesday 14 January 2026

Overdue (1)
  Assigned worker: J. "Jo" Okafor
    C-1  Call the main phone number      2026-01-09 to 2026-01-13              1 day late
           used before: tuesday morning; friday evening call
           clause: step 2
           note: Ask whether it is a good time; be kind,
                 and brief.

Due today (1)
  Assigned worker: J. "Jo" Okafor
    C-1  Send a "text" message or visit  2026-01-09 to 2026-01-14              due today
           clause: step 2
           note: Ask whether it is a good time; be kind,
                 and brief.

Open (1)
  Program supervisor, nobody assigned
    C-1  Consult the line supervisor     2026-01-12 10:15 to 2026-01-15 00:00  open
           escalation: No contact within "two" weeks

Upcoming (1)
  Assigned worker: J. "Jo" Okafor
    C-1  Mail a letter                   from 2026-01-20                       upcoming

Blocked until somebody finds out (1)
    C-1  Send the letter: find out consent (May text), violence (Family violence); due 2026-01-14,
         today; Assigned worker, J. "Jo" Okafor

Withheld (1)
    C-1  do not: Send a "text" message — "May text" is no (J. "Jo" Okafor)

Passed over: nothing was done in these steps (1)
    C-1  Send the letter: Mail a letter — "Family violence" is not recorded

Escalations (1)
    C-1  No contact within "two" weeks — to Program supervisor on 2026-01-12 10:15, work open

Breaches: done although it was not allowed (1)
    C-1  Send a "text" message, recorded 2026-01-08 09:00

Done late (1)
    C-1  Mail a letter: due 2026-01-06, done 2026-01-08 17:05, 2 days late

Same time or way used again (1)
    C-1  Call the main phone number, 2026-01-07 11:00

Lapsed (1)
    C-1  2026-01-11: Send a "text" message or Mail a letter or visit

Rejected: could not be assessed (2)
    C-9      cases.jsonl:17
             `on` is not a date
             the fact "age" is twelve
    (no id)  cases.jsonl:17
             `on` is not a date
             the fact "age" is twelve

3 cases: 1 active, 0 not started, 0 finished, 0 not applicable, 2 rejected
)");
}

TEST_F(TextTest, SortedByRolePersonDueDateAndOrderOfCases) {
  // Names of a row: case, in the order in which they come out.
  TextReport text = report();
  const auto add = [&](std::string_view id, std::string_view worker, std::optional<Deadline> due, model::StepId step) {
    record.assignees = {{"worker", worker}};
    engine::OwedAction action = owed(step, 0);
    action.due = due;
    assessment.actions = {action};
    CaseReport one = assessed();
    one.id = id;
    text.add(one);
  };
  const Deadline noon{at("2026-01-12T12:00"), false};
  const Deadline that_day{at("2026-01-12"), true};
  add("supervised", "Ann", that_day, 1);
  add("unassigned", "", that_day, 0);
  add("zoe", "Zoe", that_day, 0);
  add("never", "Ann", std::nullopt, 0);
  add("day-1", "Ann", that_day, 0);
  add("noon", "Ann", noon, 0);
  add("day-2", "Ann", that_day, 2);
  const std::string out = text.finish();
  std::size_t last = 0;
  for (const std::string_view id : {"Ann", "noon", "day-1", "day-2", "never", "Zoe", "zoe", "nobody", "unassigned",
                                    "Program supervisor", "supervised"}) {
    const std::size_t place = out.find(id);
    ASSERT_NE(place, std::string::npos) << id;
    EXPECT_GT(place, last) << id << "\n" << out;
    last = place;
  }
}

TEST_F(TextTest, LongTitlesAndIdsAreWrappedAndWhole) {
  families[0].words.events[0].title =
      "Call the main phone number and let it ring for as long as it takes an old "
      "person to come from the garden to the telephone";
  assessment.actions = {owed(0, 0), owed(2, 0)};
  TextReport text = report();
  CaseReport one = assessed();
  one.id = "an-id-that-is-longer-than-the-column";
  text.add(one);
  one.id = "C-2";
  text.add(one);
  const std::string out = text.finish();
  EXPECT_NE(out.find(R"(
    an-id-that-is-longer-than-the-column
         Call the main phone number and let it ring for as      2026-01-09 to 2026-01-13  1 day late
         long as it takes an old person to come from the
         garden to the telephone
           clause: step 2
)"),
            std::string::npos)
      << out;
}

TEST_F(TextTest, NoControlCharacterOfARecordReachesTheTerminal) {
  record.assignees = {{"worker", "\x1b[2JEve"}};
  reasons = {"\x1b]0;title\x07"};
  fill();
  assessment.reason = "\x1b[1m";
  TextReport text = report();
  CaseReport one = assessed();
  one.id = "C\r-1";
  text.add(one);
  text.add(rejected("\x1b"));
  const std::string out = text.finish();
  EXPECT_EQ(out.find('\x1b'), std::string::npos);
  EXPECT_EQ(out.find('\r'), std::string::npos);
  EXPECT_NE(out.find("\\x1B[2JEve"), std::string::npos);
}

TEST_F(TextTest, ColourOnlyAddsToTheWords) {
  fill();
  TextReport plain = report();
  TextReport coloured = report(true);
  plain.add(assessed());
  coloured.add(assessed());
  std::string out = coloured.finish();
  EXPECT_NE(out.find("\x1b[1;31mOverdue (1)\x1b[0m\n"), std::string::npos);
  EXPECT_NE(out.find("\x1b[1;31m1 day late\x1b[0m\n"), std::string::npos);
  EXPECT_NE(out.find("\x1b[33mdue today\x1b[0m\n"), std::string::npos);
  for (std::size_t begin; (begin = out.find('\x1b')) != std::string::npos;) {
    out.erase(begin, out.find('m', begin) - begin + 1);
  }
  EXPECT_EQ(out, plain.finish());
}

TEST_F(TextTest, HeadingSaysTheTimeUnlessTheWholeDayIsMeant) {
  context.as_of = at("2026-02-01T08:05");
  EXPECT_TRUE(report().finish().starts_with("Due list as of Sunday 1 February 2026, 08:05\n"));
}

}  // namespace
}  // namespace engage::report
