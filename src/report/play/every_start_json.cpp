#include "form/json.h"
#include "report/play/every_start.h"

namespace engage::report {
namespace {

using form::Json;

Json run_of(const play::Run& run) { return {{"days", run.days}, {"start", run.start}}; }

// How many runs took each number of days that any took.
Json by_days(const std::vector<play::Run>& runs) {
  Json lengths = Json::array();
  for (std::size_t i = 0; i < runs.size();) {
    std::size_t end = i;
    while (end < runs.size() && runs[end].days == runs[i].days) ++end;
    lengths.push_back({{"days", runs[i].days}, {"count", end - i}});
    i = end;
  }
  return lengths;
}

Json play_of(const EveryStartReport& play) {
  const play::EveryStart& result = play.result;
  return {
      {"worker", play.worker},
      {"client", play.client},
      {"starts", result.starts},
      {"outcomes", form::list_of(result.outcomes,
                                 [](const auto& outcome) -> Json {
                                   const auto& [what, runs] = outcome;
                                   return {{"name", what.name},
                                           {"title", what.title},
                                           {"count", runs.runs.size()},
                                           {"shortest", run_of(runs.shortest())},
                                           {"median", run_of(runs.median())},
                                           {"longest", run_of(runs.longest())},
                                           {"by_days", by_days(runs.runs)}};
                                 })},
      {"not_ended", result.unfinished},
      {"never_begun", result.not_started},
      {"undecided", form::list_of(result.undecided,
                                  [](const auto& undecided) -> Json {
                                    return {{"because", undecided.first}, {"starts", undecided.second}};
                                  })},
      {"escalations", form::list_of(result.escalations,
                                    [](const auto& escalation) -> Json {
                                      const auto& [what, count] = escalation;
                                      return {{"name", what.name}, {"title", what.title}, {"count", count}};
                                    })},
  };
}

}  // namespace

std::string every_start_json(const EveryStarts& starts) {
  const Json json{{"policy", starts.family->name},
                  {"event", starts.family->words.events[starts.event].name},
                  {"first", starts.first},
                  {"last", starts.last},
                  {"plays", form::list_of(starts.plays, play_of)}};
  return form::written(json) + '\n';
}

}  // namespace engage::report
