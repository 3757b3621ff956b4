#include "cli/assignee_search.h"

#include <fmt/format.h>

#include <vector>

#include "text/near.h"

namespace engage::cli {
namespace {

constexpr std::size_t kMostNames = 10'000;

}  // namespace

void AssigneeSearch::look(const cases::Record& record) {
  if (found()) return;
  for (const auto& [role, name] : record.assignees) {
    if (name == name_) {
      found_.store(true, std::memory_order_relaxed);
      return;
    }
    const std::lock_guard lock(mutex_);
    if (others_.size() < kMostNames && !others_.contains(name)) others_.emplace(name);
  }
}

std::string AssigneeSearch::fault() const {
  const std::vector<std::string_view> names(others_.begin(), others_.end());
  const std::string near = did_you_mean_or_list(name_, names, "assignees");
  return fmt::format("--assignee: no case has the assignee `{}`{}{}", name_, near.empty() ? "" : "; ", near);
}

}  // namespace engage::cli
