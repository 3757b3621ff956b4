#include <gtest/gtest.h>

#include <string_view>

#include "fixture.h"

namespace engage::syntax {
namespace {

struct Row {
  std::string_view written;
  std::string_view shape;
};

TEST(Condition, EveryForm) {
  const Row rows[] = {
      {"a", "a"},
      {"a is yes", "a is yes"},
      {"a is no", "a is no"},
      {"a is low", "a is low"},
      {"a is \"x \\\"y\\\"\"", "a is \"x \"y\"\""},
      {"a is -3.5", "a is number -3.5"},
      {"a is 2026-01-31", "a is 2026-01-31"},
      {"a is not low", "a is not low"},
      {"a is one of low, \"b\", 3, yes", "a in low \"b\" number 3 yes"},
      {"a is at least 3", "a at least number 3"},
      {"a is at most high", "a at most high"},
      {"a is above low", "a above low"},
      {"a is below 2", "a below number 2"},
      {"a as b happened on at least 2 different days", "a as b x2 days"},
      {"a done by w ever happened on 3 consecutive days in this term",
       "a done by w ever x3 days in a row in this term"},
      {"a never happened in the last calendar month", "no a ever in the last calendar month"},
      {"a happened in this calendar week", "a x1 in this calendar week"},
      {"no a as b since the later of c, start", "no a as b since later(c, start)"},
      {"1 day after the earlier of first a, its date", "1 day after earlier(first a, its date)"},
      {"today is a business day in school", "today is a business day in school"},
      {"a is due within 2 days", "a due within 2 days"},
      {"a is before 2026-01-31", "a before 2026-01-31"},
      {"a is after 2026-01-31", "a after 2026-01-31"},
      {"a is known", "a known"},
      {"a is unknown", "a unknown"},
      {"a is done", "a is done"},
      {"a is over", "a is over"},
      {"a is overdue", "a is overdue"},
      {"a is overdue by 2 business days", "a is overdue by 2 business days"},
      {"a is overdue by grace", "a is overdue by grace"},
      {"any step is overdue", "any overdue"},
      {"any step is overdue by 3 hours", "any overdue by 3 hours"},
      {"a happened", "a x1"},
      {"a happened at least 3 times", "a x3"},
      {"a happened at least 1 time in this stage", "a x1 in this stage"},
      {"a happened in the last 2 weeks", "a x1 in the last 2 weeks"},
      {"a happened since stage start", "a x1 since stage start"},
      {"a happened since first b", "a x1 since first b"},
      {"a happened within 3 days of b", "a x1 within 3 days of b"},
      {"no a", "no a"},
      {"no a within grace of start", "no a within grace of start"},
      {"2 weeks after start", "2 weeks after start"},
      {"2 days before b", "2 days before b"},
      {"grace after first b", "grace after first b"},
  };
  for (const Row& row : rows) EXPECT_EQ(shape(row.written), row.shape) << row.written;
}

TEST(Condition, NotBindsTightestThenAndThenOr) {
  const Row rows[] = {
      {"a or b and c", "(a or (b and c))"},   {"a and b or c", "((a and b) or c)"},
      {"not a and b", "(not(a) and b)"},      {"not (a and b)", "not((a and b))"},
      {"not not a", "not(not(a))"},           {"a or b or c", "((a or b) or c)"},
      {"a and b and c", "((a and b) and c)"}, {"a and (b or c)", "(a and (b or c))"},
      {"not(a)or(b)", "(not(a) or b)"},       {"not no a and a is not b", "(not(no a) and a is not b)"},
  };
  for (const Row& row : rows) EXPECT_EQ(shape(row.written), row.shape) << row.written;
}

TEST(Condition, WordsOfTheLanguageAreNamesWhereNothingElseIsMeant) {
  for (std::string_view word : {"calendar", "policy", "action", "do", "check", "due", "note", "waiting", "notify",
                                "finish", "wait", "repeat", "overdue", "done", "nothing", "default", "set"}) {
    EXPECT_EQ(shape(word), word);
    const std::string happened = std::string(word) + " happened";
    EXPECT_EQ(shape(happened), std::string(word) + " x1");
  }
  EXPECT_EQ(shape("a is last"), "a is last");
  EXPECT_EQ(shape("a is one of first, every, varying"), "a in first every varying");
}

TEST(Condition, SpansCoverWhatIsWritten) {
  const Parsed parsed("vocabulary v\n  define x as (a or b)  and not c # d\n");
  const Condition& both = parsed.last_as<Define>(1).condition;
  EXPECT_EQ(parsed.text(both.span), "(a or b)  and not c");
  const auto& [left, right] = std::get<Both>(both.node);
  EXPECT_EQ(parsed.text(left->span), "(a or b)");
  EXPECT_EQ(parsed.text(right->span), "not c");
}

}  // namespace
}  // namespace engage::syntax
