#include "scenarios/scenario.h"

#include <algorithm>

#include "scenarios/check.h"

namespace engage::scenarios {
namespace {

// The case as it stands before any of the scenario's entries.
cases::Record record_of(const model::Scenario& scenario, const model::Words& words) {
  cases::Record record;
  record.id = scenario.title;
  for (const model::Fact& fact : words.facts) record.facts.push_back(fact.fallback.value_or(model::Value::unknown()));
  for (const model::GivenFact& given : scenario.facts) record.facts[given.fact] = given.value;
  return record;
}

// In its place: what is retracted lends no time, so a line below it may be earlier.
void add(cases::Record& record, const model::ScenarioEntry& entry) {
  if (!entry.done) return;
  cases::Entry added;
  added.at = entry.at;
  added.event = entry.event;
  added.outcome = entry.came_to.outcome;
  added.role = entry.came_to.role;
  if (entry.retracted) {
    added.retracted = *entry.retracted;
    record.has_retracted = true;
  }
  added.first_change = static_cast<std::uint32_t>(record.changes.size());
  if (entry.change) {
    added.change_count = 1;
    record.changes.push_back({entry.change->fact, entry.change->value});
  }
  record.entries.insert(std::ranges::upper_bound(record.entries, added.at, {}, &cases::Entry::at), added);
}

// With all that stands before the check.
cases::Record record_at(const model::Scenario& scenario, const model::Check& check, const model::Words& words) {
  cases::Record record = record_of(scenario, words);
  for (std::size_t i = 0; i < check.entries; ++i) add(record, scenario.entries[i]);
  return record;
}

}  // namespace

model::Family only(const model::Family& whole, std::size_t version) {
  model::Family family;
  family.name = whole.name;
  family.words = whole.words;
  family.timezone = whole.versions[version].timezone;
  family.versions.push_back(whole.versions[version]);
  family.named = whole.named;
  return family;
}

ScenarioRunner::Bench::Bench(const model::Family& whole, std::size_t version)
    : family(only(whole, version)), engine(family), coverage(family) {
  engine.observe(&coverage);
}

ScenarioRunner::Bench& ScenarioRunner::bench(const model::Scenario& scenario) {
  std::unique_ptr<Bench>& bench = benches_[{scenario.family, scenario.version}];
  if (!bench) bench = std::make_unique<Bench>(program_.families[scenario.family], scenario.version);
  return *bench;
}

std::optional<engine::Assessment> ScenarioRunner::assess(const model::Scenario& scenario, const model::Check& check) {
  Bench& on = bench(scenario);
  engine::Assessment then;
  if (!on.engine.assess(record_at(scenario, check, on.family.words), check.at.last(), then)) return std::nullopt;
  return then;
}

bool ScenarioRunner::holds(const model::Scenario& scenario, const model::Check& check) {
  Bench& on = bench(scenario);
  const cases::Record record = record_at(scenario, check, on.family.words);
  engine::Assessment then;
  if (!on.engine.assess(record, check.at.last(), then)) return check.kind == model::Check::Kind::undecided;
  return scenarios::holds(check, {on.family, record, then, check.at.last()});
}

ScenarioResult ScenarioRunner::run(const model::Scenario& scenario) {
  Bench& on = bench(scenario);
  ScenarioResult result{&scenario, &on.family, {}};
  cases::Record record = record_of(scenario, on.family.words);
  engine::Assessment assessment;
  std::size_t told = 0;
  for (const model::Check& check : scenario.checks) {
    while (told < check.entries) add(record, scenario.entries[told++]);
    const auto decided = on.engine.assess(record, check.at.last(), assessment);
    if (!decided) {
      const bool held = check.kind == model::Check::Kind::undecided && !check.negated;
      if (!held) result.failures.push_back({&check, "the case is undecided: " + decided.error().reason, {}});
      continue;
    }
    const Situation then{on.family, record, assessment, check.at.last()};
    if (!scenarios::holds(check, then)) result.failures.push_back({&check, found_instead(check, then), assessment});
  }
  return result;
}

const engine::PolicyCoverage* ScenarioRunner::coverage(std::size_t family, std::size_t version) const {
  const auto bench = benches_.find({family, version});
  if (bench == benches_.end()) return nullptr;
  return &bench->second->coverage.of(bench->second->family.versions.front());
}

}  // namespace engage::scenarios
