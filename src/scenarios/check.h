#pragma once

#include <string>

#include "cases/record.h"
#include "engine/assessment.h"
#include "model/policy.h"
#include "model/scenario.h"

namespace engage::scenarios {

// A decided case at the instant of a check.
struct Situation {
  const model::Family& family;
  const cases::Record& record;
  const engine::Assessment& assessment;
  Instant now;
};

// Whether the check holds (language reference 7).
bool holds(const model::Check& check, const Situation& then);

// "2026-01-31", with its minute where it has one.
std::string say(const model::Moment& moment);

// Whether an opening, or a deadline, is what the check names. A date alone means any minute of that
// day for an opening, and the whole day for a deadline.
bool matches(const model::Moment& named, Instant opens);
bool matches(const model::Moment& named, const std::optional<Deadline>& due);

// A fact as the record gives it by `now`.
const model::Value& value_at(const cases::Record& record, model::FactId fact, Instant now);

// What is so instead of what the check asks: a sentence without a full stop.
std::string found_instead(const model::Check& check, const Situation& then);

}  // namespace engage::scenarios
