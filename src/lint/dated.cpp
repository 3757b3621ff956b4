#include "lint/dated.h"
#include "text/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace engage::lint {
namespace {

std::string date(Instant at) { return to_string(date_of(at)); }

std::string dates_of(const pace::Leg& leg, const pace::Visit& visit) {
  using Kind = pace::Leg::Kind;
  switch (leg.kind) {
    case Kind::enter: return fmt::format("begins {}", date(visit.at));
    case Kind::step:
      return visit.due ? fmt::format("opens {}, due {}", date(visit.at), date(visit.due->at))
                       : fmt::format("opens {}", date(visit.at));
    case Kind::wait:
    case Kind::hold:
    case Kind::rest: return fmt::format("{} to {}", date(visit.at), date(visit.left));
    case Kind::go_to:
    case Kind::finish: return date(visit.at);
  }
  return {};
}

}  // namespace

Diagnostic& add_at(const model::Policy& policy, Code code, Span place, std::string message, Diagnostics& diagnostics) {
  if (!policy.extends) return diagnostics.add(code, place, std::move(message));
  Diagnostic& finding = diagnostics.add(code, policy.span, std::move(message));
  finding.labels.push_back({place, "here"});
  return finding;
}

void label_dates(const model::Policy& policy, const pace::Route& route, const pace::Walk& walk, std::size_t last_leg,
                 Diagnostic& finding) {
  const std::size_t end = std::min(last_leg + 1, walk.visits.size());
  for (std::size_t i = 0; i < end; ++i) {
    const pace::Leg& leg = route.legs[i];
    const Span place =
        leg.statement == model::kEnd ? policy.stages[leg.stage].span : policy.statements[leg.statement].span;
    const bool again = std::any_of(route.legs.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                   route.legs.begin() + static_cast<std::ptrdiff_t>(end),
                                   [&](const pace::Leg& later) { return later == leg; });
    if (!again) finding.labels.push_back({place, dates_of(leg, walk.visits[i])});
  }
}

std::string on_starts(int some, const model::Policy& policy) {
  return fmt::format("on {} of {} start dates", some, pace::starts_of(policy).count());
}

std::string days(int count) { return counted(count, "day"); }

std::string days(int least, int most) {
  return least == most ? days(least) : fmt::format("{} to {}", least, days(most));
}

}  // namespace engage::lint
