#include <fmt/format.h>

#include "lint/dated.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

struct Range {
  Duration low, high;
};

std::optional<Range> range_of(const model::Statement& statement) {
  if (const auto* wait = std::get_if<model::Wait>(&statement.node)) {
    return wait->high ? std::optional(Range{wait->low, *wait->high}) : std::nullopt;
  }
  const auto* repeat = std::get_if<model::Repeat>(&statement.node);
  return repeat && repeat->to ? std::optional(Range{repeat->every, *repeat->to}) : std::nullopt;
}

struct Reversed {
  Instant start, opening;
  Deadline deadline;
  int starts = 0;
};

std::optional<Reversed> reversed(const model::Policy& policy, Range range) {
  std::optional<Reversed> first;
  for_each_start(policy, [&](Instant start) {
    const auto opening = policy.calendar->opening_after(start, range.low);
    const auto deadline = policy.calendar->deadline_after(start, range.high);
    if (!opening || !deadline || deadline->passed_at() > *opening) return;
    if (!first) first = Reversed{start, *opening, *deadline, 0};
    ++first->starts;
  });
  return first;
}

}  // namespace

void range_reversed(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    for (const model::Statement& statement : policy.statements) {
      const auto range = range_of(statement);
      const auto found = range ? reversed(policy, *range) : std::nullopt;
      if (!found) continue;
      Diagnostic& finding = add_at(policy, Code::L206, statement.span,
                                   fmt::format("{} can end before {}, so that the next step is overdue when it opens",
                                               to_string(range->high), to_string(range->low)),
                                   diagnostics);
      finding.label = fmt::format("from {}: opens {}, due {}", to_string(found->start), to_string(found->opening),
                                  to_string(found->deadline.at));
      finding.help = "write the shorter time first, and both in the same kind of days";
      finding.note = on_starts(found->starts, policy);
    }
  });
}

}  // namespace engage::lint
