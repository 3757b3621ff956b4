#pragma once

#include <string>
#include <string_view>

#include "cases/record.h"
#include "engine/assessment.h"
#include "engine/engine.h"
#include "model/policy.h"

namespace engage::fuzz {

// An assessment, or why there is none.
struct Answer {
  std::string undecided;  // empty: there is one
  engine::Assessment assessment;
};
bool operator==(const Answer& a, const Answer& b);

// As assessed by this engine, held to what is true of every assessment as of `now`.
Answer assess(engine::Engine& engine, const cases::Record& record, Instant now, std::string_view input);

// Some cases in which everything that the policy has a word for happens: following their log entry by entry
// comes to what the whole log comes to.
void hold_assessments(const model::Family& family, std::string_view input);

}  // namespace engage::fuzz
