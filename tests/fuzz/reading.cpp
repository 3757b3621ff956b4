#include "reading.h"

#include "counselling.h"
#include "hold.h"

namespace engage::fuzz {

Reading::Reading(std::string_view input)
    : input_(input),
      json_(counselling(), &newfoundland()),
      tables_(counselling(), &newfoundland(), no_zones_),
      engine_(counselling()) {}

Outcome Reading::read(const cases::RawCase& raw) {
  case_.open(raw);
  case_.read_header(header_);
  json_.read(case_, {}, record_, findings_);
  // The header promises what the reader finds.
  HOLD(header_.faults.empty() || !findings_.faults.empty(), input_);
  HOLD(!findings_.faults.empty() || (header_.id == record_.id && header_.policy == findings_.policy), input_);
  HOLD(raw.fault.empty() || !findings_.faults.empty(), input_);
  return outcome(raw.line);
}

Outcome Reading::read(const cases::TableCases& tables, std::size_t index) {
  tables.read_header(index, header_);
  tables_.read(tables, index, {}, record_, findings_);
  HOLD(header_.id == record_.id && header_.policy == findings_.policy, input_);
  HOLD(header_.faults.empty() || !findings_.faults.empty(), input_);
  return outcome(tables.line(index));
}

// A case is known by its id, or rejected; of one that is not, the log is in order of time.
Outcome Reading::outcome(std::uint64_t line) {
  Outcome outcome;
  outcome.id = record_.id;
  outcome.line = line;
  outcome.faults = findings_.faults;
  for (const cases::Ignored& ignored : findings_.ignored) outcome.ignored.emplace_back(ignored.name);
  HOLD(!outcome.id.empty() || !outcome.faults.empty(), input_);
  HOLD(record_.facts.size() == counselling().words.facts.size(), input_);
  if (!outcome.faults.empty()) return outcome;
  outcome.entries = record_.entries.size();
  outcome.repeats = findings_.repeats;
  outcome.answer = assess(engine_, record_, kAsOf, input_);
  return outcome;
}

}  // namespace engage::fuzz
