#include "lint/registry.h"

#include <algorithm>

#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

constexpr Rule kRules[] = {
    {Code::L101, unreached_stage},
    {Code::L102, stage_without_exit},
    {Code::L103, policy_without_end},
    {Code::L104, unbounded_repeat},
    {Code::L105, same_branches},
    {Code::L106, rule_never_active},
    {Code::L301, negated_unknown},
    {Code::L501, unused_word},
    {Code::L502, near_twins},
    {Code::L503, policy_head},
};

bool any_begins(const std::vector<std::string>& prefixes, std::string_view id) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) { return id.starts_with(prefix); });
}

}  // namespace

std::span<const Rule> rules() { return kRules; }

bool Selection::takes(Code code) const {
  const std::string_view id = info(code).id;
  if (id.front() == 'E') return true;
  return (select.empty() || any_begins(select, id)) && !any_begins(ignore, id);
}

bool begins_a_code(std::string_view prefix) {
  if (prefix.empty()) return false;
  const auto codes = all_codes();
  return std::any_of(codes.begin(), codes.end(), [&](const CodeInfo& code) {
    return code.id.front() == 'L' && code.id.starts_with(prefix);
  });
}

void run(const Input& input, const Selection& selection, Diagnostics& diagnostics) {
  std::vector<bool> named(input.sources.size());
  for (const model::InputFile& file : input.files) named[file.tree.file] = file.named;
  Diagnostics found;
  for (const Rule& rule : rules()) {
    if (selection.takes(rule.code)) rule.check(input, found);
  }
  for (const Diagnostic& one : found.sorted()) {
    if (named[one.span.file]) diagnostics.add(one.code, one.span, one.message) = one;
  }
}

}  // namespace engage::lint
