#include "play/play.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "assumptions.h"
#include "generate.h"
#include "load.h"

// A timeline says of each day what an assessment of the played case says on that day, for random policies,
// cases and assumptions.
//   ENGAGE_PLAYS  how many to play (300)
//   ENGAGE_SEED   where to begin (1)
namespace engage::play {
namespace {

using reference::Dice;
using Kind = Happening::Kind;

constexpr int kDaysAhead = 150;

std::string line_of(std::string_view kind, const engine::Opening& opening, std::size_t line, Instant at) {
  return fmt::format("{} {} {} {} {} {}", kind, opening.policy->version, opening.policy->steps[opening.step].name, line,
                     opening.number, to_string(at));
}

bool is_open(Instant from, const std::optional<Instant>& until, Instant at) {
  return from <= at && (!until || *until > at);
}

// What stands at an instant, a line each.
using Standing = std::multiset<std::string>;

Standing told_by_assessment(const engine::Assessment& then) {
  Standing standing;
  for (const auto& owed : then.actions) standing.insert(line_of("owed", owed.opening, owed.line, owed.opens));
  for (const auto& blocked : then.blocked) standing.insert(line_of("blocked", blocked.opening, 0, blocked.opens));
  for (const auto& lapsed : then.lapsed) standing.insert(line_of("lapsed", lapsed.opening, lapsed.line, lapsed.at));
  for (const auto& breach : then.breaches) standing.insert(fmt::format("breach {}", to_string(breach.at)));
  for (const auto& late : then.late) {
    standing.insert(line_of("late", late.opening, late.line, late.at) + fmt::format(" {}", late.days_late));
  }
  if (then.status == engine::Status::active) {
    standing.insert(fmt::format("stage {} {}", *then.stage, to_string(*then.since)));
  }
  if (then.status == engine::Status::finished) {
    standing.insert(fmt::format("finished {} {}", *then.outcome, to_string(*then.since)));
  }
  return standing;
}

Standing told_by_timeline(const Timeline& timeline, Instant at) {
  Standing standing;
  for (const Window& window : timeline.windows) {
    if (is_open(window.from, window.until, at)) {
      standing.insert(line_of("owed", window.owed.opening, window.owed.line, window.owed.opens));
    }
  }
  for (const Block& block : timeline.blocks) {
    if (is_open(block.from, block.until, at)) {
      standing.insert(line_of("blocked", block.step.opening, 0, block.step.opens));
    }
  }
  // Of the present episode: since the last one began.
  std::size_t first = 0;
  const std::vector<Happening>& all = timeline.happenings;
  for (std::size_t i = 0; i < all.size() && all[i].at <= at; ++i) {
    if (all[i].kind == Kind::started) first = i;
  }
  std::string finished;
  // What the event that began it brought stands before it.
  while (first > 0 && all[first].entry && all[first - 1].entry == all[first].entry) --first;
  for (std::size_t i = first; i < all.size() && all[i].at <= at; ++i) {
    if (all[i].kind == Kind::lapsed) standing.insert(line_of("lapsed", all[i].opening, all[i].line, all[i].at));
    if (all[i].kind == Kind::breach) standing.insert(fmt::format("breach {}", to_string(all[i].at)));
    if (all[i].kind == Kind::done) {
      const Window& window = timeline.windows[*all[i].window];
      if (window.days_late) {
        standing.insert(line_of("late", window.owed.opening, window.owed.line, *window.until) +
                        fmt::format(" {}", *window.days_late));
      }
    }
    if (all[i].kind == Kind::finished) finished = fmt::format("finished {} {}", *all[i].outcome, to_string(all[i].at));
    if (all[i].kind == Kind::started) finished.clear();
  }
  if (!finished.empty()) standing.insert(finished);
  for (const Happening& entered : all) {
    if (entered.kind != Kind::stage) continue;
    const Stay& stay = timeline.stays[*entered.stay];
    if (!is_open(entered.at, stay.until, at)) continue;
    standing.insert(fmt::format("stage {} {}", stay.stage, to_string(stay.from)));
  }
  return standing;
}

// A version `for all cases` reads the past anew: what it finds there did not come up on a day of its own.
void forget_the_past(Standing& standing) {
  std::erase_if(standing, [](const std::string& line) {
    return !line.starts_with("owed") && !line.starts_with("blocked") && !line.starts_with("stage");
  });
}

std::string only_in(const Standing& a, const Standing& b) {
  std::vector<std::string> lines;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(lines));
  return fmt::format("{}", fmt::join(lines, "\n    "));
}

TEST(Play, EachDayIsAsAnAssessmentOfThePlayedCaseSays) {
  const std::uint64_t seed = reference::from_environment("ENGAGE_SEED", 1);
  const std::uint64_t plays = reference::from_environment("ENGAGE_PLAYS", 300);
  fmt::print("ENGAGE_SEED={} ENGAGE_PLAYS={}\n", seed, plays);
  std::uint64_t played = 0, assumed = 0;
  for (std::uint64_t policy = 0; played < plays; ++policy) {
    Dice dice(seed * 1'000'003 + policy);
    const std::string text = reference::generate_policy(dice);
    const auto loaded = reference::load(text);
    if (loaded->family() == nullptr) continue;
    const model::Family& family = *loaded->family();
    engine::Engine engine(family);
    const bool reads_anew = std::any_of(family.versions.begin(), family.versions.end(),
                                        [](const model::Policy& version) { return version.for_all_cases; });
    for (int i = 0; i < 5; ++i, ++played) {
      const reference::Case made = reference::generate_case(dice);
      const cases::Record record = reference::to_record(made, family.words);
      const Instant begin = record.entries.empty() ? start_of(Date{20'500}) : record.entries.back().at;
      const Assumptions assumptions = reference::generate_assumptions(dice, family, begin);
      const Timeline timeline =
          play_forward(family, record, begin, assumptions, {{begin.minutes + kDaysAhead * kMinutesPerDay}, 300, false});
      ASSERT_EQ(timeline.origins.size(), timeline.record.entries.size());
      ASSERT_TRUE(std::is_sorted(timeline.record.entries.begin(), timeline.record.entries.end(),
                                 [](const auto& a, const auto& b) { return a.at < b.at; }));
      assumed +=
          static_cast<std::uint64_t>(std::count(timeline.origins.begin(), timeline.origins.end(), Origin::worker));
      if (timeline.happenings.empty()) continue;
      // At the end of each day, and of each minute in which something happens.
      std::set<Instant> instants;
      const bool rests = timeline.end == Timeline::End::nothing_more || timeline.end == Timeline::End::finished;
      const Date last = rests ? date_of(begin) + kDaysAhead - 1 : date_of(timeline.end_at) - 1;
      for (Date day = date_of(timeline.happenings.front().at); day <= last; day = day + 1) {
        instants.insert(last_minute_of(day));
      }
      for (const Happening& happening : timeline.happenings) instants.insert(happening.at);
      if (timeline.end == Timeline::End::in_a_minute) {
        instants.erase(instants.lower_bound(timeline.end_at), instants.end());
      }
      engine::Assessment then;
      for (const Instant at : instants) {
        if (timeline.end == Timeline::End::undecided && at >= timeline.end_at) continue;
        const auto decided = engine.assess(timeline.record, at, then);
        const std::string where =
            fmt::format("policy {} of seed {}, case {}, as of {}\n{}", policy, seed, i, to_string(at), text);
        ASSERT_TRUE(decided) << where;
        Standing expected = told_by_assessment(then), told = told_by_timeline(timeline, at);
        if (reads_anew) {
          forget_the_past(expected);
          forget_the_past(told);
        }
        ASSERT_EQ(expected, told) << where << "\nonly the assessment:\n    " << only_in(expected, told)
                                  << "\nonly the timeline:\n    " << only_in(told, expected);
      }
    }
  }
  EXPECT_GT(assumed, plays) << "hardly any work was assumed: the plays hold nothing";
}

}  // namespace
}  // namespace engage::play
