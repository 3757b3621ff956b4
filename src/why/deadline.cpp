#include "why/deadline.h"

#include <fmt/format.h>

#include "calendar/words.h"
#include "why/days.h"
#include "why/words.h"

namespace engage::why {
namespace {

// "3 to 5 business days", "2 days to 1 week"
std::string range_text(Duration low, Duration high) {
  return low.unit == high.unit ? fmt::format("{} to {}", low.count, to_string(high))
                               : fmt::format("{} to {}", to_string(low), to_string(high));
}

using Source = engine::DeadlineBasis::Source;

std::string adjust_text(Adjust adjust) {
  switch (adjust) {
    case Adjust::none: return "";
    case Adjust::next_business_day: return " or next business day";
    case Adjust::previous_business_day: return " or previous business day";
  }
  return "";
}

std::string wait_text(const model::Statement& statement) {
  if (const auto* wait = std::get_if<model::Wait>(&statement.node)) {
    return "wait " + range_text(wait->low, *wait->high);
  }
  const auto& repeat = std::get<model::Repeat>(statement.node);
  return "repeat every " + range_text(repeat.every, *repeat.to);
}

// The own deadline of a step, whose anchor is not known.
std::string unknown_anchor(const model::Step& step, const model::Words& words) {
  if (step.deadline.kind == model::StepDeadline::Kind::none) return {};
  return fmt::format("{} is not known", anchor_text(step.deadline.anchor, words));
}

}  // namespace

std::string anchor_text(const model::Anchor& anchor, const model::Words& words) {
  switch (anchor.kind) {
    case model::Anchor::Kind::start: return "the start of the episode";
    case model::Anchor::Kind::stage_start: return "the start of the stage";
    case model::Anchor::Kind::date_fact: return words.facts[anchor.fact].name;
    case model::Anchor::Kind::latest_event: return names_of(anchor.events, words);
    case model::Anchor::Kind::first_event: return "the first " + names_of(anchor.events, words);
  }
  return {};
}

std::string basis_text(const model::Step& step, const model::Policy& policy, const engine::DeadlineBasis& basis,
                       const model::Words& words) {
  const engine::Counting& counting = basis.counting;
  const std::string length = to_string(counting.duration) + adjust_text(counting.adjust);
  const std::string from = say(counting.from);
  const std::string unknown = unknown_anchor(step, words);
  const std::string otherwise = unknown.empty() ? "" : unknown + ", so ";
  switch (basis.source) {
    case Source::none: return unknown.empty() ? "nothing sets a deadline" : unknown + ", and nothing else sets one";
    case Source::opening: return fmt::format("within {} of {}", length, from);
    case Source::anchor:
      return fmt::format("{} {}{}, {}", counting.before ? "no later than" : "within", length,
                         (counting.before ? " before " : " of ") + anchor_text(step.deadline.anchor, words), from);
    case Source::wait:
      return fmt::format("{}the end of `{}`, begun on {}", otherwise, wait_text(policy.statements[basis.statement]),
                         from);
    case Source::by_default: return fmt::format("{}by default within {} of {}", otherwise, length, from);
  }
  return {};
}

std::string reason_of_deadline(const engine::OwedAction& owed, const model::Words& words) {
  const model::Policy& policy = *owed.opening.policy;
  std::string text = basis_text(policy.steps[owed.opening.step], policy, owed.basis, words);
  if (owed.basis.source != Source::none) text += skipped_text(days_of(*policy.calendar, owed.basis.counting));
  return text;
}

}  // namespace engage::why
