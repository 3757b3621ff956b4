#include "why/days.h"

#include <fmt/format.h>

#include <algorithm>

namespace engage::why {
namespace {

std::string why_skipped(const Calendar& calendar, Date date) {
  std::string reason = calendar.reason(date);
  return reason == name(weekday(date)) ? "weekend" : reason;
}

// Adds a day to the last run where it goes on.
void add(std::vector<DayRun>& days, Date date, int number, std::string reason) {
  if (!days.empty() && days.back().counted() == (number > 0) && days.back().reason == reason &&
      std::abs(date - days.back().last) == 1) {
    days.back().last = date;
  } else {
    days.push_back({date, date, number, std::move(reason)});
  }
}

// The days between, its own included, on which no business hour could be counted.
void add_closed_days(const Calendar& calendar, const Calendar& own, const engine::Counting& counting,
                     std::vector<DayRun>& days) {
  const auto reached = counting.before ? own.opening_before(counting.from, counting.duration)
                                       : own.opening_after(counting.from, counting.duration);
  if (!reached) return;
  const int step = counting.before ? -1 : 1;
  for (Date date = date_of(counting.from); date != date_of(*reached) + step; date = date + step) {
    if (calendar.covers(date) && !calendar.is_business_day(date)) add(days, date, 0, why_skipped(calendar, date));
  }
}

}  // namespace

std::vector<DayRun> days_of(const Calendar& own, const engine::Counting& counting) {
  std::vector<DayRun> days;
  const int step = counting.before ? -1 : 1;
  const bool by_business_days = counting.duration.unit == Unit::business_days;
  const Calendar& calendar = counting.duration.calendar != nullptr ? *counting.duration.calendar : own;
  Date date = date_of(counting.from);
  if (by_business_days && counting.duration.count == 0 && calendar.covers(date) && calendar.is_business_day(date)) {
    return days;
  }
  if (by_business_days) {
    for (int counted = 0; counted < std::max(counting.duration.count, 1);) {
      date = date + step;
      if (!calendar.covers(date)) return days;
      if (calendar.is_business_day(date)) add(days, date, ++counted, {});
      else add(days, date, 0, why_skipped(calendar, date));
    }
  } else if (counting.duration.unit == Unit::business_hours) {
    add_closed_days(calendar, own, counting, days);
  }
  const bool is_moved = counting.adjust != Adjust::none && !(by_business_days && counting.duration.calendar == nullptr);
  if (!is_moved) return days;
  const auto unmoved = own.deadline_after(counting.from, counting.duration);
  if (!unmoved) return days;
  const int way = counting.adjust == Adjust::next_business_day ? 1 : -1;
  for (date = date_of(unmoved->at); own.covers(date) && !own.is_business_day(date); date = date + way) {
    add(days, date, 0, why_skipped(own, date));
  }
  return days;
}

std::string dates_text(Date first, Date last) {
  if (last < first) std::swap(first, last);
  const Ymd from = ymd(first), to = ymd(last);
  if (first == last) return to_string(first);
  if (last - first == 1 && from.month == to.month) return fmt::format("{} and {:02}", to_string(first), to.day);
  return fmt::format("{} to {}", to_string(first), to_string(last));
}

std::string days_text(const std::vector<DayRun>& days) {
  std::string text;
  for (const DayRun& run : days) {
    const int last = run.number + std::abs(run.last - run.first);
    if (!text.empty()) text += "; ";
    if (!run.counted()) {
      text += fmt::format("skipped: {} {}", dates_text(run.first, run.last), run.reason);
    } else if (last == run.number) {
      text += fmt::format("day {}: {}", run.number, to_string(run.first));
    } else {
      text += fmt::format("days {} to {}: {}", run.number, last, dates_text(run.first, run.last));
    }
  }
  return text;
}

std::string skipped_text(const std::vector<DayRun>& days) {
  std::string text;
  for (const DayRun& run : days) {
    if (run.counted()) continue;
    text += fmt::format("{}{} {}", text.empty() ? "; skipped: " : ", ", dates_text(run.first, run.last), run.reason);
  }
  return text;
}

}  // namespace engage::why
