#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "change_steps.h"
#include "engine/engine.h"
#include "generate.h"
#include "load.h"
#include "show.h"

// A policy that changes the steps of another says the same of every case as the text with the changes made by hand.
namespace engage::reference {
namespace {

constexpr int kPolicies = 600;
constexpr int kCases = 4;

std::uint64_t seed() {
  const char* text = std::getenv("ENGAGE_SEED");
  return text == nullptr ? 1 : std::strtoull(text, nullptr, 10);
}

Shown assessed(const model::Family& family, const Case& made, Instant now) {
  engine::Assessment found;
  const cases::Record record = to_record(made, family.words);
  if (!engine::Engine(family).assess(record, now, found)) return {{"decided", {"no"}}};
  return show(found, family.words);
}

TEST(Variant, SaysTheSameAsTheTextWithItsChangesMade) {
  fmt::print("ENGAGE_SEED={}\n", seed());
  int compared = 0, refused = 0;
  for (int i = 0; i < kPolicies; ++i) {
    Dice dice(seed() * 1'000'033 + static_cast<std::uint64_t>(i));
    const std::string text = generate_policy(dice);
    const std::vector<StepChange> changes = generate_changes(dice, text);
    const std::size_t name = text.find("policy ") + 7;
    const std::string extended = text.substr(name, text.find_first_of(" \n", name) - name);
    const bool alone = text.find("\npolicy ", name) == text.npos;
    if (changes.empty() || !alone || !load(text)->program) continue;
    std::string variant = text + "\npolicy changed \"Changed\" extends " + extended + "\n";
    for (const StepChange& change : changes) variant += change.text();
    const std::string by_hand = with_changes(text, changes);

    const auto one = load(variant), other = load(by_hand);
    // A block of which nothing is left cannot be written by hand.
    if (other->faults.find("E109") != other->faults.npos) continue;
    ASSERT_EQ(one->program.has_value(), other->program.has_value()) << one->faults << "\n"
                                                                    << variant << "\n"
                                                                    << other->faults << "\n"
                                                                    << by_hand;
    if (!one->program) {
      ++refused;
      continue;
    }
    for (int c = 0; c < kCases; ++c) {
      const Case made = generate_case(dice);
      const Instant now = generate_instant(dice, made);
      const auto left = assessed(*one->program->find("changed"), made, now);
      const auto right = assessed(*other->program->find(extended), made, now);
      ++compared;
      for (const Difference& difference : differences(left, right)) {
        FAIL() << difference.key << ": " << difference.left << " / " << difference.right << "\n"
               << variant << by_hand << to_json(made) << "as of " << to_string(now);
      }
    }
  }
  EXPECT_GT(compared, kPolicies) << refused << " policies were refused";
}

}  // namespace
}  // namespace engage::reference
