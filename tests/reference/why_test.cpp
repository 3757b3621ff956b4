#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "generate.h"
#include "load.h"
#include "why/why.h"

// Explanations of random cases say what the engine says, and can be followed.
//   ENGAGE_QUESTIONS  how many cases to ask about (600)
//   ENGAGE_SEED       where to begin (1)
namespace engage::reference {
namespace {

using why::Account;
using why::Reason;
using why::Standing;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// A case at an instant, with all that a failure has to show.
struct Asked {
  const Loaded& loaded;
  const cases::Record& record;
  Instant now;
  engine::Engine& engine;
  engine::Assessment assessment;

  const model::Family& family() const { return *loaded.family(); }
  std::expected<why::Explanation, std::string> why(std::string_view about) const {
    return why::explain({family(), record, assessment, loaded.sources, now, about});
  }
};

const model::DoLine& line_of(const Account& account) {
  return account.policy->steps[*account.step].lines[*account.line];
}

bool same(const Account& account, const engine::OwedAction& owed) {
  return account.opening == owed.opening && account.line == owed.line;
}

// From an event that starts an episode, and never back in time.
void expect_chain(const Asked& asked, const Account& account) {
  ASSERT_GE(account.chain.size(), 2u) << account.id;
  const Reason& first = account.chain.front();
  EXPECT_EQ(first.kind, Reason::Kind::event) << account.id;
  const auto event = asked.family().words.find_event(first.text.substr(0, first.text.find(' ')));
  ASSERT_TRUE(event) << first.text;
  EXPECT_TRUE(account.policy->starts_on.contains(*event)) << first.text;
  EXPECT_EQ(account.chain[1].kind, Reason::Kind::episode) << account.id;
  for (std::size_t i = 0; i < account.chain.size(); ++i) {
    ASSERT_TRUE(account.chain[i].at) << account.chain[i].text;
    if (i == 0) continue;
    EXPECT_GE(*account.chain[i].at, *account.chain[i - 1].at) << account.chain[i].text;
  }
  EXPECT_EQ(account.chain.back().at, account.opens) << account.id;
}

// The days that are told lead to the date, and so does the count behind them.
void expect_deadline(const Account& account, const engine::DeadlineBasis& basis) {
  ASSERT_TRUE(account.deadline) << account.id;
  if (!account.due) {
    EXPECT_EQ(basis.source, engine::DeadlineBasis::Source::none);
    return;
  }
  const Calendar& calendar = *account.policy->calendar;
  const engine::Counting& counting = basis.counting;
  const auto due = counting.before ? calendar.deadline_before(counting.from, counting.duration)
                                   : calendar.deadline_after(counting.from, counting.duration, counting.adjust);
  ASSERT_TRUE(due) << account.id;
  const auto step =
      std::ranges::find(account.policy->steps, account.id.substr(0, account.id.find('.')), &model::Step::name);
  ASSERT_NE(step, account.policy->steps.end()) << account.id;
  // Which minute of the day `by` makes of it is held against the reference.
  if (step->by_time) EXPECT_EQ(date_of(due->at), date_of(account.due->at)) << account.id;
  else EXPECT_EQ(*due, *account.due) << account.id;
  const std::vector<why::DayRun>& days = account.deadline->days;
  const Calendar& by = counting.duration.calendar != nullptr ? *counting.duration.calendar : calendar;
  const bool is_moved = counting.duration.calendar != nullptr && counting.adjust != Adjust::none;
  if (!days.empty() && counting.duration.unit == Unit::business_days && !is_moved) {
    EXPECT_TRUE(days.back().counted()) << account.id;
    EXPECT_EQ(days.back().last, date_of(account.due->at)) << account.id;
    int number = 0;
    for (const why::DayRun& run : days) {
      for (Date day = std::min(run.first, run.last); day <= std::max(run.first, run.last); day = day + 1) {
        EXPECT_EQ(by.is_business_day(day), run.counted()) << to_string(day);
        number += run.counted() ? 1 : 0;
      }
    }
    EXPECT_EQ(number, std::max(counting.duration.count, 1)) << account.id;
  }
  if (basis.source != engine::DeadlineBasis::Source::wait) return;
  const Span span = account.policy->statements[basis.statement].span;
  EXPECT_TRUE(std::any_of(account.chain.begin(), account.chain.end(), [&](const Reason& r) { return r.span == span; }))
      << account.id << ": the wait that its deadline comes from is not on the way";
}

void expect_whole_case(const Asked& asked) {
  const auto why = asked.why("");
  ASSERT_TRUE(why) << why.error();
  for (const engine::OwedAction& owed : asked.assessment.actions) {
    const auto account =
        std::find_if(why->accounts.begin(), why->accounts.end(), [&](const Account& a) { return same(a, owed); });
    ASSERT_NE(account, why->accounts.end());
    EXPECT_EQ(account->due, owed.due);
    expect_chain(asked, *account);
    expect_deadline(*account, owed.basis);
  }
  for (const engine::OwedAction& owed : asked.assessment.upcoming) {
    const auto account =
        std::find_if(why->accounts.begin(), why->accounts.end(), [&](const Account& a) { return same(a, owed); });
    ASSERT_NE(account, why->accounts.end()) << owed.opening.policy->steps[owed.opening.step].name;
    EXPECT_EQ(account->standing, Standing::upcoming) << account->id;
    EXPECT_EQ(account->opens, owed.opens) << account->id;
    EXPECT_EQ(account->due, owed.due) << account->id;
    expect_chain(asked, *account);
    expect_deadline(*account, owed.basis);
  }
}

// What is said to come if nothing more is recorded does come.
void expect_ahead(const Asked& asked, const Account& account) {
  if (!account.ahead || !account.ahead->at) return;
  cases::Record seen = asked.record;
  std::erase_if(seen.entries, [&](const cases::Entry& entry) { return entry.at > asked.now; });
  engine::Assessment then;
  if (!asked.engine.assess(seen, *account.ahead->at, then) || then.episode != asked.assessment.episode) return;
  if (then.policy != asked.assessment.policy) return;  // another version governs all cases since
  const std::string step = account.step ? account.policy->steps[*account.step].name : "";
  const auto of_step = [&](const auto& item) {
    return item.opening.policy->steps[item.opening.step].name == step && item.line == *account.line;
  };
  if (account.line) {
    EXPECT_TRUE(std::any_of(then.actions.begin(), then.actions.end(), of_step) ||
                std::any_of(then.lapsed.begin(), then.lapsed.end(), of_step))
        << account.id << " at " << to_string(*account.ahead->at);
  } else {
    EXPECT_TRUE(std::any_of(then.escalations.begin(), then.escalations.end(),
                            [&](const engine::FiredEscalation& fired) { return fired.rule == *account.escalation; }))
        << account.id << " at " << to_string(*account.ahead->at);
  }
}

void expect_subject(const Asked& asked, Dice& dice) {
  const std::vector<model::Step>& steps = asked.assessment.policy->steps;
  std::vector<std::string> names;
  for (const model::Step& step : steps) {
    names.push_back(step.name);
    names.push_back(step.lines.front().id);
    names.push_back(asked.family().words.events[step.lines.front().actions.front()].name);
  }
  for (const model::Rule& rule : asked.assessment.policy->rules) {
    if (rule.escalation) names.push_back(rule.escalation->name);
  }
  const std::string& about = dice.pick(names);
  const auto why = asked.why(about);
  ASSERT_TRUE(why) << about << ": " << why.error();
  ASSERT_FALSE(why->accounts.empty()) << about;
  for (const Account& account : why->accounts) {
    const bool owed = std::any_of(asked.assessment.actions.begin(), asked.assessment.actions.end(),
                                  [&](const engine::OwedAction& action) { return same(account, action); });
    const bool told = account.standing == Standing::open || account.standing == Standing::due_today ||
                      account.standing == Standing::overdue;
    const bool only_way = account.line && !line_of(account).any_of;  // of a choice another may be owed
    EXPECT_TRUE(only_way ? told == owed : owed || !told) << account.id;
    if (told || account.standing == Standing::upcoming) {
      expect_chain(asked, account);
    } else {
      EXPECT_TRUE(!account.missing.empty() || !account.chain.empty()) << account.id << ": nothing says why not";
    }
    expect_ahead(asked, account);
  }
}

TEST(Why, ExplanationsSayWhatTheEngineSays) {
  const std::uint64_t seed = from_environment("ENGAGE_SEED", 1);
  const std::uint64_t questions = from_environment("ENGAGE_QUESTIONS", 600);
  fmt::print("ENGAGE_SEED={} ENGAGE_QUESTIONS={}\n", seed, questions);
  std::uint64_t answered = 0;
  for (std::uint64_t policy = 0; answered < questions; ++policy) {
    Dice dice(seed * 1'000'003 + policy);
    const std::string text = generate_policy(dice);
    const auto loaded = load(text);
    if (loaded->family() == nullptr) continue;
    engine::Engine engine(*loaded->family());
    for (int c = 0; c < 4; ++c) {
      const Case made = generate_case(dice);
      const cases::Record record = to_record(made, loaded->family()->words);
      Asked asked{*loaded, record, generate_instant(dice, made), engine, {}};
      if (!engine.assess(record, asked.now, asked.assessment)) continue;
      ++answered;
      expect_whole_case(asked);
      expect_subject(asked, dice);
      if (testing::Test::HasFailure()) {
        FAIL() << "policy " << policy << " of seed " << seed << " as of " << to_string(asked.now) << "\n"
               << text << "\n"
               << to_scenario(made);
      }
    }
  }
}

}  // namespace
}  // namespace engage::reference
