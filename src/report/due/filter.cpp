#include "report/due/filter.h"

#include <algorithm>

#include "report/naming.h"

namespace engage::report {

bool apply(const Filter& filter, const model::Family& family, const cases::Record& record,
           engine::Assessment& assessment) {
  const auto selects_role = [&](model::RoleId role) {
    if (filter.role && (role == model::DoLine::kNoRole || family.words.roles[role].name != *filter.role)) return false;
    return !filter.assignee || assignee_of(family.words, record, role) == *filter.assignee;
  };
  const auto selects = [&](engine::DueState state, bool escalated, bool upcoming) {
    switch (filter.only) {
      case Filter::Only::all: return true;
      case Filter::Only::due: return !upcoming;
      case Filter::Only::overdue: return !upcoming && state == engine::DueState::overdue;
      case Filter::Only::escalated: return escalated;
    }
    return false;
  };

  // A person's own list says which of their cases have not started; that is no work of a role.
  const bool awaited = assessment.pending && awaits(*assessment.pending) != engine::Awaits::nothing &&
                       filter.assignee && !filter.role && filter.only == Filter::Only::all &&
                       std::any_of(record.assignees.begin(), record.assignees.end(),
                                   [&](const auto& assigned) { return assigned.second == *filter.assignee; });

  std::erase_if(assessment.actions, [&](const engine::OwedAction& owed) {
    return !selects_role(line_of(owed).role) || !selects(owed.state, owed.escalation.has_value(), false);
  });
  std::erase_if(assessment.upcoming, [&](const engine::OwedAction& owed) {
    return !selects_role(line_of(owed).role) || !selects(owed.state, owed.escalation.has_value(), true);
  });
  std::erase_if(assessment.blocked, [&](const engine::BlockedStep& blocked) {
    return !selects_role(role_of(step_of(blocked.opening))) ||
           !selects(blocked.state, escalation_of(blocked.opening) != nullptr, false);
  });
  return awaited || !assessment.actions.empty() || !assessment.upcoming.empty() || !assessment.blocked.empty();
}

}  // namespace engage::report
