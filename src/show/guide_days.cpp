#include <algorithm>

#include "calendar/words.h"
#include "show/guide_writer.h"

// Holidays in words.
namespace engage::show {
namespace {

constexpr std::string_view kNth[] = {"last", "first", "second", "third", "fourth", "fifth"};

std::string day_name(Weekday day) { return capitalized(std::string(name(day))); }
std::string month(int number) { return capitalized(std::string(month_name(number))); }
std::string day_of(int day, int of_month) { return std::to_string(day) + " " + month(of_month); }

std::string when(const OnFixedDate& on) { return day_of(on.day, on.month); }
std::string when(const OnNthWeekday& on) {
  return "the " + std::string(kNth[on.nth]) + " " + day_name(on.weekday) + " of " + month(on.month);
}
std::string when(const OnWeekdayNear& on) {
  using Side = OnWeekdayNear::Side;
  const bool back = on.side == Side::before || on.side == Side::on_or_before;
  std::string text = "the ";
  if (!back || on.nth > 1) text += kNth[on.nth];
  if (back) text += on.nth > 1 ? " last" : "last";
  text += " " + day_name(on.weekday);
  switch (on.side) {
    case Side::before: text += " before "; break;
    case Side::on_or_before: text += " on or before "; break;
    case Side::on_or_after: text += " on or after "; break;
    case Side::after: text += " after "; break;
  }
  return text + day_of(on.day, on.month);
}
std::string days_from(int days, const std::string& day) {
  if (days == 0) return day;
  const std::string_view side = days < 0 ? " before " : " after ";
  return counted(std::abs(days), "day") + std::string(side) + day;
}
std::string when(const OnEaster& on) { return days_from(on.days, "Easter Sunday"); }
std::string when(const OnDate& on) { return in_words(on.date); }
std::string when(const OnDaysFrom& on) {
  return days_from(on.days, std::visit([](const auto& day) { return when(day); }, on.day));
}

std::string substitute(const SubstituteRule& rule) {
  std::string text;
  switch (rule.when) {
    case SubstituteRule::If::weekend: text = "on a weekend"; break;
    case SubstituteRule::If::saturday: text = "on a Saturday"; break;
    case SubstituteRule::If::sunday: text = "on a Sunday"; break;
  }
  switch (rule.then) {
    case SubstituteRule::Then::next_business_day: return text + ", the next business day as well";
    case SubstituteRule::Then::next_weekday: return text + ", the " + day_name(rule.weekday) + " after as well";
    case SubstituteRule::Then::previous_weekday: return text + ", the " + day_name(rule.weekday) + " before as well";
  }
  return text;
}

std::string in_words(const HolidayRule& holiday) {
  std::string text = std::visit([](const auto& on) { return when(on); }, holiday.day);
  if (holiday.from_year != kFirstYear && holiday.until_year != kLastYear) {
    text += ", from " + std::to_string(holiday.from_year) + " to " + std::to_string(holiday.until_year);
  } else if (holiday.from_year != kFirstYear) {
    text += ", from " + std::to_string(holiday.from_year) + " on";
  } else if (holiday.until_year != kLastYear) {
    text += ", until " + std::to_string(holiday.until_year);
  }
  for (const SubstituteRule& rule : holiday.substitutes) text += "; " + substitute(rule);
  return text + ".";
}

std::string range_in_words(Date first, Date last) {
  return first == last ? show::in_words(first) : show::in_words(first) + " to " + show::in_words(last);
}

std::string clock(int minute) { return minute == kMinutesPerDay ? "24:00" : clock_time({minute}); }

// A weekend day may be, where `open` makes it one.
bool is_worked(const CalendarSpec& spec, Weekday day) {
  const bool weekend = std::find(spec.weekend.begin(), spec.weekend.end(), day) != spec.weekend.end();
  return !weekend || !spec.openings.empty();
}

// Of the days of the week in their order, from Monday on; those alike in a row together.
std::string hours_in_words(const CalendarSpec& spec) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < spec.hours.size();) {
    const auto day = [](std::size_t place) { return (place + 1) % 7; };  // Monday is 1
    const std::optional<OpenHours>& hours = spec.hours[day(i)];
    std::size_t last = i;
    const bool worked = is_worked(spec, static_cast<Weekday>(day(i)));
    const auto alike = [&](std::size_t place) {
      return spec.hours[day(place)] == hours && is_worked(spec, static_cast<Weekday>(day(place))) == worked;
    };
    while (last + 1 < spec.hours.size() && alike(last + 1)) ++last;
    if (hours && worked) {
      std::string days = day_name(static_cast<Weekday>(day(i)));
      if (last > i) days += (last == i + 1 ? " and " : " to ") + day_name(static_cast<Weekday>(day(last)));
      parts.push_back(days + " from " + clock(hours->opens) + " to " + clock(hours->closes));
    }
    i = last + 1;
  }
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

std::string business_days_in_words(const CalendarSpec& spec) {
  std::vector<std::string> weekend;
  for (const Weekday day : spec.weekend) weekend.push_back(day_name(day));
  std::string text = "all days";
  if (!weekend.empty()) text += " but " + joined(weekend, "and");
  const bool listed = !spec.holidays.empty() || !spec.closures.empty();
  if (listed) text += (weekend.empty() ? " but" : ", and but") + std::string(" the days off listed here");
  return text;
}

std::string title_of(const CalendarSpec& spec) {
  std::string calendar = spec.title.empty() ? spec.name : spec.title;
  if (spec.first_year != kFirstYear || spec.last_year != kLastYear) {
    calendar += ", for " + std::to_string(spec.first_year) + " to " + std::to_string(spec.last_year) +
                "; beyond these years no date is worked out";
  }
  return calendar;
}

void list_days(const CalendarSpec& spec, std::vector<form::Block>& blocks) {
  form::List list;
  for (const HolidayRule& holiday : spec.holidays) list.items.push_back({holiday.name + ":", in_words(holiday), {}});
  for (const Closure& closure : spec.closures) {
    list.items.push_back({capitalized(closure.name) + ":", range_in_words(closure.first, closure.last) + ".", {}});
  }
  for (const WorkingDays& open : spec.openings) {
    const std::string what = open.first == open.last ? "a working day" : "working days";
    const std::string label = open.name.empty() ? capitalized(what) : open.name + ", " + what;
    list.items.push_back({label + " all the same:", range_in_words(open.first, open.last) + ".", {}});
  }
  for (const Period& period : spec.periods) {
    const std::string label = period.title.empty() ? period.name : period.title;
    list.items.push_back({capitalized(label) + ":", range_in_words(period.first, period.last) + ".", {}});
  }
  if (!list.items.empty()) blocks.push_back({list});
}

std::string hours_sentence(const CalendarSpec& spec) {
  const std::string hours = hours_in_words(spec);
  return hours.empty() ? "" : " Business hours are those of business days: " + hours + ".";
}

}  // namespace

std::vector<form::Block> days_in_words(const model::Policy& policy) {
  const CalendarSpec& spec = policy.calendar->spec();
  std::string text = "Business days are " + business_days_in_words(spec);
  text += "." + hours_sentence(spec) + " Days, weeks, months and years go by the calendar, days off included.";
  if (spec.name.empty()) text += " The policy names no calendar: no holidays are counted.";
  std::vector<form::Block> blocks;
  if (!spec.name.empty()) {
    std::string calendar = title_of(spec);
    if (policy.timezone) calendar += ". Times are those of " + *policy.timezone;
    blocks.push_back({form::Paragraph{"Calendar:", calendar + "."}});
  }
  blocks.push_back({form::Paragraph{"", text}});
  list_days(spec, blocks);
  for (const auto& other : policy.other_calendars) {
    const CalendarSpec& by = other->spec();
    blocks.push_back({form::Paragraph{"Calendar “" + by.name + "”:", title_of(by) + "."}});
    blocks.push_back({form::Paragraph{
        "", "Business days “in " + by.name + "” are " + business_days_in_words(by) + "." + hours_sentence(by)}});
    list_days(by, blocks);
  }
  return blocks;
}

}  // namespace engage::show
