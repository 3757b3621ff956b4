#include <fmt/format.h>

#include <array>
#include <cassert>
#include <utility>

#include "syntax/build_lines.h"

namespace engage::syntax {
namespace {

using Index = PartReader::Index;

Weekday weekday_of(const PartReader& r, Index part) {
  for (int day = 0; day < 7; ++day) {
    if (name(static_cast<Weekday>(day)) == r.spelling(part)) return static_cast<Weekday>(day);
  }
  assert(false);
  return Weekday::sunday;
}

int month_of(const PartReader& r, Index part) {
  int month = 1;
  while (month_name(month) != r.spelling(part)) ++month;
  return month;
}

// `february 29` is a day, in the years that have it.
OnFixedDate fixed_date(PartReader& r, Index part) {
  static constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int month = month_of(r, r.get(part, Kind::month));
  const Index count = r.get(part, Kind::count);
  const int most = kDays[static_cast<std::size_t>(month - 1)];
  const std::string_view digits = r.spelling(count);
  int day = 0;
  for (char digit : digits.substr(0, 3)) day = day * 10 + (digit - '0');
  if (digits.size() <= 2 && day >= 1 && day <= most) return {month, day};
  Diagnostic* d = r.fault(Code::E118, r.span(part), fmt::format("there is no day {}", r.spelling(part)));
  if (d != nullptr) d->help = fmt::format("{} has {} days", month_name(month), most);
  return {month, 1};
}

int nth_of(std::string_view word) {
  static constexpr std::string_view kWords[] = {"last", "first", "second", "third", "fourth", "fifth"};
  int nth = 0;
  while (kWords[nth] != word) ++nth;
  return nth;
}

OnWeekdayNear weekday_near(PartReader& r, Index part) {
  using Side = OnWeekdayNear::Side;
  const Index nth = r.get(part, Kind::nth);
  const std::string_view side = r.spelling(r.get(part, Kind::side));
  const OnFixedDate date = fixed_date(r, r.get(part, Kind::fixed_date));
  OnWeekdayNear result{nth_of(r.spelling(nth)), weekday_of(r, r.get(part, Kind::weekday)), Side::before, date.month,
                       date.day};
  if (side == "after") result.side = Side::after;
  else if (side != "before") result.side = side.ends_with("after") ? Side::on_or_after : Side::on_or_before;
  if (result.nth > 0) return result;
  if (side.ends_with("after")) {
    Diagnostic* d =
        r.fault(Code::E118, r.span(part), fmt::format("there is no last {} {} a date", name(result.weekday), side));
    if (d != nullptr) {
      d->help = "the nearest is the `first`";
      d->patch = Patch{r.span(nth), "first "};
    }
  }
  result.nth = 1;
  return result;
}

int days_from(PartReader& r, Index part, std::string_view what) {
  const int days = r.number(r.get(part, Kind::count), 0, 366, what);
  return r.find(part, Kind::before_mark) ? -days : days;
}

// `Day`: HolidayDay, or what `OnDaysFrom` counts from.
template <typename Day>
Day plain_day(PartReader& r, const std::vector<Index>& parts) {
  Day result;
  for (Index i : parts) {
    switch (r.kind(i)) {
      case Kind::one_date: result.template emplace<OnDate>(r.date(i)); break;
      case Kind::fixed_date: result = fixed_date(r, i); break;
      case Kind::weekday_near: result = weekday_near(r, i); break;
      case Kind::nth_weekday:
        result = OnNthWeekday{nth_of(r.spelling(r.get(i, Kind::nth))), weekday_of(r, r.get(i, Kind::weekday)),
                              month_of(r, r.get(i, Kind::month))};
        break;
      default: break;
    }
  }
  return result;
}

HolidayDay holiday_day(PartReader& r) {
  if (r.find(Kind::easter)) return OnEaster{0};
  if (const auto near = r.find(Kind::near_easter)) {
    return OnEaster{days_from(r, *near, "a number of days from easter")};
  }
  if (const auto from = r.find(Kind::days_from)) {
    OnDaysFrom result{days_from(r, *from, "a number of days from another day"), {}};
    result.day = plain_day<decltype(result.day)>(r, r.inside(*from));
    return result;
  }
  return plain_day<HolidayDay>(r, r.top());
}

SubstituteRule substitute(const PartReader& r, Index part) {
  SubstituteRule rule{SubstituteRule::If::weekend, SubstituteRule::Then::next_business_day};
  const std::string_view when = r.spelling(r.get(part, Kind::substitute_when));
  if (when == "saturday") rule.when = SubstituteRule::If::saturday;
  if (when == "sunday") rule.when = SubstituteRule::If::sunday;
  if (const auto next = r.find(part, Kind::then_next)) {
    rule.then = SubstituteRule::Then::next_weekday;
    rule.weekday = weekday_of(r, r.only(*next));
  } else if (const auto previous = r.find(part, Kind::then_previous)) {
    rule.then = SubstituteRule::Then::previous_weekday;
    rule.weekday = weekday_of(r, r.only(*previous));
  }
  return rule;
}

// The dates of `DATE to DATE`; of one date alone, that one twice.
std::pair<Date, Date> first_and_last(PartReader& r) {
  std::pair<Date, Date> result;
  result.first = result.second = r.date(r.get(Kind::date));
  for (Index i : r.top()) {
    if (r.kind(i) == Kind::date) result.second = r.date(i);
  }
  return result;
}

}  // namespace

Node covers(PartReader& r) {
  const auto years = r.top();
  Covers result;
  result.first = r.year(years.front());
  result.last = r.year(years.back());
  return result;
}

Node weekend(PartReader& r) {
  Weekend result;
  std::uint32_t before = 0;  // where the day before ends
  for (Index i : r.top()) {
    if (r.kind(i) != Kind::weekday) continue;  // `none`
    const Weekday day = weekday_of(r, i);
    for (Weekday other : result.days) {
      if (other != day) continue;
      if (Diagnostic* d = r.fault(Code::E127, r.span(i), fmt::format("`{}` is named twice", r.spelling(i)))) {
        d->patch = Patch{{d->span.file, before, d->span.end}, ""};
      }
    }
    before = r.span(i).end;
    result.days.push_back(day);
  }
  return result;
}

Node hours(PartReader& r) {
  Hours result;
  if (const auto weekdays = r.find(Kind::weekdays)) {
    const auto ends = r.inside(*weekdays);
    const int first = static_cast<int>(weekday_of(r, ends.front()));
    const int last = static_cast<int>(weekday_of(r, ends.back()));
    for (int day = first;; day = (day + 1) % 7) {
      result.days.push_back(static_cast<Weekday>(day));
      if (day == last) break;
    }
  }
  std::vector<Index> times;
  for (Index i : r.top()) {
    if (r.kind(i) == Kind::time) times.push_back(i);
  }
  const bool to_midnight = r.spelling(times.back()) == "24:00";
  result.hours = {r.time(times.front()), to_midnight ? kMinutesPerDay : r.time(times.back())};
  return result;
}

Node holiday(PartReader& r) {
  Holiday result{r.text(r.get(Kind::text)), holiday_day(r), {}, {}, {}};
  std::uint32_t before = 0;  // where the clause before ends
  for (Index i : r.top()) {
    if (r.kind(i) == Kind::substitute) {
      result.substitutes.push_back(substitute(r, i));
    } else if (r.kind(i) == Kind::from_year || r.kind(i) == Kind::until_year) {
      const bool from = r.kind(i) == Kind::from_year;
      auto& year = from ? result.from : result.until;
      const std::optional<int> first = year;
      year = r.year(r.only(i));
      if (first) {
        Diagnostic* d = r.fault(Code::E127, r.span(i), fmt::format("`{}` is said twice", from ? "from" : "until"));
        if (d != nullptr && first == year) d->patch = Patch{{d->span.file, before, d->span.end}, ""};
      }
    }
    before = r.span(i).end;
  }
  return result;
}

Node closed(PartReader& r) {
  const auto [first, last] = first_and_last(r);
  return Closed{first, last, r.title()};
}

Node open_day(PartReader& r) {
  const auto [first, last] = first_and_last(r);
  return OpenDay{first, last, r.title()};
}

Node period(PartReader& r) {
  const auto [first, last] = first_and_last(r);
  return PeriodLine{r.name(r.get(Kind::name)), r.title(), first, last};
}

}  // namespace engage::syntax
