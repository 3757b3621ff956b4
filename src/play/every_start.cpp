#include "play/every_start.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace engage::play {
namespace {

// What a start comes to, without a timeline.
class Tally : public Watcher {
 public:
  void saw(const cases::Record&, const engine::Assessment& now, Instant at, std::optional<std::size_t>) override {
    if (now.episode > 0 && !began) began = at;
    for (const engine::FiredEscalation& escalation : now.escalations) {
      fired.insert(escalation.policy->rules[escalation.rule].escalation->name);
    }
  }

  std::optional<Instant> began;
  std::set<std::string_view> fired;  // escalations, by name
};

using Titles = std::map<std::string_view, std::string_view>;  // by name

Named named(const Titles& titles, std::string_view name) { return {std::string(titles.at(name)), std::string(name)}; }

// A case that has not finished after so many entries, or so much that time alone brings, goes round; the few that do
// not are told with it.
constexpr std::size_t kMostEntries = 150;
constexpr std::size_t kMostAssessments = 10'000;
constexpr std::uint64_t kMostWakes = 500'000;
constexpr std::size_t kTellEvery = 50;

}  // namespace

const Run& Runs::longest() const {
  return *std::lower_bound(runs.begin(), runs.end(), runs.back().days,
                           [](const Run& run, int days) { return run.days < days; });
}

EveryStart play_every_start(const model::Family& family, const cases::Record& start, model::EventId event, Date first,
                            Date last, const Assumptions& assumptions, Progress& progress) {
  EveryStart result;
  Titles escalations, outcomes;
  for (const model::Policy& version : family.versions) {
    for (const model::Rule& rule : version.rules) {
      if (rule.escalation) escalations[rule.escalation->name] = rule.escalation->title;
    }
    for (const model::Outcome& outcome : version.outcomes) outcomes[outcome.name] = outcome.title;
  }
  for (const auto& [name, title] : escalations) result.escalations[named(escalations, name)];
  const auto of = static_cast<std::size_t>(last - first + 1);
  Player player(family);
  Assumptions assumed = assumptions;
  assumed.planned.insert(assumed.planned.begin(), {{}, event, {}});
  for (Date date = first; date <= last; date = date + 1) {
    const Instant begin = start_of(date);
    assumed.planned.front().at = begin;
    Tally tally;
    const PlayLimits limits{five_years_after(begin), kMostEntries, true, kMostAssessments, kMostWakes};
    const Player::End end = player.play(start, begin, assumed, limits, tally);
    ++result.starts;
    for (const std::string_view name : tally.fired) ++result.escalations[named(escalations, name)];
    if (end.how == Timeline::End::undecided) {
      result.undecided[end.reason].push_back(date);
    } else if (!tally.began) {
      result.not_started.push_back(date);
    } else if (end.how == Timeline::End::finished) {
      const engine::Assessment& finished = player.last();
      const model::Outcome& outcome = finished.policy->outcomes[*finished.outcome];
      result.outcomes[named(outcomes, outcome.name)].runs.push_back({date_of(end.at) - date, date});
    } else {
      result.unfinished.push_back(date);
    }
    if (result.starts % kTellEvery == 0) progress.played(result.starts, of);
  }
  for (auto& [outcome, runs] : result.outcomes) std::sort(runs.runs.begin(), runs.runs.end());
  result.assessments = player.assessments();
  return result;
}

}  // namespace engage::play
