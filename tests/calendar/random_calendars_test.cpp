#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "calendars.h"
#include "dates.h"

namespace engage {
namespace {

// Seeded by ENGAGE_SEED, else always the same.
class RandomCalendars : public ::testing::Test {
 protected:
  RandomCalendars() {
    const char* given = std::getenv("ENGAGE_SEED");
    const unsigned long seed = given ? std::strtoul(given, nullptr, 10) : 20260105;
    RecordProperty("seed", std::to_string(seed));
    std::printf("ENGAGE_SEED=%lu\n", seed);
    random_.seed(static_cast<std::mt19937::result_type>(seed));
  }

  int between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  bool chance(int percent) { return between(1, 100) <= percent; }
  Weekday any_weekday() { return static_cast<Weekday>(between(0, 6)); }
  Date any_date(Date first, Date last) { return first + between(0, last - first); }

  OnWeekdayNear any_weekday_near(int month) {
    return {between(1, 5), any_weekday(), static_cast<OnWeekdayNear::Side>(between(0, 3)), month, between(1, 28)};
  }

  SubstituteRule any_substitute() {
    return {static_cast<SubstituteRule::If>(between(0, 2)), static_cast<SubstituteRule::Then>(between(0, 2)),
            any_weekday()};
  }

  HolidayDay any_holiday(Date first, Date last) {
    const int month = between(1, 12);
    switch (between(0, 5)) {
      case 0: return OnFixedDate{month, between(1, month == 2 ? 29 : 30)};
      case 1: return OnNthWeekday{between(0, 5), any_weekday(), month};
      case 2: return any_weekday_near(month);
      case 3: return OnDaysFrom{between(-366, 366), any_weekday_near(month)};
      case 4: return OnEaster{between(-60, 60)};
      default: return OnDate{any_date(first, last)};
    }
  }

  CalendarSpec any_calendar() {
    CalendarSpec spec;
    spec.first_year = chance(10) ? kFirstYear : between(kFirstYear, kLastYear);
    spec.last_year = chance(10) ? spec.first_year : std::min(spec.first_year + between(0, 4), kLastYear);
    const Date first = *make_date(spec.first_year, 1, 1);
    const Date last = *make_date(spec.last_year, 12, 31);
    for (int i = between(0, 3); i > 0; --i) spec.weekend.push_back(any_weekday());
    for (int i = between(0, 15); i > 0; --i) {
      HolidayRule rule = holiday("Holiday " + std::to_string(i), any_holiday(first, last));
      for (int j = between(0, 2); j > 0; --j) {
        rule.substitutes.push_back(any_substitute());
      }
      spec.holidays.push_back(rule);
    }
    for (int i = between(0, 3); i > 0; --i) {
      const Date from = any_date(first, last);
      spec.closures.push_back({from, from + between(0, 20), "Closed"});
    }
    for (int i = between(0, 3); i > 0; --i) {
      const Date from = any_date(first, last);
      spec.openings.push_back({from, from + (chance(50) ? 0 : between(0, 20)), ""});
    }
    return spec;
  }

  std::mt19937 random_;
};

std::string day_out(Date date) { return in_range(date) ? "not covered: " + to_string(date) : "outside 1900 to 2199"; }

// What the language reference says, a day at a time: the n-th business day strictly after (before, with
// step -1); none counted: the first one from the date itself on.
std::string walk(const Calendar& calendar, Date date, int n, int step) {
  if (n > 0) date = date + step;
  for (int left = std::max(n, 1);; date = date + step) {
    if (!calendar.covers(date)) return day_out(date);
    if (calendar.is_business_day(date) && --left == 0) return to_string(date);
  }
}

void expect_like_walking(const Calendar& calendar, Date date, int n) {
  EXPECT_EQ(said(calendar.add_business_days(date, n)), walk(calendar, date, n, 1)) << to_string(date) << " + " << n;
  EXPECT_EQ(said(calendar.subtract_business_days(date, n)), walk(calendar, date, n, -1))
      << to_string(date) << " - " << n;
}

TEST_F(RandomCalendars, CountAsIfWalked) {
  for (int i = 0; i < 300 && !HasFailure(); ++i) {
    const Calendar calendar(any_calendar());
    for (int j = 0; j < 100; ++j) {
      const Date from = std::max(calendar.first() - 5, kFirstDate);
      const Date to = std::min(calendar.last() + 5, kLastDate);
      expect_like_walking(calendar, any_date(from, to), chance(20) ? between(0, 2) : between(0, 600));
    }
  }
}

bool is_open(const Calendar& calendar, Instant at) {
  const auto& hours = calendar.spec().hours[static_cast<std::size_t>(weekday(date_of(at)))];
  return calendar.is_business_day(date_of(at)) && hours && hours->opens <= minute_of_day(at) &&
         minute_of_day(at) < hours->closes;
}

// Business hours a minute at a time: until (from, with step -1) which that many open minutes go by; of none, the minute
// itself if it is open, else the next opening (the closing before).
std::string walk_hours(const Calendar& calendar, Instant at, int n, int step) {
  const auto looked_at = [&](Instant minute) { return calendar.covers(date_of(minute)); };
  if (n == 0 && step < 0) {
    if (!looked_at(at)) return day_out(date_of(at));
    if (is_open(calendar, at)) return to_string(at);
  }
  for (int left = 60 * n;; at.minutes += step) {
    const Instant minute{step > 0 ? at.minutes : at.minutes - 1};
    if (left == 0 && n > 0) return to_string(at);
    if (!looked_at(minute)) return day_out(date_of(minute));
    if (!is_open(calendar, minute)) continue;
    if (n == 0) return to_string(at);
    --left;
  }
}

TEST_F(RandomCalendars, CountBusinessHoursAsIfWalkedMinuteByMinute) {
  for (int i = 0; i < 100 && !HasFailure(); ++i) {
    CalendarSpec spec = any_calendar();
    spec.last_year = spec.first_year;
    for (auto& hours : spec.hours) {
      const int opens = between(0, kMinutesPerDay - 1);
      if (chance(80))
        hours = OpenHours{chance(20) ? 0 : opens, chance(20) ? kMinutesPerDay : between(opens + 1, kMinutesPerDay)};
    }
    spec.hours[0] = OpenHours{9 * 60, 17 * 60};
    const Calendar calendar(spec);
    const Date from = std::max(calendar.first() - 1, kFirstDate), to = std::min(calendar.last() + 1, kLastDate);
    for (int j = 0; j < 20; ++j) {
      const Instant at{start_of(any_date(from, to)).minutes + (chance(20) ? 0 : between(0, kMinutesPerDay - 1))};
      const int n = chance(30) ? between(0, 1) : between(0, 60);
      EXPECT_EQ(said(calendar.add_business_hours(at, n)), walk_hours(calendar, at, n, 1))
          << to_string(at) << " + " << n;
      EXPECT_EQ(said(calendar.subtract_business_hours(at, n)), walk_hours(calendar, at, n, -1))
          << to_string(at) << " - " << n;
    }
  }
}

TEST_F(RandomCalendars, TheDefaultCountsAsIfWalked) {
  const Calendar calendar;
  for (int i = 0; i < 1000 && !HasFailure(); ++i) {
    expect_like_walking(calendar, any_date(kFirstDate, kLastDate), between(0, 300));
  }
  for (int i = 0; i < 20; ++i) {
    for (int n = 0; n < 20; ++n) {
      expect_like_walking(calendar, kFirstDate + i, n);
      expect_like_walking(calendar, kLastDate - i, n);
    }
  }
}

TEST_F(RandomCalendars, HaveTheBusinessDaysThatTheRulesLeave) {
  for (int i = 0; i < 300 && !HasFailure(); ++i) {
    const CalendarSpec spec = any_calendar();
    const Calendar calendar(spec);
    for (Date date = calendar.first(); date <= calendar.last(); date = date + 1) {
      const auto within = [&](const Closure& closure) { return closure.first <= date && date <= closure.last; };
      const bool holiday = std::any_of(calendar.holidays().begin(), calendar.holidays().end(),
                                       [&](const auto& placed) { return placed.date == date; });
      const bool off = std::find(spec.weekend.begin(), spec.weekend.end(), weekday(date)) != spec.weekend.end() ||
                       holiday || std::any_of(spec.closures.begin(), spec.closures.end(), within);
      const bool open = std::any_of(spec.openings.begin(), spec.openings.end(),
                                    [&](const WorkingDays& days) { return days.first <= date && date <= days.last; });
      ASSERT_EQ(calendar.is_business_day(date), open || !off) << to_string(date);
      ASSERT_EQ(calendar.reason(date).empty(), open || !off) << to_string(date);
    }
  }
}

using PlacedSet = std::set<std::tuple<Date, std::string, bool>>;

// Placement again, plainly: every day tried in turn, for at most three years.
PlacedSet place_slowly(const CalendarSpec& spec) {
  const auto off = [&](Date date) {
    return std::find(spec.weekend.begin(), spec.weekend.end(), weekday(date)) != spec.weekend.end();
  };
  std::multimap<Date, const HolidayRule*> actual;
  for (const HolidayRule& rule : spec.holidays) {
    for (int year = spec.first_year - 3; year <= spec.last_year + 3; ++year) {
      const auto date = actual_date(rule.day, year);
      if (date && in_range(*date)) actual.emplace(*date, &rule);
    }
  }
  std::set<Date> taken;
  PlacedSet placed;
  for (const auto& [date, rule] : actual) {
    taken.insert(date);
    placed.emplace(date, rule->name, false);
  }
  for (const auto& [date, rule] : actual) {
    for (const auto& [when, then, from] : rule->substitutes) {
      if (when == SubstituteRule::If::weekend && !off(date)) continue;
      if (when == SubstituteRule::If::saturday && weekday(date) != Weekday::saturday) continue;
      if (when == SubstituteRule::If::sunday && weekday(date) != Weekday::sunday) continue;
      bool reached = then == SubstituteRule::Then::next_business_day;
      for (int i = 1; i < 1000; ++i) {
        const Date day = then == SubstituteRule::Then::previous_weekday ? date - i : date + i;
        if (weekday(day) == from) reached = true;
        if (!reached || off(day) || taken.contains(day)) continue;
        taken.insert(day);
        placed.emplace(day, rule->name, true);
        break;
      }
      break;
    }
  }
  std::erase_if(placed, [&](const auto& one) {
    const Date date = std::get<0>(one);
    return date < *make_date(spec.first_year, 1, 1) || date > *make_date(spec.last_year, 12, 31);
  });
  return placed;
}

TEST_F(RandomCalendars, PlaceHolidaysAsIfEveryDayWereTried) {
  for (int i = 0; i < 300 && !HasFailure(); ++i) {
    const CalendarSpec spec = any_calendar();
    const Calendar calendar(spec);
    PlacedSet placed;
    for (const auto& [date, name, substitute] : calendar.holidays()) placed.emplace(date, name, substitute);
    EXPECT_EQ(placed, place_slowly(spec));
  }
}

// Another holiday, with its substitutes, may take another's day; the days off that there were stay days off.
TEST_F(RandomCalendars, AnotherHolidayMakesNoDateEarlier) {
  for (int i = 0; i < 300 && !HasFailure(); ++i) {
    CalendarSpec spec = any_calendar();
    const Calendar before(spec);
    HolidayRule another = holiday("Another", any_holiday(before.first(), before.last()));
    another.substitutes.push_back(any_substitute());
    spec.holidays.insert(spec.holidays.begin() + between(0, static_cast<int>(spec.holidays.size())), another);
    const Calendar after(spec);
    for (int j = 0; j < 100; ++j) {
      const Date from = any_date(before.first(), before.last());
      const int n = between(0, 100);
      const auto earlier = before.add_business_days(from, n);
      const auto later = after.add_business_days(from, n);
      if (!later) continue;  // past what is covered
      ASSERT_TRUE(earlier) << to_string(from) << " + " << n;
      EXPECT_LE(*earlier, *later) << to_string(from) << " + " << n;
    }
  }
}

}  // namespace
}  // namespace engage
