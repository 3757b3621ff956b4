#include "simulate/deadline.h"

#include <fmt/format.h>

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
    if (!reason.empty()) text += fmt::format("{}{} {}", text.empty() ? "; skipped: " : ", ", days_text(date, end - 1), reason);
    date = end;
  }
  return text;
}

// By a count from the opening: whether it leads to this very deadline.
bool leads_to(const engine::OwedAction& owed, Duration duration, Adjust adjust) {
  const auto due = owed.opening.policy->calendar->deadline_after(owed.opens, duration, adjust);
  return due && owed.due == *due;
}

std::string counted(const engine::OwedAction& owed, std::string_view how, Duration duration, Adjust adjust) {
  std::string text = fmt::format("{} {}{} of {}", how, to_string(duration), adjust_text(adjust), shown(owed.opens));
  if (duration.unit == Unit::business_days) {
    text += skipped_days(*owed.opening.policy->calendar, date_of(owed.opens), date_of(owed.due->at));
  }
  return text;
}

}  // namespace

std::string shown(Instant at) {
  if (minute_of_day(at) == 0) return to_string(date_of(at));
  return fmt::format("{} {:02}:{:02}", to_string(date_of(at)), minute_of_day(at) / 60, minute_of_day(at) % 60);
}

std::string shown(const std::optional<Deadline>& due) {
  if (!due) return "no date";
  if (due->whole_day) return to_string(date_of(due->at));
  return fmt::format("{} {:02}:{:02}", to_string(date_of(due->at)), minute_of_day(due->at) / 60, minute_of_day(due->at) % 60);
}

std::string reason_of_deadline(const engine::OwedAction& owed, const model::Words& words) {
  const model::Policy& policy = *owed.opening.policy;
  const model::StepDeadline& own = policy.steps[owed.opening.step].deadline;
  using Kind = model::StepDeadline::Kind;
  if (!owed.due) return own.kind == Kind::none ? "nothing sets a deadline" : "what its deadline counts from is not known";
  if (own.kind == Kind::after_opening) return counted(owed, "within", own.duration, own.adjust);
  const bool by_default = policy.default_within && leads_to(owed, *policy.default_within, Adjust::none);
  if (own.kind == Kind::after_anchor && !by_default) {
    return fmt::format("within {}{} of {}", to_string(own.duration), adjust_text(own.adjust), anchor_text(own.anchor, words));
  }
  if (own.kind == Kind::before_anchor && !by_default) {
    return fmt::format("no later than {} before {}", to_string(own.duration), anchor_text(own.anchor, words));
  }
  if (by_default) return counted(owed, "by default within", *policy.default_within, Adjust::none);
  return "the end of the wait that led to it" +
         skipped_days(*policy.calendar, date_of(owed.opens), date_of(owed.due->at));
}

}  // namespace engage::simulate
