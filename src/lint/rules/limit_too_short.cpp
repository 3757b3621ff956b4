#include <fmt/format.h>

#include <algorithm>

#include "lint/dated.h"
#include "lint/limits.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

struct Example {
  Instant start;
  pace::Walk walk;
  int least = 0, most = 0;  // days to the leg, over all start dates
};

std::optional<Example> example_of(const model::Policy& policy, const pace::Route& route, std::size_t leg) {
  std::optional<Example> found;
  pace::Walk walk;
  for_each_start(policy, [&](Instant start) {
    pace::take(policy, route, pace::Pace::fastest, start, walk);
    if (leg >= walk.visits.size()) return;
    const int taken = date_of(walk.visits[leg].at) - date_of(start);
    if (!found) found = Example{start, walk, taken, taken};
    if (taken < found->least) found = Example{start, walk, taken, found->most};
    found->most = std::max(found->most, taken);
  });
  return found;
}

}  // namespace

void limit_too_short(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    for (const model::Limit* limit : limits_that_act(policy)) {
      const std::optional<TooShort> lost = too_short(policy, words, *limit);
      const auto example = lost ? example_of(policy, *lost->route, lost->leg) : std::nullopt;
      if (!example) continue;
      Diagnostic& finding =
          add_at(policy, Code::L201, limit->span,
                 fmt::format("this limit always runs out before {}", lost->ways.name_of(lost->route->legs[lost->leg])),
                 diagnostics);
      finding.label = fmt::format("has run out on {}", to_string(*pace::runs_out(policy, *limit, example->start)));
      label_dates(policy, *lost->route, example->walk, lost->leg, finding);
      finding.help = "lengthen the limit, or shorten what comes before";
      finding.note = fmt::format("the fastest way there takes {}; the dates are those of a case that begins on {}",
                                 days(example->least, example->most), to_string(example->start));
    }
  });
}

}  // namespace engage::lint
