#include "why/deadline.h"

#include <fmt/format.h>

#include "calendar/words.h"
#include "model/parts.h"
#include "why/days.h"
#include "why/words.h"

namespace engage::why {
namespace {

// "3 to 5 business days", "2 days to 1 week"
std::string range_text(Duration low, Duration high) {
  return low.unit == high.unit && low.calendar == high.calendar
             ? fmt::format("{} to {}", low.count, to_string(high))
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
  if (repeat.kind != model::Repeat::Kind::rest) return rounds_text(repeat);
  return "repeat every " + range_text(repeat.every, *repeat.to);
}

// The step's own lines whose anchors are not known.
std::string unknown_anchors(const model::Step& step, const engine::DeadlineBasis& basis, const model::Words& words) {
  std::string names;
  for (std::size_t i = 0; i < step.deadlines.size(); ++i) {
    if ((basis.unknown >> i & 1) == 0) continue;
    if (!names.empty()) names += ", ";
    names += anchor_text(step.deadlines[i].anchor, words);
  }
  return names.empty() ? names : names + " is not known";
}

// "within 5 business days of referral, 2026-01-05"
std::string line_text(const model::DeadlineLine& line, const engine::Counting& counting, const model::Words& words) {
  const std::string length = to_string(counting.duration) + adjust_text(counting.adjust);
  const std::string from = say(counting.from);
  if (line.kind == model::DeadlineLine::Kind::after_opening) return fmt::format("within {} of {}", length, from);
  const std::string anchor = anchor_text(line.anchor, words);
  if (line.kind == model::DeadlineLine::Kind::after_anchor)
    return fmt::format("within {} of {}, {}", length, anchor, from);
  if (line.same_day) return fmt::format("no later than {}, {}", anchor, from);
  return fmt::format("no later than {} {} {}, {}", length, counting.before ? "before" : "after", anchor, from);
}

// "by 17:00"
std::string by_time_text(const model::Step& step, const engine::DeadlineBasis& basis) {
  const bool turned = step.by_time && !is_exact(basis.counting.duration);
  return turned ? ", by " + clock_time({*step.by_time}) : "";
}

}  // namespace

std::string anchor_text(const model::Anchor& anchor, const model::Words& words) {
  switch (anchor.kind) {
    case model::Anchor::Kind::start: return "the start of the episode";
    case model::Anchor::Kind::stage_start: return "the start of the stage";
    case model::Anchor::Kind::date_fact: return words.facts[anchor.fact].name;
    case model::Anchor::Kind::latest_event: return names_of(anchor.events, words);
    case model::Anchor::Kind::first_event: return "the first " + names_of(anchor.events, words);
    case model::Anchor::Kind::date_word: return anchor.word;
    case model::Anchor::Kind::its_date: return "the date of its round";
    case model::Anchor::Kind::later:
    case model::Anchor::Kind::earlier: break;
  }
  std::string text = anchor.kind == model::Anchor::Kind::later ? "the later of " : "the earlier of ";
  for (const model::Anchor& one : anchor.of) {
    if (&one != &anchor.of.front()) text += ", ";
    text += anchor_text(one, words);
  }
  return text;
}

std::string basis_text(const model::Step& step, const model::Policy& policy, const engine::DeadlineBasis& basis,
                       const model::Words& words) {
  const engine::Counting& counting = basis.counting;
  const std::string from = say(counting.from);
  const std::string unknown = unknown_anchors(step, basis, words);
  const std::string otherwise = unknown.empty() ? "" : unknown + ", so ";
  const std::string by = by_time_text(step, basis);
  switch (basis.source) {
    case Source::none: return unknown.empty() ? "nothing sets a deadline" : unknown + ", and nothing else sets one";
    case Source::line: {
      std::string text = line_text(step.deadlines[basis.line], counting, words) + by;
      if (step.deadlines.size() > 1) text += ", the earliest that is known";
      return unknown.empty() ? text : text + "; " + unknown;
    }
    case Source::wait:
      return fmt::format("{}the end of `{}`, begun on {}{}", otherwise, wait_text(policy.statements[basis.statement]),
                         from, by);
    case Source::by_default:
      return fmt::format("{}by default within {} of {}{}", otherwise, to_string(counting.duration), from, by);
    case Source::given: return fmt::format("give at least {} from {}{}", to_string(counting.duration), from, by);
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
