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
std::string when(const OnLastWeekdayBefore& on) {
  return "the last " + day_name(on.weekday) + " before " + day_of(on.day, on.month);
}
std::string when(const OnFirstWeekdayFrom& on) {
  return "the first " + day_name(on.weekday) + " on or after " + day_of(on.day, on.month);
}
std::string when(const OnEaster& on) {
  if (on.days == 0) return "Easter Sunday";
  const int days = on.days < 0 ? -on.days : on.days;
  const std::string_view side = on.days < 0 ? " before" : " after";
  return std::to_string(days) + (days == 1 ? " day" : " days") + std::string(side) + " Easter Sunday";
}
std::string when(const OnDate& on) { return in_words(on.date); }

std::string substitute(const SubstituteRule& rule) {
  std::string text;
  switch (rule.when) {
    case SubstituteRule::If::weekend: text = "on a weekend"; break;
    case SubstituteRule::If::saturday: text = "on a Saturday"; break;
    case SubstituteRule::If::sunday: text = "on a Sunday"; break;
  }
  switch (rule.then) {
    case SubstituteRule::Then::next_business_day: return text + ", the next business day as well";
    case SubstituteRule::Then::next_monday: return text + ", the Monday after as well";
    case SubstituteRule::Then::previous_friday: return text + ", the Friday before as well";
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

}  // namespace

std::vector<form::Block> days_in_words(const model::Policy& policy) {
  const CalendarSpec& spec = policy.calendar->spec();
  std::vector<std::string> weekend;
  for (const Weekday day : spec.weekend) weekend.push_back(day_name(day));
  std::string text = "Business days are all days";
  if (!weekend.empty()) text += " but " + joined(weekend, "and");
  const bool listed = !spec.holidays.empty() || !spec.closures.empty();
  if (listed) text += (weekend.empty() ? " but" : ", and but") + std::string(" the days off listed here");
  text += ". Days, weeks, months and years go by the calendar, days off included.";
  if (spec.name.empty()) text += " The policy names no calendar: no holidays are counted.";
  std::vector<form::Block> blocks;
  if (!spec.name.empty()) {
    std::string calendar = spec.title.empty() ? spec.name : spec.title;
    if (spec.first_year != kFirstYear || spec.last_year != kLastYear) {
      calendar += ", for " + std::to_string(spec.first_year) + " to " + std::to_string(spec.last_year) +
                  "; beyond these years no date is worked out";
    }
    if (policy.timezone) calendar += ". Times are those of " + *policy.timezone;
    blocks.push_back({form::Paragraph{"Calendar:", calendar + "."}});
  }
  blocks.push_back({form::Paragraph{"", text}});
  form::List list;
  for (const HolidayRule& holiday : spec.holidays) list.items.push_back({holiday.name + ":", in_words(holiday), {}});
  for (const Closure& closure : spec.closures) {
    std::string days = show::in_words(closure.first);
    if (closure.last != closure.first) days += " to " + show::in_words(closure.last);
    list.items.push_back({capitalized(closure.name) + ":", days + ".", {}});
  }
  for (const WorkingDay& day : spec.openings) {
    list.items.push_back({day.name.empty() ? "A working day all the same:" : day.name + ", a working day all the same:",
                          show::in_words(day.date) + ".",
                          {}});
  }
  if (!list.items.empty()) blocks.push_back({list});
  return blocks;
}

}  // namespace engage::show
