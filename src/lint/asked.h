#pragma once

#include <vector>

#include "lint/answers.h"
#include "model/policy.h"

namespace engage::lint {

// A condition as a whole, and where it is asked. All places act only on true.
struct Asked {
  enum class Place : std::uint8_t { applies, starts, guard, step, line, rule, branch, hold, rounds };
  model::ConditionId condition = 0;
  Place place = Place::branch;

  Asking asking() const {
    return place == Place::applies || place == Place::starts ? Asking::before_episode : Asking::in_episode;
  }
};

std::vector<Asked> conditions_asked(const model::Policy& policy);

// What is wrong with a condition whatever the record says. `only_known`: asked of one fact, and true of
// every value that it can have.
enum class Verdict : std::uint8_t { never, always, only_known };

struct Judged {
  model::ConditionId condition = 0;
  Verdict verdict = Verdict::never;
  bool decides = false;  // the condition as a whole is decided by it
};

// The smallest parts of which something can be said.
std::vector<Judged> judge(const model::Policy& policy, const model::Words& words, const Asked& asked);

// The fact, if a condition asks for the values of one fact and for nothing else.
std::optional<model::FactId> only_fact(const model::Policy& policy, model::ConditionId condition);

}  // namespace engage::lint
