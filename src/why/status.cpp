#include "why/status.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"

namespace engage::why {

bool asks_for(const engine::OwedAction& owed, model::EventId action) {
  const std::vector<model::EventId>& actions = owed.opening.policy->steps[owed.opening.step].lines[owed.line].actions;
  const auto found = std::find(actions.begin(), actions.end(), action);
  return found != actions.end() && (owed.allowed >> (found - actions.begin()) & 1) != 0;
}

std::string describe_status(const engine::Assessment& a) {
  switch (a.status) {
    case engine::Status::not_applicable:
      return "the case is not applicable" + (a.reason.empty() ? "" : ": " + a.reason);
    case engine::Status::not_started: return "the case is not started";
    case engine::Status::active:
      return fmt::format("stage is {} since {}", a.policy->stages[*a.stage].name, say(*a.since));
    case engine::Status::finished:
      return fmt::format("the case is finished as {} since {}", a.policy->outcomes[*a.outcome].name, say(*a.since));
  }
  return {};
}

}  // namespace engage::why
