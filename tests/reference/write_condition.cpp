#include "write_condition.h"

#include <fmt/format.h>

namespace engage::reference {

namespace {

const std::vector<std::string> kHappenings = {"call",   "email",    "letter",  "visit",  "contact", "reply",
                                              "crisis", "referral", "attempt", "answer", "consult"};

const std::vector<std::string> kFactForms = {"consent",
                                             "not ready",
                                             "ready",
                                             "ready",
                                             "unsafe",
                                             "risk is medium",
                                             "risk is not low",
                                             "risk is at least medium",
                                             "risk is below high",
                                             "service is individual",
                                             "service is one of individual, family",
                                             "age is at least 18",
                                             "age is above 18.5",
                                             "age is at most 12",
                                             "review is before 2026-02-01",
                                             "review is after 2026-01-15",
                                             "referred_by is \"clinic\"",
                                             "language is not \"French\"",
                                             "consent is known",
                                             "review is known",
                                             "ready is unknown",
                                             "consent_mail is yes",
                                             "risk is above low",
                                             "risk is at most medium",
                                             "age is 12",
                                             "age is below 40.5",
                                             "review is not 2026-01-20",
                                             "referred_by is known",
                                             "service is not family",
                                             "unsafe is no",
                                             "due_back is before 2026-01-20",
                                             "fifth is known",
                                             "first_day is 2026-01-01",
                                             "month_end is after 2026-01-31"};

}  // namespace

std::string LengthWriter::written(int count, bool only_days) {
  const int kind = dice_.below(20);
  const char* plural = count == 1 ? "" : "s";
  if (hours_ && !only_days && kind < 8)
    return fmt::format("{} hours", count * dice_.pick(std::vector<int>{1, 2, 5, 24}));
  if (kind < 14) return fmt::format("{} day{}", count, plural);
  if (kind < 18) {
    if (hours_ && calendars_ && !only_days && dice_.chance(70)) {
      return business(fmt::format("{} business hours", count * dice_.pick(std::vector<int>{1, 3, 10})));
    }
    return business(fmt::format("{} business day{}", count, plural));
  }
  if (kind < 19) return count == 0 ? "0 weeks" : "1 week";
  return count == 0 ? "0 months" : "1 month";
}

// Perhaps by another calendar.
std::string LengthWriter::business(const std::string& length) {
  return calendars_ && dice_.chance(30) ? length + " in school" : length;
}

std::string LengthWriter::at_least_one() {
  if (!setting.empty() && dice_.chance(25)) return setting;
  return written(dice_.between(1, 4), false);
}

std::string LengthWriter::in_days() { return written(dice_.between(0, 4), true); }

std::string LengthWriter::range() {
  const int low = dice_.between(1, 3);
  const int high = low + dice_.between(1, 3);
  const int kind = dice_.below(10);
  if (hours_ && kind < 3) return fmt::format("{} to {} hours", low, high);
  if (kind < 7) return fmt::format("{} to {} days", low, high);
  if (kind < 8) return fmt::format("{} days to 1 week", low);
  if (hours_ && calendars_ && dice_.chance(50)) return business(fmt::format("{} to {} business hours", low, high));
  return business(fmt::format("{} to {} business days", low, high));
}

ConditionWriter::ConditionWriter(Dice& dice, LengthWriter& lengths)
    : dice_(dice), lengths_(lengths), happenings_(kHappenings), fact_forms_(kFactForms) {}

void ConditionWriter::add_words(const std::vector<std::string>& happenings,
                                const std::vector<std::string>& fact_forms) {
  happenings_.insert(happenings_.end(), happenings.begin(), happenings.end());
  fact_forms_.insert(fact_forms_.end(), fact_forms.begin(), fact_forms.end());
}

std::string ConditionWriter::condition(int depth, Place place) {
  const int kind = dice_.below(20);
  if (depth > 0 && kind < 3) return condition(depth - 1, place) + " and " + condition(depth - 1, place);
  if (depth > 0 && kind < 6) return condition(depth - 1, place) + " or " + condition(depth - 1, place);
  if (depth > 0 && kind < 8) return "not (" + condition(depth - 1, place) + ")";
  if (kind < 12) return of_fact();
  if (kind < 15 && place != Place::outside && !steps.empty()) return of_steps(place);
  return of_events(place);
}

std::string ConditionWriter::of_entry() {
  if (dice_.chance(35)) return outside(1);
  return dice_.pick(std::vector<std::string>{"service is individual or risk is known", "consent is known", "not unsafe",
                                             "risk is at most medium or consent", "1 day after first referral",
                                             "no close_file", "not (crisis happened)", "age is known or consent"});
}

std::string ConditionWriter::of_fact() { return dice_.pick(fact_forms_); }

std::string ConditionWriter::of_steps(Place place) {
  const int kind = dice_.below(7);
  if (kind == 6) return dice_.pick(steps) + " is due within " + lengths_.at_least_one();
  if (kind < 4) return dice_.pick(steps) + dice_.pick(std::vector<std::string>{" is done", " is skipped", " is over"});
  const std::string by = dice_.chance(50) ? " by " + lengths_.any() : "";
  const bool any = place == Place::inside && kind == 4;
  return (any ? "any step" : dice_.pick(steps)) + " is overdue" + by;
}

std::string ConditionWriter::anchor(bool outside) {
  if (!dice_.chance(12)) return one_anchor(outside);
  const std::string which = dice_.chance(60) ? "the later of " : "the earlier of ";
  return which + one_anchor(outside) + ", " + one_anchor(outside);
}

std::string ConditionWriter::one_anchor(bool outside) {
  if (its_date && !outside && dice_.chance(25)) return "its date";
  const int kind = dice_.below(10);
  if (kind < 3 && !outside) return "start";
  if (kind < 5 && !outside) return "stage start";
  if (kind < 6)
    return dice_.chance(60) ? "review"
                            : dice_.pick(std::vector<std::string>{"due_back", "month_end", "fifth", "first_day"});
  if (kind < 7) return "first " + narrowed(dice_.pick(happenings_));
  return dice_.chance(30) ? "referral" : narrowed(dice_.pick(happenings_));
}

std::string ConditionWriter::narrowed(const std::string& event) {
  std::string text = event;
  if (event == "call" && dice_.chance(30)) text += dice_.chance(50) ? " as answered" : " as voicemail";
  if (event == "visit" && dice_.chance(40)) text += dice_.chance(50) ? " as seen" : " as not_seen";
  if (dice_.chance(8)) text += " done by " + dice_.pick(std::vector<std::string>{"worker", "supervisor"});
  return text;
}

std::string ConditionWriter::of_today() {
  return dice_.pick(std::vector<std::string>{"today is friday", "today is one of saturday, monday",
                                             "today is a business day", "today is not monday",
                                             "today is a business day in days_of_work"});
}

std::string ConditionWriter::of_events(Place place) {
  const bool outside = place == Place::outside;
  const int kind = dice_.below(20);
  if (kind < 5) return fmt::format("{} {} {}", lengths_.any(), dice_.chance(80) ? "after" : "before", anchor(outside));
  if (kind < 6) return of_today();
  const bool none = dice_.chance(40), ever = dice_.chance(15);
  const bool whole_log = outside || ever;
  std::string scope;
  const int which = dice_.below(8);
  if (which == 1 && !whole_log) scope = " in this stage";
  if (which == 2 && !(outside && none && !ever)) scope = " in the last " + lengths_.at_least_one();
  if (which == 3) scope = " since " + anchor(whole_log);
  if (which == 4 || which == 5) scope = fmt::format(" within {} of {}", lengths_.any(), anchor(whole_log));
  const std::string unit = dice_.pick(std::vector<std::string>{"week", "week", "month", "quarter", "year"});
  if (which == 6) scope = " in this calendar " + unit;
  if (which == 7 && !(outside && none && !ever)) scope = " in the last calendar " + unit;
  if (has_term && dice_.chance(8))
    scope = outside && none && !ever ? " in this term" : dice_.chance(50) ? " in this term" : " in the last term";
  const std::string event = narrowed(dice_.pick(happenings_));
  if (none) return ever ? fmt::format("{} never happened{}", event, scope) : fmt::format("no {}{}", event, scope);
  std::string times;
  if (dice_.chance(25)) times = fmt::format(" at least {} times", dice_.between(2, 3));
  else if (dice_.chance(15)) times = fmt::format(" on at least {} different days", dice_.between(2, 3));
  else if (dice_.chance(12)) times = fmt::format(" on {} consecutive days", dice_.between(2, 3));
  return fmt::format("{}{} happened{}{}", event, ever ? " ever" : "", times, scope);
}

}  // namespace engage::reference
