#pragma once

#include <string>

#include "cases/record.h"
#include "engine/assessment.h"
#include "model/policy.h"
#include "model/scenario.h"

namespace engage::simulate {

// A decided case at the instant of a check.
struct Situation {
  const model::Family& family;
  const cases::Record& record;
  const engine::Assessment& assessment;
  Instant now;
};

// Whether the check holds (language reference 7).
bool holds(const model::Check& check, const Situation& then);

// Whether the line is work with that action in it: the action itself, or an alternative not withheld.
bool asks_for(const engine::OwedAction& owed, model::EventId action);

// Whether an opening, or a deadline, is what the check names. A date alone means any minute of that
// day for an opening, and the whole day for a deadline.
bool matches(const model::Moment& named, Instant opens);
bool matches(const model::Moment& named, const std::optional<Deadline>& due);

// A fact as the record gives it by `now`.
const model::Value& value_at(const cases::Record& record, model::FactId fact, Instant now);

// "stage is outreach since 2026-01-05", "the case is not started".
std::string describe_status(const engine::Assessment& assessment);

// What is so instead of what the check asks: a sentence without a full stop.
std::string found_instead(const model::Check& check, const Situation& then);

}  // namespace engage::simulate
