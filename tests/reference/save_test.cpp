#include "play/save.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "assumptions.h"
#include "generate.h"
#include "load.h"
#include "play/play.h"
#include "scenarios/scenario.h"
#include "syntax/parse.h"
#include "syntax/print.h"

// A played case kept as a scenario passes as it stands, for random policies, cases and assumptions.
//   ENGAGE_PLAYS  how many to play (300)
//   ENGAGE_SEED   where to begin (1)
namespace engage::play {
namespace {

using reference::Dice;

constexpr int kDaysAhead = 120;

// The scenario without its first line, which uses a file: here it stands below the policy itself.
std::string without_use(const std::string& text) { return text.substr(text.find('\n') + 1); }

void expect_laid_out(const std::string& text) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId id = sources.add("saved.engage", text);
  const syntax::File file = syntax::parse(sources, id, diagnostics);
  ASSERT_FALSE(diagnostics.has_errors()) << text;
  const auto printed = syntax::print_checked(sources[id], file);
  ASSERT_TRUE(printed);
  EXPECT_EQ(*printed, text);
}

TEST(Save, ASavedPlayPassesAsItStands) {
  const std::uint64_t seed = reference::from_environment("ENGAGE_SEED", 1);
  const std::uint64_t plays = reference::from_environment("ENGAGE_PLAYS", 300);
  fmt::print("ENGAGE_SEED={} ENGAGE_PLAYS={}\n", seed, plays);
  std::uint64_t played = 0, saved = 0, checks = 0;
  for (std::uint64_t policy = 0; played < plays; ++policy) {
    Dice dice(seed * 1'000'003 + policy);
    const std::string text = reference::generate_policy(dice);
    const auto loaded = reference::load(text);
    if (loaded->family() == nullptr) continue;
    const model::Family& family = *loaded->family();
    for (int i = 0; i < 4; ++i, ++played) {
      const reference::Case made = reference::generate_case(dice);
      const cases::Record record = reference::to_record(made, family.words);
      const Instant begin = record.entries.empty() ? start_of(Date{20'500}) : record.entries.back().at;
      const Assumptions assumptions = reference::generate_assumptions(dice, family, begin);
      const Timeline timeline =
          play_forward(family, record, begin, assumptions, {{begin.minutes + kDaysAhead * kMinutesPerDay}, 100, false});
      const auto scenario = scenario_of(timeline, {"care.engage", "A \"played\" case \\ kept"});
      const std::string where = fmt::format("policy {} of seed {}, case {}\n{}", policy, seed, i, text);
      if (!scenario) continue;
      expect_laid_out(*scenario);
      const std::string whole = text + without_use(*scenario);
      const auto again = reference::load(whole);
      ASSERT_TRUE(again->program) << again->faults << where << *scenario;
      scenarios::ScenarioRunner runner(*again->program);
      ASSERT_EQ(again->program->scenarios.size(), 1u);
      const scenarios::ScenarioResult result = runner.run(again->program->scenarios.front());
      for (const scenarios::FailedCheck& failed : result.failures) {
        ADD_FAILURE() << again->sources.text(failed.check->span) << ": " << failed.found << "\n" << where << *scenario;
      }
      if (!result.passed()) return;
      ++saved;
      checks += result.scenario->checks.size();
    }
  }
  fmt::print("{} of {} plays were saved, with {} checks\n", saved, played, checks);
  EXPECT_GT(saved, played * 8 / 10);
  EXPECT_GT(checks, saved * 5);
}

}  // namespace
}  // namespace engage::play
