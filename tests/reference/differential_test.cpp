#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "engine/engine.h"
#include "generate.h"
#include "load.h"
#include "reference.h"
#include "show.h"
#include "shrink.h"
#include "shuffle.h"

// The engine against the reference evaluator, on random policies, cases and instants.
//   ENGAGE_TRIPLES  how many to compare (20,000; of the laws 5,000)
//   ENGAGE_SEED     where to begin (1)
namespace engage::reference {
namespace {

constexpr int kCasesPerPolicy = 5;
constexpr int kInstantsPerCase = 4;
// How far the reference looks ahead: all that generated policies wait for comes sooner; less far
// where hours make for many more instants.
constexpr int kDaysAhead = 120;
constexpr int kDaysAheadByHours = 20;
constexpr int kFurther = 15;  // times as far, where that may be what makes a difference

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::uint64_t triples(std::uint64_t otherwise) { return from_environment("ENGAGE_TRIPLES", otherwise); }

Shown undecided() { return {{"decided", {"no"}}}; }

cases::Record seen_at(const cases::Record& record, Instant now) {
  cases::Record seen = record;
  std::erase_if(seen.entries, [&](const cases::Entry& entry) { return entry.at > now; });
  return seen;
}

// The same record, by the numbers that another reading of the same words gives to facts and events.
cases::Record renumbered(const cases::Record& record, const model::Words& from, const model::Words& to) {
  cases::Record result = record;
  const auto fact = [&](std::size_t id) { return *to.find_fact(from.facts[id].name); };
  for (std::size_t i = 0; i < record.facts.size(); ++i) result.facts[fact(i)] = record.facts[i];
  for (cases::Change& change : result.changes) change.fact = fact(change.fact);
  for (cases::Entry& entry : result.entries) {
    if (entry.event) entry.event = to.find_event(from.events[*entry.event].name);
    if (entry.role != model::kNone) entry.role = *to.find_role(from.roles[entry.role].name);
  }
  return result;
}

class Comparison {
 public:
  Comparison(const model::Family& family, const std::string& text)
      : family_(family),
        engine_(family),
        text_(text),
        days_ahead_(text.find("hours") == std::string::npos ? kDaysAhead : kDaysAheadByHours) {}

  // The engine's report against the reference's, as far as the reference looks ahead. The next change may be that
  // something comes up which opens later than that: then the reference looks further.
  std::vector<Difference> against_reference(const cases::Record& record, Instant now) {
    std::vector<Difference> found = against_reference(record, now, days_ahead_);
    if (found.size() == 1 && found.front().key == "next change") {
      return against_reference(record, now, kFurther * days_ahead_);
    }
    return found;
  }

  // "Events after the as-of instant are not seen."
  std::vector<Difference> without_the_future(const cases::Record& record, Instant now) {
    engine::Assessment all;
    engine::Assessment seen;
    const bool all_decided = engine_.assess(record, now, all).has_value();
    const bool seen_decided = engine_.assess(seen_at(record, now), now, seen).has_value();
    return differences(all_decided ? show(all, family_.words) : undecided(),
                       seen_decided ? show(seen, family_.words) : undecided());
  }

  // "The order of declarations that do not depend on each other changes nothing."
  std::vector<Difference> in_another_order(const cases::Record& record, Instant now) {
    if (!shuffled_) {
      Dice dice(text_.size());
      shuffled_ = load(shuffle_declarations(dice, text_));
    }
    const model::Family* other = shuffled_->family();
    if (other == nullptr) return {{"faults in another order", shuffled_->faults, "none"}};
    engine::Assessment found;
    engine::Assessment expected;
    const bool found_decided =
        engine::Engine(*other).assess(renumbered(record, family_.words, other->words), now, found).has_value();
    const bool expected_decided = engine_.assess(record, now, expected).has_value();
    return differences(found_decided ? show(found, other->words) : undecided(),
                       expected_decided ? show(expected, family_.words) : undecided());
  }

  // Up to the minute before the next change all is as it is now; at it, not.
  std::vector<Difference> next_change_is_exact(const cases::Record& record, Instant now) {
    engine::Assessment present;
    if (!engine_.assess(record, now, present) || !present.next_change) return {};
    const cases::Record seen = seen_at(record, now);
    const Shown shown = show_for_change(present, family_.words);
    engine::Assessment later;
    const Instant before{present.next_change->minutes - 1};
    if (!engine_.assess(seen, before, later)) return {{"the minute before the next change", "decided", "undecided"}};
    auto found = differences(show_for_change(later, family_.words), shown);
    if (engine_.assess(seen, *present.next_change, later)) {
      if (differences(show_for_change(later, family_.words), shown).empty()) {
        found.push_back({"next change", to_string(*present.next_change), "nothing changes then"});
      }
    }
    return found;
  }

 private:
  std::vector<Difference> against_reference(const cases::Record& record, Instant now, int days_ahead) {
    const Instant end = start_of(date_of(now) + days_ahead);
    auto expected = reference_assess(family_, record, now, end);
    engine::Assessment found;
    const bool decided = engine_.assess(record, now, found).has_value();
    if (decided) forget_after(found, end);
    if (expected) forget_after(*expected, end);
    return differences(decided ? show(found, family_.words) : undecided(),
                       expected ? show(*expected, family_.words) : undecided());
  }

  const model::Family& family_;
  engine::Engine engine_;
  std::string text_;
  std::unique_ptr<Loaded> shuffled_;
  int days_ahead_;
};

using Law = std::vector<Difference> (Comparison::*)(const cases::Record&, Instant);

std::vector<Difference> broken(const Triple& triple, Law law) {
  const auto loaded = load(triple.policy);
  if (loaded->family() == nullptr) return {};
  Comparison comparison(*loaded->family(), triple.policy);
  return (comparison.*law)(to_record(triple.of, loaded->family()->words), triple.now);
}

// What the reference says is due, as checks of a scenario.
std::string checks(const Triple& triple) {
  std::string at;
  append_minute(at, triple.now);
  at[10] = ' ';
  const auto loaded = load(triple.policy);
  if (loaded->family() == nullptr) return "  check " + at + " undecided\n";
  const model::Words& words = loaded->family()->words;
  const Instant end = start_of(date_of(triple.now) + kDaysAhead);
  const auto expected = reference_assess(*loaded->family(), to_record(triple.of, words), triple.now, end);
  if (!expected) return "  check " + at + " undecided\n";
  std::string text;
  for (const engine::OwedAction& owed : expected->actions) {
    const model::DoLine& line = owed.opening.policy->steps[owed.opening.step].lines[owed.line];
    text += "  check " + at + ' ' + words.events[line.actions.front()].name + " is due\n";
  }
  return text.empty() ? "  check " + at + " nothing is due\n" : text;
}

// The triple as a scenario file, and as a record; then where the two differ.
std::string report(const Triple& triple, Law law) {
  std::string text =
      triple.policy + "\n" + to_scenario(triple.of) + checks(triple) + '\n' + to_json(triple.of) + "as of ";
  append_minute(text, triple.now);
  text += "\n\n";
  for (const Difference& difference : broken(triple, law)) {
    text += fmt::format("{}:\n  engine\n      {}\n  expected\n      {}\n", difference.key, difference.left,
                        difference.right);
  }
  return text;
}

// Holds a law on random triples; stops at the first that breaks it.
void hold(Law law, std::uint64_t triples) {
  const std::uint64_t seed = from_environment("ENGAGE_SEED", 1);
  fmt::print("ENGAGE_SEED={} ENGAGE_TRIPLES={}\n", seed, triples);
  std::uint64_t compared = 0;
  std::uint64_t faulty = 0;
  for (std::uint64_t policy = 0; compared < triples; ++policy) {
    Dice dice(seed * 1'000'003 + policy);
    const std::string text = generate_policy(dice);
    const auto loaded = load(text);
    if (loaded->family() == nullptr) {
      ++faulty;
      ASSERT_LT(faulty, 100 + compared) << "most generated policies have faults:\n" << loaded->faults << text;
      continue;
    }
    Comparison comparison(*loaded->family(), text);
    for (int c = 0; c < kCasesPerPolicy; ++c) {
      const Case made = generate_case(dice);
      const cases::Record record = to_record(made, loaded->family()->words);
      for (int i = 0; i < kInstantsPerCase; ++i, ++compared) {
        const Instant now = generate_instant(dice, made);
        if ((comparison.*law)(record, now).empty()) continue;
        const Triple least =
            shrink({text, made, now}, [&](const Triple& triple) { return !broken(triple, law).empty(); });
        FAIL() << "policy " << policy << " of seed " << seed << "\n" << report(least, law);
      }
    }
  }
}

TEST(Differential, EngineAndReferenceAgree) { hold(&Comparison::against_reference, triples(20'000)); }

TEST(Differential, WhatComesLaterChangesNothing) { hold(&Comparison::without_the_future, triples(5'000)); }

TEST(Differential, TheOrderOfDeclarationsIsNoMatter) { hold(&Comparison::in_another_order, triples(5'000)); }

TEST(Differential, NextChangeIsExact) { hold(&Comparison::next_change_is_exact, triples(5'000)); }

}  // namespace
}  // namespace engage::reference
