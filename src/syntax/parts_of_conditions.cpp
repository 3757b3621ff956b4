#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "syntax/parts.h"

namespace engage::syntax {
namespace {

ConditionPtr owned(Condition condition) { return std::make_unique<Condition>(std::move(condition)); }

Condition both(Condition left, Condition right) {
  const Span span = join(left.span, right.span);
  return {Both{owned(std::move(left)), owned(std::move(right))}, span};
}

Condition either(Condition left, Condition right) {
  const Span span = join(left.span, right.span);
  return {Either{owned(std::move(left)), owned(std::move(right))}, span};
}

}  // namespace

void PartReader::count_condition(Span span) {
  if (++conditions_ <= kMostConditions) return;
  Diagnostic* d = fault(Code::E124, span, fmt::format("this condition has more than {} parts", kMostConditions));
  if (d != nullptr) d->help = "give some of them a name with `define`";
}

Condition PartReader::condition(Index part) {
  const auto sides = inside(part);
  Condition result = conjunction(sides[0]);
  for (std::size_t i = 1; i < sides.size() && ok_; ++i) {
    Condition right = conjunction(sides[i]);
    count_condition(right.span);
    result = either(std::move(result), std::move(right));
  }
  return result;
}

std::optional<Condition> PartReader::condition_in(Kind kind) {
  const auto found = find(kind);
  return found ? std::optional(condition(get(*found, Kind::condition))) : std::nullopt;
}

Condition PartReader::conjunction(Index part) {
  const auto sides = inside(part);
  Condition result = negation(sides[0]);
  for (std::size_t i = 1; i < sides.size() && ok_; ++i) {
    Condition right = negation(sides[i]);
    count_condition(right.span);
    result = both(std::move(result), std::move(right));
  }
  return result;
}

Condition PartReader::negation(Index part) {
  const auto parts = inside(part);
  Condition result = claim(parts.back());
  for (std::size_t i = parts.size() - 1; i-- > 0 && ok_;) {
    const Span whole = join(span(parts[i]), result.span);
    count_condition(whole);
    result = {Negated{owned(std::move(result))}, whole};
  }
  return result;
}

Condition PartReader::claim(Index part) {
  count_condition(span(part));
  const Span whole = span(part);
  switch (kind(part)) {
    case Kind::parenthesis: {
      Condition inner = condition(only(part));
      inner.span = whole;
      return inner;
    }
    case Kind::none_happened: return {NoneHappened{event(get(part, Kind::event_use)), false, scope(part)}, whole};
    case Kind::about_event: return about_event(part);
    case Kind::any_overdue: return {AnyOverdue{overdue_by(part)}, whole};
    case Kind::about_time: {
      const Index time = get(part, Kind::duration);
      const Index elapsed = get(part, Kind::elapsed);
      const bool before = find(elapsed, Kind::before_mark).has_value();
      return {Elapsed{duration(time), before, anchor(elapsed)}, whole};
    }
    default: return about_name(part);
  }
}

Condition PartReader::about_name(Index part) {
  const Span whole = span(part);
  const auto parts = inside(part);
  Name subject = name(parts[0]);
  if (parts.size() == 1) return {Holds{std::move(subject)}, whole};
  const Index tail = parts[1];
  switch (kind(tail)) {
    case Kind::is_known: return {IsKnown{std::move(subject), true}, whole};
    case Kind::is_unknown: return {IsKnown{std::move(subject), false}, whole};
    case Kind::is_one_of: {
      IsOneOf result{std::move(subject), {}};
      for (Index value : inside(tail)) result.values.push_back(literal(value));
      return {std::move(result), whole};
    }
    case Kind::compares: {
      const auto compared = inside(tail);
      Comparison how = Comparison::at_least;
      switch (kind(compared[0])) {
        case Kind::at_most_mark: how = Comparison::at_most; break;
        case Kind::above_mark: how = Comparison::above; break;
        case Kind::below_mark: how = Comparison::below; break;
        case Kind::before_mark: how = Comparison::before; break;
        case Kind::after_mark: how = Comparison::after; break;
        default: break;
      }
      return {Compares{std::move(subject), how, literal(compared[1])}, whole};
    }
    case Kind::is_not: return {Is{std::move(subject), true, literal(only(tail)), {}}, whole};
    case Kind::is_overdue: {
      const Name state = name(only(tail));
      return {Is{std::move(subject), false, {state, state.span}, overdue_by(tail)}, whole};
    }
    case Kind::is_value: return {Is{std::move(subject), false, literal(tail), {}}, whole};
    case Kind::is_business_day: {
      const auto calendar = find(tail, Kind::name);
      return {IsBusinessDay{std::move(subject), calendar ? std::optional(name(*calendar)) : std::nullopt}, whole};
    }
    case Kind::is_due_within: return {DueWithin{std::move(subject), length(get(tail, Kind::length))}, whole};
    default: {  // elapsed: the name is a setting's
      const bool before = find(tail, Kind::before_mark).has_value();
      const Span at = subject.span;
      return {Elapsed{{std::move(subject), at}, before, anchor(tail)}, whole};
    }
  }
}

Condition PartReader::about_event(Index part) {
  const Span whole = span(part);
  const auto parts = inside(part);
  EventUse event = this->event(parts[0]);
  Index tail = parts[1];
  if (kind(tail) == Kind::never_happened) return {NoneHappened{std::move(event), true, scope(tail)}, whole};
  const bool ever = kind(tail) == Kind::ever_happened;
  if (ever) tail = only(tail);
  Happened result{Happened::Count::times, std::move(event), ever, 1, scope(tail)};
  if (const auto times = find(tail, Kind::at_least_times)) {
    result.at_least = number(only(*times), 1, 9999, "a number of times");
  } else if (const auto days = find(tail, Kind::different_days)) {
    result.count = Happened::Count::different_days;
    result.at_least = number(only(*days), 1, 9999, "a number of days");
  } else if (const auto in_a_row = find(tail, Kind::consecutive_days)) {
    result.count = Happened::Count::consecutive_days;
    result.at_least = number(only(*in_a_row), 1, 9999, "a number of days");
  }
  return {std::move(result), whole};
}

CalendarUnit PartReader::calendar_unit(Index part) const {
  switch (spelling(part)[0]) {
    case 'w': return CalendarUnit::week;
    case 'm': return CalendarUnit::month;
    case 'q': return CalendarUnit::quarter;
    default: return CalendarUnit::year;
  }
}

Scope PartReader::scope(Index parent) {
  Scope result;
  for (Index i : inside(parent)) {
    result.span = span(i);
    switch (kind(i)) {
      case Kind::scope_stage: result.kind = Scope::Kind::stage; return result;
      case Kind::scope_last:
        result.kind = Scope::Kind::last;
        result.length = length(get(i, Kind::length));
        return result;
      case Kind::scope_since:
        result.kind = Scope::Kind::since;
        result.anchor = anchor(i);
        return result;
      case Kind::scope_within:
        result.kind = Scope::Kind::within;
        result.length = length(get(i, Kind::length));
        result.anchor = anchor(i);
        return result;
      case Kind::scope_this_calendar:
      case Kind::scope_last_calendar:
        result.kind = kind(i) == Kind::scope_this_calendar ? Scope::Kind::this_calendar : Scope::Kind::last_calendar;
        result.unit = calendar_unit(get(i, Kind::calendar_unit));
        return result;
      case Kind::scope_this_period:
        result.kind = Scope::Kind::this_period;
        result.period = name(only(i));
        return result;
      default: break;
    }
  }
  return {};
}

std::optional<Length> PartReader::overdue_by(Index parent) {
  const auto found = find(parent, Kind::overdue_by);
  return found ? std::optional(length(only(*found))) : std::nullopt;
}

}  // namespace engage::syntax
