#include "lint/rating.h"

#include <algorithm>

namespace engage::lint {
namespace {

bool any_begins(const std::vector<std::string>& prefixes, std::string_view id) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](const std::string& prefix) { return id.starts_with(prefix); });
}

bool is_fault(std::string_view id) { return id.front() == 'E'; }

// Told only where it is selected or given a severity: a list for those who want it, not a fault.
bool is_on_demand(Code code) { return code == Code::L408 || code == Code::L605; }

}  // namespace

bool Selection::takes(Code code) const {
  const std::string_view id = info(code).id;
  return is_fault(id) || ((select.empty() || any_begins(select, id)) && !any_begins(ignore, id));
}

bool begins_a_code(std::string_view prefix) {
  if (prefix.empty()) return false;
  const auto codes = all_codes();
  return std::any_of(codes.begin(), codes.end(),
                     [&](const CodeInfo& code) { return !is_fault(code.id) && code.id.starts_with(prefix); });
}

std::optional<Severity> Rating::of(Code code) const {
  const std::string_view id = info(code).id;
  if (is_fault(id)) return Severity::error;
  if (!selection_.takes(code)) return std::nullopt;
  const auto found = std::find_if(severities_.rbegin(), severities_.rend(),
                                  [&](const SeverityOf& setting) { return id.starts_with(setting.prefix); });
  if (found != severities_.rend()) return found->severity;
  return is_on_demand(code) && selection_.select.empty() ? std::nullopt : std::optional(info(code).severity);
}

}  // namespace engage::lint
