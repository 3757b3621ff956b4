#include "lint/limits.h"

#include <fmt/format.h>

#include <set>

#include "lint/dated.h"

namespace engage::lint {
namespace {

// By statement, whether some start date lets a case come to it before the limit runs out. Dates from which
// the calendar cannot count so far tell nothing; all do of a calendar that is too short: then all are in time.
std::vector<bool> in_time(const model::Policy& policy, const LimitWays& ways) {
  std::vector<bool> reached(policy.statements.size());
  std::size_t open = ways.statements();
  bool any = false;
  pace::Walk walk;
  for_each_start(policy, [&](Instant date) {
    // With hours in it, a way may fit from one minute of the day and not from another.
    for (const Instant start : {date, last_minute_of(date_of(date))}) {
      if (open == 0) return;
      const auto out = pace::runs_out(policy, *ways.limit, start);
      if (!out) continue;
      any = true;
      for (const pace::Route& route : ways.routes.all) {
        pace::take(policy, route, pace::Pace::fastest, start, walk);
        for (std::size_t i = 0; i < walk.visits.size(); ++i) {
          const pace::Leg& leg = route.legs[i];
          if (ways.acts_in(leg.stage) && walk.visits[i].at >= *out) break;
          if (leg.statement == model::kEnd || reached[leg.statement]) continue;
          reached[leg.statement] = true;
          --open;
        }
      }
    }
  });
  return any ? reached : std::vector<bool>(policy.statements.size(), true);
}

// The first leg of a route that no case comes to and that is missed.
std::optional<std::size_t> first_lost(const LimitWays& ways, const pace::Route& route,
                                      const std::vector<bool>& reached) {
  for (std::size_t i = 0; i < route.legs.size(); ++i) {
    const model::StatementId statement = route.legs[i].statement;
    if (statement != model::kEnd && !reached[statement] && ways.is_missed(route.legs[i])) return i;
  }
  return {};
}

}  // namespace

bool LimitWays::acts_in(model::StageId stage) const {
  if (limit->stage) return stage == *limit->stage;
  return limit->active[stage] && (stage == 0 || !interrupted[stage]);
}

bool LimitWays::is_missed(const pace::Leg& leg) const {
  if (!acts_in(leg.stage) || leg.statement == model::kEnd) return false;
  const auto& node = policy->statements[leg.statement].node;
  if (const auto* go = std::get_if<model::GoTo>(&node)) return limit->go_to != go->stage;
  if (const auto* finish = std::get_if<model::Finish>(&node)) return limit->finish != finish->outcome;
  return leg.kind == pace::Leg::Kind::step;
}

std::size_t LimitWays::statements() const {
  std::set<model::StatementId> passed;
  for (const pace::Route& route : routes.all) {
    for (const pace::Leg& leg : route.legs) {
      if (leg.statement != model::kEnd) passed.insert(leg.statement);
    }
  }
  return passed.size();
}

std::string LimitWays::name_of(const pace::Leg& leg) const {
  const auto& node = policy->statements[leg.statement].node;
  if (const auto* go = std::get_if<model::GoTo>(&node)) {
    return fmt::format("`go to {}`", policy->stages[go->stage].name);
  }
  if (const auto* finish = std::get_if<model::Finish>(&node)) {
    return fmt::format("`finish {}`", policy->outcomes[finish->outcome].name);
  }
  return fmt::format("`{}`", policy->steps[std::get<model::OpenStep>(node).step].name);
}

std::vector<const model::Limit*> limits_that_act(const model::Policy& policy) {
  const pace::Flow flow(policy);
  std::vector<const model::Limit*> limits;
  for (const model::Limit& limit : policy.limits) {
    if (flow.reached(limit.stage.value_or(0)) && pace::counts_from_start(limit)) limits.push_back(&limit);
  }
  return limits;
}

LimitWays ways_under(const model::Policy& policy, const model::Words& words, const model::Limit& limit,
                     pace::Pace pace) {
  LimitWays ways{&policy, &limit, pace::routes_from(policy, words, limit.stage.value_or(0), pace), {}};
  const pace::Flow flow(policy);
  ways.interrupted.resize(policy.stages.size());
  for (model::StageId stage = 0; stage < policy.stages.size(); ++stage) {
    if (!flow.reached(stage)) continue;
    for (const model::StageId to : flow.interruptions(stage).stages) ways.interrupted[to] = true;
  }
  return ways;
}

std::optional<TooShort> too_short(const model::Policy& policy, const model::Words& words, const model::Limit& limit) {
  TooShort found{ways_under(policy, words, limit, pace::Pace::fastest), nullptr, 0};
  if (!found.ways.routes.complete) return {};
  const std::vector<bool> reached = in_time(policy, found.ways);
  for (const pace::Route& route : found.ways.routes.all) {
    const auto leg = first_lost(found.ways, route, reached);
    if (!leg) continue;
    found.route = &route;
    found.leg = *leg;
    return found;
  }
  return {};
}

}  // namespace engage::lint
