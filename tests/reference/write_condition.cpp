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
                                             "unsafe is no"};

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
  const int kind = dice_.below(6);
  if (kind < 4) return dice_.pick(steps) + dice_.pick(std::vector<std::string>{" is done", " is skipped", " is over"});
  const std::string by = dice_.chance(50) ? " by " + lengths_.any() : "";
  const bool any = place == Place::inside && kind == 4;
  return (any ? "any step" : dice_.pick(steps)) + " is overdue" + by;
}

std::string ConditionWriter::anchor(bool outside) {
  const int kind = dice_.below(10);
  if (kind < 3 && !outside) return "start";
  if (kind < 5 && !outside) return "stage start";
  if (kind < 6) return "review";
  if (kind < 7) return "first " + dice_.pick(happenings_);
  return dice_.chance(30) ? "referral" : dice_.pick(happenings_);
}

std::string ConditionWriter::of_events(Place place) {
  const bool outside = place == Place::outside;
  const int kind = dice_.below(10);
  if (kind < 3) return fmt::format("{} {} {}", lengths_.any(), dice_.chance(80) ? "after" : "before", anchor(outside));
  const bool none = dice_.chance(40);
  std::string scope;
  const int which = dice_.below(6);
  if (which == 1 && !outside) scope = " in this stage";
  if (which == 2 && !(outside && none)) scope = " in the last " + lengths_.at_least_one();
  if (which == 3) scope = " since " + anchor(outside);
  if (which >= 4) scope = fmt::format(" within {} of {}", lengths_.any(), anchor(outside));
  const std::string event = dice_.pick(happenings_);
  if (none) return fmt::format("no {}{}", event, scope);
  const std::string times = dice_.chance(25) ? fmt::format(" at least {} times", dice_.between(2, 3)) : "";
  return fmt::format("{} happened{}{}", event, times, scope);
}

}  // namespace engage::reference
