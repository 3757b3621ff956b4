#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>

#include "load.h"
#include "pace/route.h"
#include "pace/walk.h"
#include "play/play.h"

// No case that the interpreter plays with nobody answering and every deadline kept opens a step before the
// fastest way, or after the slowest.
namespace engage::pace {
namespace {

struct Bounds {
  Instant earliest{std::numeric_limits<std::int32_t>::max()};
  Instant latest{std::numeric_limits<std::int32_t>::min()};
  bool last_known = true;  // the slowest ways all lead past it
};
using BoundsOfSteps = std::map<model::StepId, Bounds>;

BoundsOfSteps bounds_of(const model::Family& family, Instant start) {
  const model::Policy& policy = family.versions.front();
  BoundsOfSteps bounds;
  Walk walk;
  for (const Pace pace : {Pace::fastest, Pace::slowest}) {
    for (const Route& route : routes_from(policy, family.words, 0, pace).all) {
      take(policy, route, pace, start, walk);
      for (std::size_t i = 0; i < route.legs.size(); ++i) {
        if (route.legs[i].kind != Leg::Kind::step) continue;
        Bounds& of = bounds[std::get<model::OpenStep>(policy.statements[route.legs[i].statement].node).step];
        if (i >= walk.visits.size()) {
          of.last_known = false;
        } else if (pace == Pace::fastest) {
          of.earliest = std::min(of.earliest, walk.visits[i].at);
        } else {
          of.latest = std::max(of.latest, walk.visits[i].at);
        }
      }
    }
  }
  return bounds;
}

model::Value any_value(const model::Fact& fact, std::mt19937_64& dice) {
  switch (fact.type) {
    case model::FactType::yes_no: return model::Value::yes_no(dice() % 4 != 0);
    case model::FactType::choice:
    case model::FactType::scale: return model::Value::option(0);
    case model::FactType::number: return model::Value::of(20.0);
    case model::FactType::date: return model::Value::unknown();
    case model::FactType::text: return dice() % 2 == 0 ? model::Value::unknown() : model::Value::of("somebody");
  }
  return {};
}

std::uint64_t seed() {
  const char* given = std::getenv("ENGAGE_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : 20261122;
}

// How many openings were held against their bounds.
int play_all(const model::Family& family) {
  const model::Policy& policy = family.versions.front();
  std::mt19937_64 dice(seed());
  play::Assumptions assumptions;
  int held = 0;
  model::EventId referral = 0;
  while (!policy.starts_on.contains(referral)) ++referral;
  for (Date date = *make_date(2026, 1, 1); date < *make_date(2028, 1, 1); date = date + 5) {
    cases::Record record;
    record.id = "case";
    for (const model::Fact& fact : family.words.facts) record.facts.push_back(any_value(fact, dice));
    record.entries.push_back({start_of(date), referral, 0, 0});
    assumptions.worker.kind = dice() % 2 == 0 ? play::Pace::Kind::prompt : play::Pace::Kind::deadline;
    const play::Timeline played =
        play::play_forward(family, record, start_of(date), assumptions, {start_of(date + 200), 500, true});
    const BoundsOfSteps bounds = bounds_of(family, start_of(date));
    for (const play::Window& window : played.windows) {
      const auto of = bounds.find(window.owed.opening.step);
      if (policy.steps[window.owed.opening.step].rule || of == bounds.end()) continue;
      const std::string& name = policy.steps[window.owed.opening.step].name;
      EXPECT_GE(window.owed.opens, of->second.earliest) << name << " after a start on " << to_string(date);
      if (!of->second.last_known) continue;
      EXPECT_LE(date_of(window.owed.opens), date_of(of->second.latest))
          << name << " after a start on " << to_string(date);
      ++held;
    }
  }
  return held;
}

TEST(Bounds, HoldForWhatTheInterpreterPlays) {
  RecordProperty("seed", std::to_string(seed()));
  std::cout << "seed " << seed() << " (ENGAGE_SEED)\n";
  const auto loaded = load_shipped({"calendars/ontario.engage", "individual-counselling.engage",
                                    "individual-entry.engage", "existing-client.engage"});
  EXPECT_GT(play_all(loaded->family("individual_entry")), 150);
}

}  // namespace
}  // namespace engage::pace
