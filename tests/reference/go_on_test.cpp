#include <fmt/format.h>
#include <gtest/gtest.h>

#include "assumptions.h"
#include "engine/engine.h"
#include "generate.h"
#include "load.h"
#include "show.h"

// A case that is followed entry by entry stands where one stands that is played anew.
//   ENGAGE_CASES  how many to follow (400)
//   ENGAGE_SEED   where to begin (1)
namespace engage::reference {
namespace {

// The instant of each entry, the minute before it and some days after the last.
std::vector<Instant> instants_of(const cases::Record& record) {
  std::vector<Instant> instants;
  for (const cases::Entry& entry : record.entries) {
    if (instants.empty() || entry.at.minutes - 1 > instants.back().minutes) instants.push_back({entry.at.minutes - 1});
    instants.push_back(entry.at);
  }
  for (int day = 1; day <= 40 && !instants.empty(); day += 13)
    instants.push_back({instants.back().minutes + day * kMinutesPerDay});
  return instants;
}

std::string told(const std::expected<void, engine::Undecided>& answer, const engine::Assessment& assessment,
                 const model::Words& words) {
  if (!answer) return "undecided: " + answer.error().reason;
  std::string text;
  for (const auto& [key, values] : show(assessment, words))
    text += fmt::format("{}: {}\n", key, fmt::join(values, " | "));
  return text;
}

TEST(GoOn, StandsWhereAReplayStands) {
  const std::uint64_t seed = from_environment("ENGAGE_SEED", 1), cases = from_environment("ENGAGE_CASES", 400);
  fmt::print("ENGAGE_SEED={} ENGAGE_CASES={}\n", seed, cases);
  std::uint64_t followed = 0, decided = 0;
  for (std::uint64_t policy = 0; followed < cases; ++policy) {
    Dice dice(seed * 1'000'003 + policy);
    const std::string text = generate_policy(dice);
    const auto loaded = load(text);
    if (loaded->family() == nullptr) continue;
    const model::Family& family = *loaded->family();
    engine::Engine follower(family), replayer(family);
    for (int i = 0; i < 5; ++i, ++followed) {
      const Case made = generate_case(dice);
      const cases::Record whole = to_record(made, family.words);
      cases::Record growing = whole;
      growing.entries.clear();
      engine::Assessment followed_to, replayed;
      bool begun = false;
      for (const Instant at : instants_of(whole)) {
        while (growing.entries.size() < whole.entries.size() && whole.entries[growing.entries.size()].at <= at) {
          growing.entries.push_back(whole.entries[growing.entries.size()]);
        }
        const auto on = begun ? follower.go_on(growing, at, followed_to) : follower.assess(growing, at, followed_to);
        begun = true;
        const auto anew = replayer.assess(whole, at, replayed);
        decided += anew ? 1u : 0u;
        ASSERT_EQ(told(anew, replayed, family.words), told(on, followed_to, family.words))
            << "policy " << policy << " of seed " << seed << ", case " << i << ", as of " << to_string(at) << '\n'
            << text;
      }
    }
  }
  EXPECT_GT(decided, cases) << "hardly any case could be decided";
}

}  // namespace
}  // namespace engage::reference
