#include "simulate/every_start.h"

#include <algorithm>

namespace engage::simulate {
namespace {

// What a start comes to, without a timeline.
class Tally : public Watcher {
 public:
  void saw(const cases::Record&, const engine::Assessment& now, Instant at, std::optional<std::size_t>) override {
    if (now.episode > 0 && !began) began = at;
    for (const engine::FiredEscalation& escalation : now.escalations) {
      const std::string& title = escalation.policy->rules[escalation.rule].escalation->title;
      if (std::find(fired.begin(), fired.end(), &title) == fired.end()) fired.push_back(&title);
    }
  }

  std::optional<Instant> began;
  std::vector<const std::string*> fired;
};

// A case that has not finished after so many entries goes round; the few that do not are told with it.
constexpr std::size_t kMostEntries = 150;
constexpr std::size_t kTellEvery = 50;

}  // namespace

const Run& Runs::longest() const {
  return *std::lower_bound(runs.begin(), runs.end(), runs.back().days,
                           [](const Run& run, int days) { return run.days < days; });
}

EveryStart play_every_start(const model::Family& family, const cases::Record& start, model::EventId event, Date first,
                            Date last, const Assumptions& assumptions, Progress& progress) {
  EveryStart result;
  for (const model::Policy& version : family.versions) {
    for (const model::Rule& rule : version.rules) {
      if (rule.escalation) result.escalations[rule.escalation->title];
    }
  }
  const auto of = static_cast<std::size_t>(last - first + 1);
  Player player(family);
  Assumptions assumed = assumptions;
  assumed.planned.insert(assumed.planned.begin(), {{}, event, {}});
  for (Date date = first; date <= last; date = date + 1) {
    const Instant begin = start_of(date);
    assumed.planned.front().at = begin;
    Tally tally;
    const Player::End end = player.play(start, begin, assumed, {five_years_after(begin), kMostEntries, true}, tally);
    ++result.starts;
    for (const std::string* title : tally.fired) ++result.escalations[*title];
    if (end.how == Timeline::End::undecided) {
      result.undecided[end.reason].push_back(date);
    } else if (!tally.began) {
      result.not_started.push_back(date);
    } else if (end.how == Timeline::End::finished) {
      const engine::Assessment& finished = player.last();
      const std::string& title = finished.policy->outcomes[*finished.outcome].title;
      result.outcomes[title].runs.push_back({date_of(end.at) - date, date});
    } else {
      result.unfinished.push_back(date);
    }
    if (result.starts % kTellEvery == 0) progress.played(result.starts, of);
  }
  for (auto& [title, runs] : result.outcomes) std::sort(runs.runs.begin(), runs.runs.end());
  result.assessments = player.assessments();
  return result;
}

}  // namespace engage::simulate
