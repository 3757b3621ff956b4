#pragma once

#include <cstdint>
#include <vector>

#include "model/policy.h"

namespace engage::engine {

// What of one policy was reached while cases were played against it.
struct PolicyCoverage {
  static constexpr std::uint8_t kTrue = 1, kNotTrue = 2;

  explicit PolicyCoverage(const model::Policy& policy)
      : steps_opened(policy.steps.size()),
        lines_settled(policy.steps.size()),
        rules_fired(policy.rules.size()),
        limits_run_out(policy.limits.size()),
        branches(policy.statements.size()),
        conditions(policy.conditions.size()) {}

  std::vector<std::uint8_t> steps_opened;    // by StepId
  std::vector<std::uint64_t> lines_settled;  // by StepId; bit i: line i
  std::vector<std::uint8_t> rules_fired;     // by RuleId
  std::vector<std::uint8_t> limits_run_out;  // by LimitId
  std::vector<std::uint8_t> branches;        // by StatementId of an `if`: kTrue, kNotTrue
  std::vector<std::uint8_t> conditions;      // by ConditionId, of whole conditions: the same
};

// The same of all versions of a family.
class Coverage {
 public:
  explicit Coverage(const model::Family& family)
      : first_(family.versions.data()), versions_(family.versions.begin(), family.versions.end()) {}

  PolicyCoverage& of(const model::Policy& policy) { return versions_[static_cast<std::size_t>(&policy - first_)]; }

 private:
  const model::Policy* first_;
  std::vector<PolicyCoverage> versions_;
};

}  // namespace engage::engine
