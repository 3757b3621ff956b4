#include <algorithm>

#include "engine/evaluate.h"

// How often events happened in a part of the log (language reference 5).
namespace engage::engine {

// The period that a scope is about, and until when it is that.
const Period* Evaluator::period_of(const model::Scope& scope, const Calendar& calendar) {
  const Date today = date_of(state_->now);
  const Period* now = calendar.period_at(scope.period, today);
  const Period* next = calendar.period_after(scope.period, today);
  if (now != nullptr) at_horizon(start_of(now->last + 1));
  if (next != nullptr) at_horizon(start_of(next->first));
  return scope.kind == model::Scope::Kind::this_period ? now : calendar.period_before(scope.period, today);
}

// The part of the log that a scope is about; nothing lies in it where it is of no period. `result` is told what is known
// of the part itself.
std::optional<Window> Evaluator::window_of(const model::Scope& scope, bool ever, const View& view, Count& result) {
  using Kind = model::Scope::Kind;
  Window window;
  window.first = !ever && (scope.kind == Kind::episode || view.episode) ? floor(view) : 0;
  switch (scope.kind) {
    case Kind::episode:
    case Kind::last: return window;
    case Kind::stage: window.first = std::max(window.first, view.episode->stage_taken); return window;
    case Kind::since:
    case Kind::within: {
      const Point from = point(scope.anchor, view);
      result.anchored = from.known;
      if (from.known != Truth::yes) return std::nullopt;
      if (scope.kind == Kind::within) {
        window.earliest = from.at;
        if (from.of_event) window.later = from.after;  // in the hour that comes twice the clock alone does not tell
        window.itself = from.itself;
        window.end = deadline_after(view.policy, from.at, scope.duration).passed_at();
        result.closed = window.end;
      } else if (from.by_date) {
        window.earliest = from.at;
      } else {
        window.first = std::max(window.first, from.after);
      }
      return window;
    }
    case Kind::this_period:
    case Kind::last_period: {
      const Period* period = period_of(scope, *view.policy.calendar);
      if (period == nullptr) return std::nullopt;
      window.earliest = start_of(period->first);
      window.end = start_of(period->last + 1);
      break;
    }
    case Kind::this_calendar:
    case Kind::last_calendar: {
      DateSpan span = span_of(scope.unit, date_of(state_->now));
      at_horizon(start_of(span.last + 1));
      if (scope.kind == Kind::last_calendar) span = span_of(scope.unit, span.first - 1);
      window.earliest = start_of(span.first);
      window.end = start_of(span.last + 1);
      break;
    }
  }
  result.begins = window.earliest;
  return window;
}

Count Evaluator::count(const model::EventSet& events, const model::Scope& scope, bool ever, const View& view) {
  Count result;
  const std::optional<Window> window = window_of(scope, ever, view, result);
  if (!window) return result;
  std::optional<Date> day;
  int run = 0;
  for (std::uint32_t i = window->first; i < state_->taken; ++i) {
    const cases::Entry& entry = record_->entries[i];
    if (!entry.is(events) || window->itself == i) continue;
    if ((entry.at < window->earliest && i < window->later) || entry.at >= window->end) continue;
    if (scope.kind == model::Scope::Kind::last) {
      const Instant passed = deadline_after(view.policy, entry.at, scope.duration).passed_at();
      if (passed <= state_->now) continue;
      at_horizon(passed);
    }
    ++result.events;
    result.latest = i;
    const Date date = date_of(entry.at);
    if (day == date) continue;
    run = day && *day + 1 == date ? run + 1 : 1;
    day = date;
    ++result.days;
    result.longest_run = std::max(result.longest_run, run);
  }
  return result;
}

Truth Evaluator::ask(const model::Happened& node, const View& view) {
  const Count found = count(node.events, node.scope, node.ever, view);
  if (found.anchored != Truth::yes) return found.anchored;
  switch (node.count) {
    case model::Happened::Count::times: return model::truth_of(found.events >= node.at_least);
    case model::Happened::Count::different_days: return model::truth_of(found.days >= node.at_least);
    case model::Happened::Count::consecutive_days: return model::truth_of(found.longest_run >= node.at_least);
  }
  return Truth::no;
}

Truth Evaluator::ask(const model::NoneHappened& node, const View& view) {
  const Count found = count(node.events, node.scope, node.ever, view);
  if (found.anchored != Truth::yes) return found.anchored;
  std::optional<Instant> closed = found.closed;
  if (!node.ever && node.scope.kind == model::Scope::Kind::last) {
    closed = deadline_after(view.policy, view.episode->start, node.scope.duration).passed_at();
  }
  if (closed) at_horizon(*closed);
  const bool of_last =
      node.scope.kind == model::Scope::Kind::last_calendar || node.scope.kind == model::Scope::Kind::last_period;
  if (!node.ever && of_last && (!found.begins || *found.begins <= view.episode->start)) {
    return Truth::no;  // an episode that began in that time says nothing of the whole of it
  }
  return model::truth_of(found.events == 0 && (!closed || *closed <= state_->now));
}

}  // namespace engage::engine
