#include "calendar/placement.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <utility>

namespace engage {
namespace {

using Then = SubstituteRule::Then;

struct Actual {
  Date date;
  const HolidayRule* rule;
};

class Placement {
 public:
  explicit Placement(const CalendarSpec& spec);

  std::vector<Calendar::Placed> place();

 private:
  bool in_window(Date date) const { return first_ <= date && date <= last_; }
  bool is_weekend(Weekday day) const { return weekend_[static_cast<std::size_t>(day)]; }
  std::size_t index(Date date) const { return static_cast<std::size_t>(date - first_); }
  bool taken(Date date) const { return taken_[index(date)]; }
  void take(Date date) { taken_[index(date)] = true; }

  void add_actual_dates(const HolidayRule& rule);
  void forget_repeated();
  bool fits(SubstituteRule::If when, Date actual) const;
  std::optional<Date> substitute_day(Date actual, const SubstituteRule& rule);

  const CalendarSpec& spec_;
  Date first_;
  Date last_;
  std::array<bool, 7> weekend_{};
  std::vector<Actual> actual_;
  std::vector<bool> taken_;  // a holiday or a substitute, by day from first_
  // Forwards and backwards, by day from first_: how far it is to a day that may be free yet. Days are only ever taken,
  // so what was passed over once need not be looked at again.
  std::array<std::vector<std::int32_t>, 2> ahead_;
};

Placement::Placement(const CalendarSpec& spec)
    : spec_(spec),
      first_(*make_date(std::max(spec.first_year - 1, kFirstYear), 1, 1)),
      last_(*make_date(std::min(spec.last_year + 1, kLastYear), 12, 31)),
      taken_(static_cast<std::size_t>(last_ - first_ + 1)) {
  for (Weekday day : spec.weekend) weekend_[static_cast<std::size_t>(day)] = true;
}

void Placement::add_actual_dates(const HolidayRule& rule) {
  // A date counted from 1 January, from Easter or from another day may fall into another year than the one it is
  // counted in; the fifth weekday after a date is up to 35 days away.
  int days = 35;
  if (const auto* easter = std::get_if<OnEaster>(&rule.day)) days = std::abs(easter->days);
  if (const auto* from = std::get_if<OnDaysFrom>(&rule.day)) days += std::abs(from->days);
  const int beyond = 1 + days / 365;
  for (int year = ymd(first_).year - beyond; year <= ymd(last_).year + beyond; ++year) {
    const std::optional<Date> date = actual_date(rule.day, year);
    if (!date || !in_window(*date)) continue;
    const int falls_in = ymd(*date).year;
    if (rule.from_year <= falls_in && falls_in <= rule.until_year) actual_.push_back({*date, &rule});
  }
}

void Placement::forget_repeated() {
  std::vector<Actual> kept;
  kept.reserve(actual_.size());
  for (const Actual& one : actual_) {
    bool repeated = false;
    for (auto k = kept.rbegin(); k != kept.rend() && k->date == one.date && !repeated; ++k) {
      repeated = k->rule->name == one.rule->name;
    }
    if (!repeated) kept.push_back(one);
  }
  actual_ = std::move(kept);
}

bool Placement::fits(SubstituteRule::If when, Date actual) const {
  switch (when) {
    case SubstituteRule::If::weekend: return is_weekend(weekday(actual));
    case SubstituteRule::If::saturday: return weekday(actual) == Weekday::saturday;
    case SubstituteRule::If::sunday: return weekday(actual) == Weekday::sunday;
  }
  __builtin_unreachable();
}

// Nothing when the first free day lies beyond the window.
std::optional<Date> Placement::substitute_day(Date actual, const SubstituteRule& rule) {
  const bool backwards = rule.then == Then::previous_weekday;
  const int step = backwards ? -1 : 1;
  Date date = actual + step;
  while (rule.then != Then::next_business_day && weekday(date) != rule.weekday) date = date + step;
  std::vector<std::int32_t>& ahead = ahead_[backwards ? 1 : 0];
  if (ahead.empty()) ahead.resize(taken_.size(), 0);
  const Date from = date;
  while (in_window(date)) {
    std::int32_t& skip = ahead[index(date)];
    if (skip == 0 && !taken(date) && !is_weekend(weekday(date))) break;
    if (skip == 0) skip = step;
    date = date + skip;
  }
  for (Date passed = from; passed != date;) {
    std::int32_t& skip = ahead[index(passed)];
    passed = passed + std::exchange(skip, date - passed);
  }
  if (!in_window(date)) return std::nullopt;
  return date;
}

std::vector<Calendar::Placed> Placement::place() {
  for (const HolidayRule& rule : spec_.holidays) add_actual_dates(rule);
  std::stable_sort(actual_.begin(), actual_.end(), [](const Actual& a, const Actual& b) { return a.date < b.date; });
  forget_repeated();

  std::vector<Calendar::Placed> placed;
  placed.reserve(actual_.size());
  for (const Actual& one : actual_) {
    take(one.date);
    placed.push_back({one.date, one.rule->name, false});
  }
  for (const Actual& one : actual_) {
    const auto& rules = one.rule->substitutes;
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const SubstituteRule& r) { return fits(r.when, one.date); });
    if (rule == rules.end()) continue;
    if (const auto date = substitute_day(one.date, *rule)) {
      take(*date);
      placed.push_back({*date, one.rule->name, true});
    }
  }
  std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
  return placed;
}

}  // namespace

std::vector<Calendar::Placed> place_holidays(const CalendarSpec& spec) {
  if (spec.holidays.empty()) return {};
  return Placement(spec).place();
}

}  // namespace engage
