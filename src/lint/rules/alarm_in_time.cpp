#include <fmt/format.h>

#include <algorithm>

#include "lint/alarm.h"
#include "lint/dated.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

enum class Answer { no, yes, unsure };

// Whether work that is over by `at` held one of the events.
Answer done_by(const model::Policy& policy, const pace::Route& route, const pace::Walk& walk, Instant at,
               const model::EventSet& events) {
  Answer answer = Answer::no;
  for (std::size_t i = 0; i < walk.visits.size(); ++i) {
    if (route.legs[i].kind != pace::Leg::Kind::step || walk.visits[i].at >= at) continue;
    const auto& open = std::get<model::OpenStep>(policy.statements[route.legs[i].statement].node);
    for (const model::DoLine& line : policy.steps[open.step].lines) {
      const auto asked = [&](model::EventId action) { return events.contains(action); };
      if (!std::any_of(line.actions.begin(), line.actions.end(), asked)) continue;
      const bool sure =
          std::all_of(line.actions.begin(), line.actions.end(), asked) && walk.passed(i) && walk.visits[i].left < at;
      if (sure) return Answer::yes;
      answer = Answer::unsure;
    }
  }
  return answer;
}

bool cut_short(const model::Policy& policy, const pace::Route& route, const pace::Walk& walk, Instant start,
               Instant at) {
  for (std::size_t i = 0; i < walk.visits.size() && walk.visits[i].at < at; ++i) {
    for (const model::Limit& limit : policy.limits) {
      if (!pace::counts_from_start(limit)) continue;
      if (limit.stage && (route.legs[i].kind != pace::Leg::Kind::enter || *limit.stage != route.legs[i].stage)) {
        continue;
      }
      const auto out = pace::runs_out(policy, limit, limit.stage ? walk.visits[i].at : start);
      if (out && *out <= at) return true;
    }
  }
  return false;
}

// The work of the same stage that is still to be done in time when the rule is raised.
std::optional<std::size_t> work_after(const pace::Route& route, const pace::Walk& walk, Instant at) {
  std::size_t here = 0;
  while (here + 1 < walk.visits.size() && walk.visits[here + 1].at <= at) ++here;
  for (std::size_t i = here; i < walk.visits.size() && route.legs[i].stage == route.legs[here].stage; ++i) {
    if (route.legs[i].kind == pace::Leg::Kind::step && walk.passed(i) && walk.visits[i].left >= at) return i;
  }
  return {};
}

struct Raised {
  const pace::Route* route = nullptr;
  std::size_t work = 0;
  Instant start, at;
  pace::Walk walk;
};

class Search {
 public:
  Search(const model::Policy& policy, const model::Rule& rule, const Alarm& alarm, const pace::Routes& routes)
      : policy_(policy), rule_(rule), alarm_(alarm), routes_(routes) {}

  // The first start date with the most work still to come; `starts` counts the dates.
  std::optional<Raised> earliest(int& starts) {
    std::optional<Raised> found;
    for_each_start(policy_, [&](Instant start) {
      const auto at = alarm_.raised(*policy_.calendar, start);
      if (!at) return;
      bool any = false;
      for (const pace::Route& route : routes_.all) {
        const auto work = in_time(route, start, *at);
        any = any || work;
        if (work && !found) found = Raised{&route, *work, start, *at, walk_};
      }
      starts += any ? 1 : 0;
    });
    return found;
  }

 private:
  std::optional<std::size_t> in_time(const pace::Route& route, Instant start, Instant at) {
    using End = pace::Route::End;
    if (route.end != End::finished && route.end != End::at_rest) return {};
    pace::take(policy_, route, pace::Pace::slowest, start, walk_);
    if (walk_.halt != pace::Walk::Halt::none) return {};
    const auto work = work_after(route, walk_, at);
    if (!work || !rule_.active[route.legs[*work].stage]) return {};
    if (done_by(policy_, route, walk_, at, alarm_.silence_of) != Answer::no) return {};
    return cut_short(policy_, route, walk_, start, at) ? std::nullopt : work;
  }

  const model::Policy& policy_;
  const model::Rule& rule_;
  const Alarm& alarm_;
  const pace::Routes& routes_;
  pace::Walk walk_;
};

}  // namespace

// Only ways with an end: whoever calls in rounds without end has always work to come, and an alarm about
// a silent client is what those rounds need.
void alarm_in_time(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    const pace::Routes routes = pace::routes_from(policy, words, 0, pace::Pace::slowest);
    for (const model::Rule& rule : policy.rules) {
      if (!rule.escalation || rule.kind != model::Rule::Kind::when) continue;
      const std::optional<Alarm> alarm = alarm_of(policy, *rule.condition);
      if (!alarm || alarm->from_stage) continue;
      int starts = 0;
      const std::optional<Raised> raised = Search(policy, rule, *alarm, routes).earliest(starts);
      if (!raised) continue;
      const auto& work = std::get<model::OpenStep>(policy.statements[raised->route->legs[raised->work].statement].node);
      Diagnostic& finding =
          add_at(policy, Code::L203, rule.span,
                 fmt::format("`{}` can be raised on a worker who keeps every deadline, before `{}` is done",
                             rule.escalation->name, policy.steps[work.step].name),
                 diagnostics);
      finding.label = fmt::format("raised on {}", to_string(raised->at));
      label_dates(policy, *raised->route, raised->walk, raised->work, finding);
      finding.help =
          "let it wait longer, or shorten the waits and deadlines; if it is meant so, say why: "
          "`# lint: allow L203 because \"…\"`";
      finding.note = fmt::format("{}; the dates are those of a case that begins on {}", on_starts(starts, policy),
                                 to_string(raised->start));
    }
  });
}

}  // namespace engage::lint
