#include "simulate/deadline.h"

#include <fmt/format.h>

#include <vector>

namespace engage::simulate {
namespace {

std::string anchor_text(const model::Anchor& anchor, const model::Words& words) {
  std::string events;
  for (model::EventId id = 0; id < words.events.size(); ++id) {
    if (anchor.events.contains(id)) events += (events.empty() ? "" : " or ") + words.events[id].name;
  }
  switch (anchor.kind) {
    case model::Anchor::Kind::start: return "the start of the episode";
    case model::Anchor::Kind::stage_start: return "the start of the stage";
    case model::Anchor::Kind::date_fact: return words.facts[anchor.fact].name;
    case model::Anchor::Kind::latest_event: return events;
    case model::Anchor::Kind::first_event: return "the first " + events;
  }
  return {};
}

std::string adjust_text(Adjust adjust) {
  switch (adjust) {
    case Adjust::none: return "";
    case Adjust::next_business_day: return " or next business day";
    case Adjust::previous_business_day: return " or previous business day";
  }
  return "";
}

std::string days_text(Date first, Date last) {
  const Ymd from = ymd(first), to = ymd(last);
  if (first == last) return to_string(first);
  if (last - first == 1 && from.month == to.month) return fmt::format("{} and {:02}", to_string(first), to.day);
  return fmt::format("{} to {}", to_string(first), to_string(last));
}

// The days that are no business days after `from` and up to `to`, each run of one reason together.
std::string skipped_days(const Calendar& calendar, Date from, Date to) {
  std::string text;
  auto why = [&](Date date) -> std::string {
    if (!calendar.covers(date) || calendar.is_business_day(date)) return "";
    std::string reason = calendar.reason(date);
    return reason == name(weekday(date)) ? "weekend" : reason;
  };
  for (Date date = from + 1; date <= to;) {
    const std::string reason = why(date);
    Date end = date + 1;
    while (end <= to && why(end) == reason) end = end + 1;
    if (!reason.empty()) {
      text += fmt::format("{}{} {}", text.empty() ? "; skipped: " : ", ", days_text(date, end - 1), reason);
    }
    date = end;
  }
  return text;
}

// By a count from the opening: whether it leads to this very deadline.
bool leads_to(const engine::OwedAction& owed, Duration duration, Adjust adjust) {
  const auto due = owed.opening.policy->calendar->deadline_after(owed.opens, duration, adjust);
  return due && owed.due == *due;
}

// Whether a sequence that goes on at `next` can come to the step without another wait.
bool reaches(const model::Policy& policy, model::Next next, model::StepId step, std::vector<bool>& seen) {
  if (next.statement == model::kEnd || next.round_ended || seen[next.statement]) return false;
  seen[next.statement] = true;
  const model::Statement& statement = policy.statements[next.statement];
  if (const auto* open = std::get_if<model::OpenStep>(&statement.node)) {
    return open->step == step || reaches(policy, statement.next, step, seen);
  }
  if (const auto* branch = std::get_if<model::If>(&statement.node)) {
    return reaches(policy, branch->then, step, seen) || reaches(policy, branch->otherwise, step, seen);
  }
  const auto* repeat = std::get_if<model::Repeat>(&statement.node);
  return repeat && reaches(policy, repeat->body, step, seen);
}

bool opens_next(const model::Policy& policy, model::Next next, model::StepId step) {
  if (next.statement == model::kEnd || next.round_ended) return false;
  const auto* open = std::get_if<model::OpenStep>(&policy.statements[next.statement].node);
  return open && open->step == step;
}

// A wait or rest whose upper end a step may have for its deadline.
struct Lead {
  std::string text;
  bool sure = false;  // whenever the step opens, it has that one
};

std::optional<Lead> lead_to(const model::Policy& policy, model::StepId step) {
  std::optional<Lead> lead;
  for (const model::Statement& statement : policy.statements) {
    std::vector<bool> seen(policy.statements.size());
    const auto* wait = std::get_if<model::Wait>(&statement.node);
    const auto* repeat = std::get_if<model::Repeat>(&statement.node);
    if (wait && wait->high && reaches(policy, statement.next, step, seen)) {
      lead = {fmt::format("the end of `wait {} to {}`", to_string(wait->low), to_string(*wait->high)),
              wait->events.empty() && opens_next(policy, statement.next, step)};
    } else if (repeat && repeat->to && reaches(policy, repeat->body, step, seen)) {
      lead = {fmt::format("the end of `repeat every {} to {}`", to_string(repeat->every), to_string(*repeat->to)),
              false};
    }
    if (lead && lead->sure) break;
  }
  return lead;
}

std::string skipped_until_due(const engine::OwedAction& owed) {
  return skipped_days(*owed.opening.policy->calendar, date_of(owed.opens), date_of(owed.due->at));
}

std::string counted(const engine::OwedAction& owed, Duration duration, Adjust adjust) {
  return fmt::format("within {}{} of {}", to_string(duration), adjust_text(adjust), shown(owed.opens)) +
         (duration.unit == Unit::business_days ? skipped_until_due(owed) : "");
}

}  // namespace

std::string shown(Instant at) {
  if (minute_of_day(at) == 0) return to_string(date_of(at));
  return fmt::format("{} {:02}:{:02}", to_string(date_of(at)), minute_of_day(at) / 60, minute_of_day(at) % 60);
}

std::string shown(const std::optional<Deadline>& due) {
  if (!due) return "no date";
  if (due->whole_day) return to_string(date_of(due->at));
  return fmt::format("{} {:02}:{:02}", to_string(date_of(due->at)), minute_of_day(due->at) / 60,
                     minute_of_day(due->at) % 60);
}

std::string reason_of_deadline(const engine::OwedAction& owed, const model::Words& words) {
  const model::Policy& policy = *owed.opening.policy;
  const model::StepDeadline& own = policy.steps[owed.opening.step].deadline;
  using Kind = model::StepDeadline::Kind;
  if (!owed.due) {
    return own.kind == Kind::none ? "nothing sets a deadline" : "what its deadline counts from is not known";
  }
  if (own.kind == Kind::after_opening) return counted(owed, own.duration, own.adjust);
  const std::optional<Lead> lead = lead_to(policy, owed.opening.step);
  const bool by_default = policy.default_within && leads_to(owed, *policy.default_within, Adjust::none);
  // The first that applies sets it; where an assessment does not tell which, all that may are named.
  std::vector<std::string> causes;
  if (own.kind == Kind::after_anchor) {
    causes.push_back(fmt::format("within {}{} of {}", to_string(own.duration), adjust_text(own.adjust),
                                 anchor_text(own.anchor, words)));
  } else if (own.kind == Kind::before_anchor) {
    causes.push_back(
        fmt::format("no later than {} before {}", to_string(own.duration), anchor_text(own.anchor, words)));
  }
  if (lead) causes.push_back(lead->text);
  if (by_default && !(lead && lead->sure)) {
    causes.push_back("by default " + counted(owed, *policy.default_within, Adjust::none));
  }
  std::string text = fmt::format("{}", fmt::join(causes, ", or "));
  return causes.size() == 1 && !by_default ? text + skipped_until_due(owed) : text;
}

}  // namespace engage::simulate
