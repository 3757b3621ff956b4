#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "calendar/date.h"
#include "fixture.h"

namespace engage::syntax {
namespace {

using ::testing::IsEmpty;

template <typename T>
const T& in(const Parsed& parsed, int depth) {
  EXPECT_THAT(parsed.faults, IsEmpty());
  return parsed.last_as<T>(depth);
}

Parsed calendar(const std::string& line) { return Parsed("calendar c\n  " + line + "\n"); }
Parsed word(const std::string& line) { return Parsed("vocabulary v\n  " + line + "\n"); }
Parsed policy(const std::string& line) { return Parsed("policy p\n  " + line + "\n"); }
Parsed stage(const std::string& line) { return Parsed("policy p\n  stage s\n    " + line + "\n"); }
Parsed step(const std::string& line) { return Parsed("policy p\n  stage s\n    step t\n      " + line + "\n"); }
Parsed scenario(const std::string& line) { return Parsed("scenario \"S\" for p\n  " + line + "\n"); }

std::string show(const Length& length) {
  if (const auto* name = std::get_if<Name>(&length.value)) return name->text;
  return to_string(std::get<Duration>(length.value)) + (length.calendar ? " in " + length.calendar->text : "");
}

std::vector<std::string> texts(const std::vector<EventUse>& events) {
  std::vector<std::string> result;
  for (const EventUse& event : events) result.push_back(event.name.text);
  return result;
}

std::vector<std::string> texts(const std::vector<Name>& names) {
  std::vector<std::string> result;
  for (const Name& name : names) result.push_back(name.text);
  return result;
}

using Names = std::vector<std::string>;

TEST(Calendar, HolidaysOfEveryKind) {
  const auto day = [](const std::string& written) {
    const Parsed parsed = calendar("holiday \"H\" on " + written);
    return in<Holiday>(parsed, 1).day;
  };
  const auto fixed = std::get<OnFixedDate>(day("december 25"));
  EXPECT_EQ(fixed.month, 12);
  EXPECT_EQ(fixed.day, 25);
  const auto nth = std::get<OnNthWeekday>(day("third monday of february"));
  EXPECT_EQ(nth.nth, 3);
  EXPECT_EQ(nth.weekday, Weekday::monday);
  EXPECT_EQ(nth.month, 2);
  EXPECT_EQ(std::get<OnNthWeekday>(day("last friday of may")).nth, 0);
  using Side = OnWeekdayNear::Side;
  const auto before = std::get<OnWeekdayNear>(day("last monday before may 25"));
  EXPECT_EQ(before.nth, 1);
  EXPECT_EQ(before.side, Side::before);
  EXPECT_EQ(before.month, 5);
  EXPECT_EQ(before.day, 25);
  const auto near = [&](const std::string& written) { return std::get<OnWeekdayNear>(day(written)); };
  EXPECT_EQ(near("first monday on or after may 25").side, Side::on_or_after);
  EXPECT_EQ(near("last friday on or before may 25").side, Side::on_or_before);
  EXPECT_EQ(near("last friday on or before may 25").nth, 1);
  EXPECT_EQ(near("second friday on or before may 25").nth, 2);
  EXPECT_EQ(near("fifth friday after may 25").side, Side::after);
  EXPECT_EQ(near("fifth friday after may 25").nth, 5);
  const auto from = [&](const std::string& written) { return std::get<OnDaysFrom>(day(written)); };
  EXPECT_EQ(from("1 day after fourth thursday of november").days, 1);
  EXPECT_EQ(std::get<OnNthWeekday>(from("1 day after fourth thursday of november").day).nth, 4);
  EXPECT_EQ(from("3 days before first monday after may 1").days, -3);
  EXPECT_EQ(std::get<OnFixedDate>(from("2 days before december 25").day).day, 25);
  EXPECT_EQ(std::get<OnEaster>(day("easter")).days, 0);
  EXPECT_EQ(std::get<OnEaster>(day("2 days before easter")).days, -2);
  EXPECT_EQ(std::get<OnEaster>(day("1 day after easter")).days, 1);
  EXPECT_EQ(to_string(std::get<OnDate>(day("2022-09-22")).date), "2022-09-22");
}

TEST(Calendar, HolidayClauses) {
  const Parsed parsed = calendar(
      "holiday \"H\" on may 1, from 2008, until 2030, if saturday then previous friday, if sunday then next monday");
  const auto& holiday = in<Holiday>(parsed, 1);
  EXPECT_EQ(holiday.from, 2008);
  EXPECT_EQ(holiday.until, 2030);
  ASSERT_EQ(holiday.substitutes.size(), 2U);
  EXPECT_EQ(holiday.substitutes[0].when, SubstituteRule::If::saturday);
  EXPECT_EQ(holiday.substitutes[0].then, SubstituteRule::Then::previous_weekday);
  EXPECT_EQ(holiday.substitutes[0].weekday, Weekday::friday);
  EXPECT_EQ(holiday.substitutes[1].then, SubstituteRule::Then::next_weekday);
  EXPECT_EQ(holiday.substitutes[1].weekday, Weekday::monday);
}

TEST(Calendar, CoverageAndClosures) {
  EXPECT_EQ(in<Covers>(calendar("covers 2024"), 1).last, 2024);
  EXPECT_EQ(in<Covers>(calendar("covers 2024 to 2035"), 1).last, 2035);
  const Parsed parsed = calendar("closed 2026-12-24 to 2026-12-31 \"Year-end\"");
  EXPECT_EQ(to_string(in<Closed>(parsed, 1).last), "2026-12-31");
  EXPECT_EQ(in<Closed>(parsed, 1).title->value, "Year-end");
  EXPECT_EQ(in<Weekend>(calendar("weekend friday, saturday"), 1).days.size(), 2U);
  EXPECT_TRUE(in<Weekend>(calendar("weekend none"), 1).days.empty());
  const Parsed open = calendar("open 2026-12-24 to 2026-12-31 \"All hands\"");
  EXPECT_EQ(to_string(in<OpenDay>(open, 1).first), "2026-12-24");
  EXPECT_EQ(to_string(in<OpenDay>(open, 1).last), "2026-12-31");
  EXPECT_EQ(to_string(in<OpenDay>(calendar("open 2026-12-24"), 1).last), "2026-12-24");
}

TEST(Calendar, HoursAndPeriods) {
  const Parsed every_day = calendar("hours 08:30 to 17:00");
  EXPECT_TRUE(in<Hours>(every_day, 1).days.empty());
  EXPECT_EQ(in<Hours>(every_day, 1).hours, (OpenHours{8 * 60 + 30, 17 * 60}));
  const auto days = [](const std::string& written) {
    const Parsed parsed = calendar("hours " + written + ", 00:00 to 24:00");
    return in<Hours>(parsed, 1).days;
  };
  EXPECT_EQ(days("friday"), std::vector{Weekday::friday});
  EXPECT_EQ(days("monday to wednesday"), (std::vector{Weekday::monday, Weekday::tuesday, Weekday::wednesday}));
  EXPECT_EQ(days("saturday to monday"), (std::vector{Weekday::saturday, Weekday::sunday, Weekday::monday}));
  EXPECT_EQ(in<Hours>(calendar("hours 00:00 to 24:00"), 1).hours.closes, kMinutesPerDay);
  const Parsed parsed = calendar("period term \"Term 1\" from 2026-01-27 to 2026-04-10");
  const auto& period = in<PeriodLine>(parsed, 1);
  EXPECT_EQ(period.name.text, "term");
  EXPECT_EQ(period.title->value, "Term 1");
  EXPECT_EQ(to_string(period.first), "2026-01-27");
  EXPECT_EQ(to_string(period.last), "2026-04-10");
}

TEST(Words, FactsOfEveryKind) {
  const Parsed choice = word("fact f \"F\" one of first, default, last, default last");
  EXPECT_EQ(in<FactDecl>(choice, 1).kind, FactKind::choice);
  EXPECT_EQ(texts(in<FactDecl>(choice, 1).values), (Names{"first", "default", "last"}));
  EXPECT_EQ(std::get<Name>(in<FactDecl>(choice, 1).fallback->value).text, "last");
  const Parsed scale = word("fact f scale low < medium < high");
  EXPECT_EQ(in<FactDecl>(scale, 1).kind, FactKind::scale);
  EXPECT_EQ(in<FactDecl>(scale, 1).values.size(), 3U);
  const Parsed yes_no = word("fact f yes/no, default no");
  EXPECT_EQ(in<FactDecl>(yes_no, 1).kind, FactKind::yes_no);
  EXPECT_FALSE(std::get<YesNo>(in<FactDecl>(yes_no, 1).fallback->value).yes);
  const Parsed number = word("fact f number, default 3.5");
  EXPECT_EQ(std::get<Number>(in<FactDecl>(number, 1).fallback->value).value, 3.5);
  const Parsed text = word("fact f \"F\" text, default \"English\"");
  EXPECT_EQ(std::get<Text>(in<FactDecl>(text, 1).fallback->value).value, "English");
  EXPECT_EQ(in<FactDecl>(word("fact f date"), 1).kind, FactKind::date);
}

TEST(Words, GuardAndRoleInEitherOrder) {
  for (const char* line : {"action a \"A\" by w allowed if b or c", "action a \"A\" allowed if b or c by w"}) {
    const Parsed parsed = word(line);
    const auto& action = in<ActionDecl>(parsed, 1);
    EXPECT_EQ(action.by->text, "w");
    EXPECT_TRUE(std::holds_alternative<Either>(action.allowed_if->node));
    EXPECT_FALSE(action.never);
  }
  EXPECT_TRUE(in<ActionDecl>(word("action a never allowed by w"), 1).never);
}

TEST(Policy, Header) {
  const Parsed version = policy("version 2 effective 2026-01-01 for all cases");
  EXPECT_EQ(in<Version>(version, 1).number, 2);
  EXPECT_TRUE(in<Version>(version, 1).for_all);
  const Parsed starts = policy("starts on a, b when c");
  EXPECT_EQ(texts(in<StartsOn>(starts, 1).events), (Names{"a", "b"}));
  EXPECT_TRUE(in<StartsOn>(starts, 1).when.has_value());
  EXPECT_EQ(show(in<DefaultWithin>(policy("default within 1 business day"), 1).length), "1 business day");
  EXPECT_EQ(in<DefaultBy>(policy("default by w"), 1).role.text, "w");
  for (const char* line : {"setting a = 3 months, at most 4 months, at least b \"T\"",
                           "setting a = 3 months, at least b, at most 4 months \"T\""}) {
    const Parsed parsed = policy(line);
    EXPECT_EQ(show(*in<Setting>(parsed, 1).at_most), "4 months");
    EXPECT_EQ(show(*in<Setting>(parsed, 1).at_least), "b");
    EXPECT_EQ(in<Setting>(parsed, 1).title->value, "T");
  }
}

TEST(Policy, Limits) {
  const Parsed full = policy("limit d or next business day since first e during s, t then finish o \"Over\"");
  const auto& limit = in<Limit>(full, 1);
  EXPECT_EQ(show(limit.length), "d");
  EXPECT_EQ(limit.adjust, Adjust::next_business_day);
  EXPECT_EQ(limit.since->kind, Anchor::Kind::first);
  EXPECT_EQ(texts(limit.during), (Names{"s", "t"}));
  EXPECT_TRUE(limit.finish);
  EXPECT_EQ(limit.title->value, "Over");
  EXPECT_EQ(in<Limit>(stage("limit 3 months then go to t"), 2).target.text, "t");
}

TEST(Sequence, Waits) {
  const auto range = [](const std::string& written) {
    const Parsed parsed = stage("wait " + written);
    const Wait& wait = in<Wait>(parsed, 2);
    return show(wait.range.low) + " | " + (wait.range.high ? show(*wait.range.high) : "");
  };
  EXPECT_EQ(range("3 to 5 business hours in clinic"), "3 business hours in clinic | 5 business hours in clinic");
  EXPECT_EQ(range("1 business day in school to 1 week"), "1 business day in school | 1 week");
  EXPECT_EQ(range("3 to 5 business days"), "3 business days | 5 business days");
  EXPECT_EQ(range("2 days to 1 week"), "2 days | 1 week");
  EXPECT_EQ(range("a to b"), "a | b");
  EXPECT_EQ(range("1 hour"), "1 hour | ");
  EXPECT_EQ(range("a for b, c"), "a | ");
  const Parsed event = stage("wait for a, b at most 3 days");
  EXPECT_EQ(texts(in<WaitFor>(event, 2).events), (Names{"a", "b"}));
  EXPECT_EQ(show(*in<WaitFor>(event, 2).at_most), "3 days");
  const Parsed until = stage("wait until a happened at least 2 times at most d");
  EXPECT_EQ(std::get<Happened>(in<WaitUntil>(until, 2).condition.node).at_least, 2);
  EXPECT_EQ(show(*in<WaitUntil>(until, 2).at_most), "d");
}

TEST(Sequence, Rounds) {
  const Parsed parsed("policy p\n  stage s\n    repeat every 2 to 3 weeks at most 4 times until a\n      wait 1 day\n");
  const auto& repeat = in<Repeat>(parsed, 2);
  EXPECT_EQ(show(repeat.every.low), "2 weeks");
  EXPECT_EQ(repeat.times, 4);
  EXPECT_TRUE(repeat.until.has_value());
}

TEST(Step, Lines) {
  const Parsed within = step("within 0 days or previous business day of stage start");
  EXPECT_EQ(in<Within>(within, 3).adjust, Adjust::previous_business_day);
  EXPECT_EQ(in<Within>(within, 3).of->kind, Anchor::Kind::stage_start);
  const Parsed before = step("no later than 2 days before a");
  EXPECT_EQ(in<NoLaterThan>(before, 3).anchor.what.name.text, "a");
  const Parsed choice = step("do any of a, b if c is one of x, varying, varying weekday and time of day among g");
  const auto& line = in<Do>(choice, 3);
  EXPECT_TRUE(line.any_of);
  EXPECT_EQ(texts(line.actions), (Names{"a", "b"}));
  EXPECT_EQ(std::get<IsOneOf>(line.condition->node).values.size(), 2U);
  EXPECT_TRUE(line.varying->weekday);
  EXPECT_TRUE(line.varying->time_of_day);
  EXPECT_FALSE(line.varying->way);
  EXPECT_EQ(line.varying->among->text, "g");
}

TEST(Scenario, Lines) {
  const Parsed header("todo scenario \"S\" for p version 3\n  check 2026-01-01 undecided\n");
  EXPECT_TRUE(in<ScenarioDecl>(header, 0).todo);
  EXPECT_EQ(in<ScenarioDecl>(header, 0).version, 3);
  const Parsed on = scenario("on 2026-01-07 09:30 a, set f is unknown, set g is 3, b");
  const auto& happens = in<Happens>(on, 1);
  EXPECT_EQ(happens.at.minute, 9 * 60 + 30);
  ASSERT_EQ(happens.items.size(), 4U);
  EXPECT_FALSE(std::get<FactSet>(happens.items[1].what).value.has_value());
  EXPECT_TRUE(std::get<FactSet>(happens.items[2].what).value.has_value());
}

TEST(Scenario, WhatCameOfItAndWhetherItCounts) {
  const Parsed on = scenario(
      "on 2026-01-07 a as seen done by worker, planned a, cancelled set f is 3, retracted 2026-01-09 a done by w");
  const auto& items = in<Happens>(on, 1).items;
  ASSERT_EQ(items.size(), 4U);
  EXPECT_EQ(std::get<EventUse>(items[0].what).outcome->text, "seen");
  EXPECT_EQ(std::get<EventUse>(items[0].what).done_by->text, "worker");
  EXPECT_TRUE(items[0].done);
  EXPECT_FALSE(items[1].done);
  EXPECT_FALSE(items[2].done);
  EXPECT_TRUE(std::holds_alternative<FactSet>(items[2].what));
  EXPECT_EQ(to_string(*items[3].retracted), "2026-01-09");
  EXPECT_FALSE(items[1].retracted);
}

// The new words are names where nothing follows that makes them words.
TEST(Scenario, EventsMayBeCalledPlanned) {
  const Parsed on =
      scenario("on 2026-01-07 planned, cancelled as off, retracted done by w, planned planned, planned set");
  const auto& items = in<Happens>(on, 1).items;
  ASSERT_EQ(items.size(), 5U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(items[i].done && !items[i].retracted) << i;
  EXPECT_EQ(std::get<EventUse>(items[0].what).name.text, "planned");
  EXPECT_EQ(std::get<EventUse>(items[2].what).name.text, "retracted");
  EXPECT_FALSE(items[3].done);
  EXPECT_EQ(std::get<EventUse>(items[4].what).name.text, "set");
}

TEST(Scenario, Checks) {
  struct Row {
    const char* written;
    Check::Kind kind;
    bool negated;
    const char* subject;
  };
  using Kind = Check::Kind;
  const Row rows[] = {
      {"nothing is due", Kind::nothing_due, false, ""},
      {"not nothing is due", Kind::nothing_due, true, ""},
      {"a is due", Kind::due, false, "a"},
      {"a is not due", Kind::due, true, "a"},
      {"not a is due by 2026-01-03", Kind::due, true, "a"},
      {"not a is not due", Kind::due, false, "a"},
      {"a is overdue", Kind::overdue, false, "a"},
      {"a is not overdue", Kind::overdue, true, "a"},
      {"a is upcoming from 2026-01-03", Kind::upcoming, false, "a"},
      {"a is not withheld", Kind::withheld, true, "a"},
      {"a was late", Kind::was_late, false, "a"},
      {"a lapsed", Kind::lapsed, false, "a"},
      {"a repeated its slot", Kind::repeated_slot, false, "a"},
      {"a as o is due", Kind::due, false, "a"},
      {"a as o done by r is not overdue", Kind::overdue, true, "a"},
      {"not a done by r was late", Kind::was_late, true, "a"},
      {"a aims at 2026-01-09", Kind::aims_at, false, "a"},
      {"a as o aims at 2026-01-09 10:00", Kind::aims_at, false, "a"},
      {"finished as o is due", Kind::due, false, "finished"},
      {"stage is s", Kind::stage_is, false, "s"},
      {"step is t", Kind::step_is, false, "t"},
      {"t is blocked", Kind::blocked, false, "t"},
      {"t is passed over", Kind::passed_over, false, "t"},
      {"escalated e", Kind::escalated, false, "e"},
      {"not escalated e", Kind::escalated, true, "e"},
      {"finished", Kind::finished, false, ""},
      {"not finished", Kind::finished, true, ""},
      {"finished as o", Kind::finished_as, false, "o"},
      {"not started", Kind::not_started, false, ""},
      {"not not started", Kind::not_started, true, ""},
      {"not applicable", Kind::not_applicable, false, ""},
      {"undecided", Kind::undecided, false, ""},
      {"episode is 2", Kind::episode_is, false, ""},
      {"episode is unknown", Kind::fact_unknown, false, "episode"},
      {"breach a", Kind::breach, false, "a"},
      {"no breach", Kind::no_breach, false, ""},
      {"f is unknown", Kind::fact_unknown, false, "f"},
      {"next change is 2026-01-09 00:01", Kind::next_change, false, ""},
      {"finished is due", Kind::due, false, "finished"},
  };
  for (const Row& row : rows) {
    const Parsed parsed = scenario(std::string("check 2026-01-08 ") + row.written);
    const auto& check = in<Check>(parsed, 1);
    EXPECT_EQ(check.kind, row.kind) << row.written;
    EXPECT_EQ(check.negated, row.negated) << row.written;
    EXPECT_EQ(check.subject ? check.subject->name.text : "", row.subject) << row.written;
  }
  const Parsed window = scenario("check 2026-01-08 a is due from 2026-01-01 by 2026-01-09 10:00");
  EXPECT_EQ(to_string(in<Check>(window, 1).from->date), "2026-01-01");
  EXPECT_EQ(in<Check>(window, 1).by->minute, 600);
  EXPECT_EQ(in<Check>(scenario("check 2026-01-08 a is due to w"), 1).role->text, "w");
  const Parsed line = scenario("check 2026-01-08 a as o done by r aims at 2026-01-09 10:00");
  EXPECT_EQ(in<Check>(line, 1).subject->outcome->text, "o");
  EXPECT_EQ(in<Check>(line, 1).subject->done_by->text, "r");
  EXPECT_EQ(in<Check>(line, 1).by->minute, 600);
}

TEST(Statement, SpansLeaveOutIndentationAndComment) {
  const Parsed parsed = step("do  a ,  b  # c");
  EXPECT_EQ(parsed.text(parsed.last(3).span), "do  a ,  b");
  const Parsed good = step("do any of a ,  b_2  # c");
  EXPECT_EQ(good.text(in<Do>(good, 3).actions[1].span), "b_2");
}

}  // namespace
}  // namespace engage::syntax
