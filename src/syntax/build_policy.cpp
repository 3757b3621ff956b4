#include <fmt/format.h>

#include "syntax/build_lines.h"

namespace engage::syntax {
namespace {

using Index = PartReader::Index;

std::optional<Name> role_in(const PartReader& r) {
  const auto part = r.find(Kind::by_role);
  return part ? std::optional(r.name(r.only(*part))) : std::nullopt;
}

std::vector<Name> names_in(const PartReader& r, Kind kind) {
  const auto part = r.find(kind);
  return part ? r.names(*part) : std::vector<Name>();
}

std::optional<Anchor> anchor_in(const PartReader& r, Kind kind) {
  const auto part = r.find(kind);
  return part ? std::optional(r.anchor(*part)) : std::nullopt;
}

std::optional<Length> listed_in(PartReader& r) {
  const auto part = r.find(Kind::listed);
  return part ? std::optional(r.length(r.get(*part, Kind::length))) : std::nullopt;
}

std::optional<int> times_in(PartReader& r) {
  const auto part = r.find(Kind::at_most_times);
  return part ? std::optional(r.number(r.only(*part), 1, 9999, "a number of rounds")) : std::nullopt;
}

int version_number(PartReader& r, Index count) { return r.number(count, 1, 999'999, "a version"); }

Varying varying(PartReader& r, Index part) {
  Varying result;
  result.span = r.span(part);
  std::uint32_t before = 0;  // where the slot before ends
  for (Index i : r.inside(part)) {
    bool* slot = nullptr;
    switch (r.kind(i)) {
      case Kind::slot_weekday: slot = &result.weekday; break;
      case Kind::slot_time: slot = &result.time_of_day; break;
      case Kind::slot_way: slot = &result.way; break;
      case Kind::from_last_time: result.from_last_time = true; break;
      case Kind::among: result.among = r.name(r.only(i)); break;
      default: break;
    }
    if (slot == nullptr) continue;
    if (*slot) {
      Diagnostic* d = r.fault(Code::E127, r.span(i), fmt::format("`{}` is said twice", r.spelling(i)));
      if (d != nullptr) d->patch = Patch{{d->span.file, before, d->span.end}, ""};
    }
    before = r.span(i).end;
    *slot = true;
  }
  return result;
}

}  // namespace

Node policy_decl(PartReader& r) {
  PolicyDecl result{r.name(r.get(Kind::name)), r.title(), {}};
  if (const auto extends = r.find(Kind::extends)) result.extends = r.name(r.only(*extends));
  return result;
}

Node fact(PartReader& r) {
  FactDecl result;
  result.name = r.name(r.get(Kind::name));
  result.title = r.title();
  for (Index i : r.top()) {
    switch (r.kind(i)) {
      case Kind::choice: result.kind = FactKind::choice, result.values = r.names(i); break;
      case Kind::scale: result.kind = FactKind::scale, result.values = r.names(i); break;
      case Kind::yes_no: result.kind = FactKind::yes_no; break;
      case Kind::number_kind: result.kind = FactKind::number; break;
      case Kind::date_kind: result.kind = FactKind::date; break;
      case Kind::text_kind: result.kind = FactKind::text; break;
      case Kind::fallback: result.fallback = r.literal(r.only(i)); break;
      default: break;
    }
  }
  return result;
}

Node action(PartReader& r) {
  ActionDecl result;
  result.name = r.name(r.get(Kind::name));
  result.title = r.title();
  result.by = role_in(r);
  result.allowed_if = r.condition_in(Kind::guard);
  result.never = r.find(Kind::never_allowed).has_value();
  result.with_client = r.find(Kind::with_client).has_value();
  if (const auto outcomes = r.find(Kind::outcomes)) {
    for (const Index word : r.inside(*outcomes)) {
      result.outcomes.push_back({r.name(r.get(word, Kind::name)), r.title(word)});
    }
  }
  return result;
}

Node group(PartReader& r) {
  GroupDecl result;
  result.name = r.name(r.get(Kind::name));
  result.title = r.title();
  for (const Index i : r.top()) {
    if (r.kind(i) == Kind::event_use) result.members.push_back(r.event(i));
  }
  return result;
}

Node date_word(PartReader& r) {
  DateDecl result;
  result.name = r.name(r.get(Kind::name));
  result.title = r.title();
  DateRule& rule = result.rule;
  if (const auto last = r.find(Kind::last_day_of_month)) {
    rule.kind = DateRule::Kind::last_day_of_month;
    rule.anchor = r.anchor(*last);
  } else if (const auto day = r.find(Kind::day_of_month_near)) {
    rule.kind = DateRule::Kind::day_of_month;
    rule.day = r.number(r.get(*day, Kind::count), 1, 31, "a day of the month");
    rule.next_month = r.find(*day, Kind::month_after).has_value();
    rule.anchor = r.anchor(*day);
  } else if (const auto counted = r.find(Kind::date_counted)) {
    rule.kind = DateRule::Kind::counted;
    rule.length = r.length(r.get(*counted, Kind::length));
    rule.before = r.find(*counted, Kind::before_mark).has_value();
    rule.adjust = r.adjust(*counted);
    rule.anchor = r.anchor(*counted);
  } else {
    rule.anchor = r.anchor(r.top());
  }
  return result;
}

Node version(PartReader& r) {
  Version result;
  result.number = version_number(r, r.get(Kind::count));
  if (const auto effective = r.find(Kind::effective)) {
    result.effective = r.date(r.get(*effective, Kind::date));
    result.for_all = r.find(*effective, Kind::for_all).has_value();
  }
  return result;
}

Node default_line(PartReader& r) {
  if (const auto within = r.find(Kind::default_within)) return DefaultWithin{r.length(r.only(*within))};
  return DefaultBy{*role_in(r)};
}

Node setting(PartReader& r) {
  Setting result;
  result.name = r.name(r.get(Kind::name));
  result.value = r.length(r.get(Kind::length));
  result.at_most = r.bound(Kind::at_most);
  result.at_least = r.bound(Kind::at_least);
  result.title = r.title();
  return result;
}

Node in_stage(PartReader& r) {
  using How = InStage::How;
  constexpr std::pair<Kind, How> kHows[] = {{Kind::instead_of, How::instead_of},
                                            {Kind::before_step, How::before},
                                            {Kind::after_step, How::after},
                                            {Kind::without_step, How::without}};
  InStage result{r.name(r.get(Kind::name)), {}, {}};
  for (const auto& [kind, how] : kHows) {
    if (const auto part = r.find(kind)) result.how = how, result.step = r.name(r.only(*part));
  }
  return result;
}

Node limit(PartReader& r) {
  Limit result;
  result.length = r.positive_length(r.get(Kind::length));
  result.adjust = r.adjust();
  result.since = anchor_in(r, Kind::since_anchor);
  result.during = names_in(r, Kind::during);
  const auto finish = r.find(Kind::finish_with);
  const Index target = finish ? *finish : r.get(Kind::go_to_stage);
  result.finish = finish.has_value();
  result.target = r.name(r.get(target, Kind::name));
  result.title = r.title(target);
  return result;
}

Node on(PartReader& r) {
  On::Again again = On::Again::beside;
  if (r.find(Kind::unless_open)) again = On::Again::unless_open;
  if (r.find(Kind::starting_over)) again = On::Again::starting_over;
  return On{again, r.events(r.get(Kind::events)), names_in(r, Kind::during), r.condition_in(Kind::if_condition)};
}

Node when(PartReader& r) {
  return When{r.condition(r.get(Kind::condition)), names_in(r, Kind::during), r.find(Kind::after_closing).has_value()};
}

Node finish(PartReader& r) {
  const auto part = r.get(Kind::finish_with);
  return Finish{r.name(r.get(part, Kind::name)), r.title(part)};
}

Node alongside(PartReader& r) { return Alongside{r.text(r.get(Kind::text)), names_in(r, Kind::during)}; }

Node escalate(PartReader& r) {
  std::vector<Name> names = r.names();
  return Escalate{std::move(names[0]), r.title(), std::move(names[1])};
}

Node wait(PartReader& r) {
  const Index part = r.top().front();
  std::vector<EventUse> events;
  std::optional<Length> at_most;
  if (const auto listed = r.find(part, Kind::events)) events = r.events(*listed);
  if (const auto bound = r.find(part, Kind::at_most)) at_most = r.positive_length(r.only(*bound));
  switch (r.kind(part)) {
    case Kind::wait_for: return WaitFor{std::move(events), std::move(at_most)};
    case Kind::wait_until: {
      const Index until = r.get(part, Kind::until_condition);
      return WaitUntil{r.condition(r.get(until, Kind::condition)), std::move(at_most)};
    }
    default: return Wait{r.positive_range(r.get(part, Kind::range)), std::move(events)};
  }
}

Node repeat(PartReader& r) {
  Repeat result;
  result.every = r.positive_range(r.get(Kind::range));
  result.times = times_in(r);
  result.until = r.condition_in(Kind::until_condition);
  return result;
}

Node at_least_every(PartReader& r) {
  return AtLeastEvery{r.positive_length(r.get(Kind::length)), listed_in(r), times_in(r),
                      r.condition_in(Kind::until_condition)};
}

Node every_from(PartReader& r) {
  return EveryFrom{r.positive_length(r.get(Kind::length)), r.anchor(r.top()), listed_in(r), times_in(r),
                   r.condition_in(Kind::until_condition)};
}

Node once_every(PartReader& r) {
  OnceEvery result;
  if (const auto period = r.find(Kind::of_period)) result.period = r.name(*period);
  else result.unit = r.calendar_unit(r.get(Kind::calendar_unit));
  result.from_next = r.find(Kind::from_next_one).has_value();
  result.times = times_in(r);
  result.until = r.condition_in(Kind::until_condition);
  return result;
}

Node within(PartReader& r) { return Within{r.length(r.get(Kind::length)), r.adjust(), anchor_in(r, Kind::of_anchor)}; }

Node no_later_than(PartReader& r) {
  const auto counted = r.find(Kind::counted_from);
  if (!counted) return NoLaterThan{{}, true, r.anchor(r.top())};
  return NoLaterThan{r.length(r.get(*counted, Kind::length)), r.find(*counted, Kind::before_mark).has_value(),
                     r.anchor(*counted)};
}

Node aim(PartReader& r) { return Aim{r.length(r.get(Kind::length)), anchor_in(r, Kind::of_anchor)}; }

Node by(PartReader& r) {
  if (const auto time = r.find(Kind::by_time)) return ByTime{r.time(r.only(*time))};
  return By{*role_in(r)};
}

Node do_line(PartReader& r) {
  Do result;
  for (const Index i : r.top()) {
    if (r.kind(i) == Kind::action_use) result.actions.push_back(r.event(i));
  }
  result.any_of = r.find(Kind::any_of).has_value();
  result.condition = r.condition_in(Kind::if_condition);
  if (const auto part = r.find(Kind::varying)) result.varying = varying(r, *part);
  return result;
}

}  // namespace engage::syntax
