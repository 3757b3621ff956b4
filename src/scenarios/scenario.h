#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cases/record.h"
#include "engine/coverage.h"
#include "engine/engine.h"
#include "model/policy.h"
#include "model/scenario.h"

namespace engage::scenarios {

// A family of that one version, as a scenario tries it.
model::Family only(const model::Family& whole, std::size_t version);

// A check that did not hold, and how things stood then.
struct FailedCheck {
  const model::Check* check = nullptr;
  std::string found;                       // what was found instead: a sentence without a full stop
  std::optional<engine::Assessment> then;  // none: the case was undecided
};

struct ScenarioResult {
  const model::Scenario* scenario = nullptr;
  const model::Family* family = nullptr;  // the policy it was tried with, of that one version
  std::vector<FailedCheck> failures;      // in the order of the checks

  const model::Policy& policy() const { return family->versions.front(); }
  bool passed() const { return failures.empty(); }
};

// Plays scenarios. Each version of a policy is tried as if it alone existed. Results point into the
// runner and the program, which must outlive them.
class ScenarioRunner {
 public:
  explicit ScenarioRunner(const model::Program& program) : program_(program) {}

  ScenarioResult run(const model::Scenario& scenario);
  // How things stand when a check asks, which need not be one of the scenario's own; nothing: the case is undecided.
  std::optional<engine::Assessment> assess(const model::Scenario& scenario, const model::Check& check);
  bool holds(const model::Scenario& scenario, const model::Check& check);
  // What all scenarios so far have reached of that version; null when none has tried it.
  const engine::PolicyCoverage* coverage(std::size_t family, std::size_t version) const;

 private:
  struct Bench {
    Bench(const model::Family& whole, std::size_t version);

    model::Family family;  // of one version
    engine::Engine engine;
    engine::Coverage coverage;
  };

  Bench& bench(const model::Scenario& scenario);

  const model::Program& program_;
  std::map<std::pair<std::size_t, std::size_t>, std::unique_ptr<Bench>> benches_;  // by family and version
};

}  // namespace engage::scenarios
