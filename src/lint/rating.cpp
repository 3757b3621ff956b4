#include "lint/rating.h"

#include <algorithm>

namespace engage::lint {
namespace {

bool any_begins(const std::vector<std::string>& prefixes, std::string_view id) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) { return id.starts_with(prefix); });
}

bool is_fault(std::string_view id) { return id.front() == 'E'; }

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
  return found == severities_.rend() ? info(code).severity : found->severity;
}

}  // namespace engage::lint
