#pragma once

#include <cstdint>
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

// Whether the check means the line, of which the alternatives are allowed: it asks for the action, with the outcome and
// by whom the check says.
inline constexpr std::uint64_t kAll = ~std::uint64_t{0};
bool means(const model::Check& check, const model::DoLine& line, std::uint64_t allowed = kAll);
bool means(const model::Check& check, const engine::OwedAction& owed);
// Of an action withheld in a step.
bool means(const model::Check& check, const engine::WithheldAction& withheld);

// "visit as seen done by worker"
std::string say(model::EventId event, model::Narrowing to, const model::Words& words);

// A fact as the record gives it by `now`.
const model::Value& value_at(const cases::Record& record, model::FactId fact, Instant now);

// What is so instead of what the check asks: a sentence without a full stop.
std::string found_instead(const model::Check& check, const Situation& then);

}  // namespace engage::scenarios
