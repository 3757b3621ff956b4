#include <fmt/format.h>

#include "lint/dated.h"
#include "lint/limits.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

// Where the limit runs out on a worker who is in time.
struct CutOff {
  const pace::Route* route = nullptr;
  std::size_t leg = 0;
  Instant start;
  int days_over = 0;  // from the limit's end to that of the work
  pace::Walk walk;
};

std::optional<CutOff> cut_off(const LimitWays& ways, const pace::Route& route, const pace::Walk& walk, Instant start,
                              Instant out) {
  for (std::size_t i = 0; i < walk.visits.size(); ++i) {
    const pace::Visit& visit = walk.visits[i];
    const bool late = visit.at >= out || (walk.passed(i) && visit.left >= out);
    if (!late || !ways.is_missed(route.legs[i])) continue;
    const Date end = walk.passed(i) ? date_of(visit.left) : date_of(visit.at);
    return CutOff{&route, i, start, end - date_of(out) + 1, {}};
  }
  return {};
}

// Over all start dates and ways; `starts` counts the dates.
std::optional<CutOff> worst_of(const LimitWays& ways, int& starts) {
  std::optional<CutOff> worst;
  pace::Walk walk;
  for_each_start(*ways.policy, [&](Instant start) {
    const auto out = pace::runs_out(*ways.policy, *ways.limit, start);
    if (!out) return;
    bool cut = false;
    for (const pace::Route& route : ways.routes.all) {
      pace::take(*ways.policy, route, pace::Pace::slowest, start, walk);
      auto found = cut_off(ways, route, walk, start, *out);
      if (!found) continue;
      cut = true;
      if (worst && found->days_over <= worst->days_over) continue;
      worst = std::move(found);
      worst->walk = walk;
    }
    starts += cut ? 1 : 0;
  });
  return worst;
}

}  // namespace

// What a limit always cuts off is another rule's to tell.
void limit_cuts_off(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    for (const model::Limit* limit : limits_that_act(policy)) {
      const LimitWays ways = ways_under(policy, words, *limit, pace::Pace::slowest);
      int starts = 0;
      const std::optional<CutOff> worst = worst_of(ways, starts);
      if (!worst || too_short(policy, words, *limit)) continue;
      const pace::Leg& leg = worst->route->legs[worst->leg];
      Diagnostic& finding =
          add_at(policy, Code::L202, limit->span,
                 fmt::format("this limit can run out before {}, though every deadline is kept",
                             leg.kind == pace::Leg::Kind::step ? ways.name_of(leg) + " is done" : ways.name_of(leg)),
                 diagnostics);
      finding.label = fmt::format("has run out on {}", to_string(*pace::runs_out(policy, *limit, worst->start)));
      label_dates(policy, *worst->route, worst->walk, worst->leg, finding);
      finding.help = "lengthen the limit, or shorten the waits and deadlines before it";
      finding.note = fmt::format("{}; the dates are those of a case that begins on {}, which lacks {}",
                                 on_starts(starts, policy), to_string(worst->start), days(worst->days_over));
    }
  });
}

}  // namespace engage::lint
