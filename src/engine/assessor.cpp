#include "engine/assessor.h"

#include <fmt/format.h>

#include "text/near.h"

namespace engage::engine {

Assessor::Assessor(std::span<const model::Family> families, const cases::TimeZones& zones, Instant as_of,
                   const cases::ReadOptions& options)
    : as_of_(as_of), options_(options) {
  for (const model::Family& family : families) {
    const cases::TimeZone* zone = zone_of(family, zones);
    desks_.push_back(std::make_unique<Desk>(
        Desk{&family, cases::JsonReader(family, zone), cases::TableReader(family, zone, zones), Engine(family)}));
  }
}

void Assessor::read_header(cases::Header& header) {
  if (input_.json) json_.read_header(header);
  else input_.tables->read_header(input_.index, header);
}

// False, with the faults, when the record cannot be read.
bool Assessor::read(Desk& desk) {
  record_.clear();
  findings_.clear();
  if (input_.json) desk.json.read(json_, options_, record_, findings_);
  else desk.tables.read(*input_.tables, input_.index, options_, record_, findings_);
  return findings_.faults.empty();
}

Assessor::Desk* Assessor::choose(std::string_view policy) {
  if (policy.empty()) {
    faults_.push_back("`policy` is empty");
    return nullptr;
  }
  std::vector<std::string_view> names;
  for (const auto& desk : desks_) {
    if (desk->family->name == policy) return desk.get();
    names.push_back(desk->family->name);
  }
  faults_.push_back(with_near(fmt::format("no policy called `{}` was given", policy), policy, names));
  return nullptr;
}

// Whether the policy is surely not for a record of which it could read but a part.
bool Assessor::refuses(Desk& desk) {
  const cases::Doubt& doubt = findings_.doubt;
  if (doubt.everything) return false;
  for (const model::FactId fact : doubt.facts) {
    record_.facts[fact] = model::Value::unknown();
    for (cases::Change& change : record_.changes) {
      if (change.fact == fact) change.value = model::Value::unknown();
    }
  }
  const auto answer = desk.engine.applies(record_, as_of_);
  return answer && answer->refused && (answer->by_facts || !doubt.log);
}

// A case that names no policy belongs to the one policy given whose `applies when` is true. One that a policy cannot
// read is handed to another only if it is surely not that policy's.
Assessor::Desk* Assessor::find_applying() {
  std::vector<Desk*> found;
  std::vector<std::string> refusals;
  for (const auto& desk : desks_) {
    if (!desk->family->named) continue;
    if (!read(*desk)) {
      std::vector<std::string> faults = findings_.faults;
      if (refuses(*desk)) {
        refusals.push_back(fmt::format("`{}` does not apply", desk->family->name));
        continue;
      }
      faults_.push_back(fmt::format(
          "the case names no policy, and it may belong to `{}`, which cannot read it: name the policy, or mend this",
          desk->family->name));
      std::move(faults.begin(), faults.end(), std::back_inserter(faults_));
      return nullptr;
    }
    const auto answer = desk->engine.applies(record_, as_of_);
    if (!answer) {
      refusals.push_back(fmt::format("`{}` cannot be decided: {}", desk->family->name, answer.error().reason));
    } else if (answer->applies) {
      found.push_back(desk.get());
    } else {
      std::string refusal = fmt::format("`{}` does not apply", desk->family->name);
      for (std::size_t i = 0; i < answer->unknown.size(); ++i) {
        refusal +=
            fmt::format("{}{}", i == 0 ? " (not recorded: " : ", ", desk->family->words.facts[answer->unknown[i]].name);
      }
      if (!answer->unknown.empty()) refusal += ")";
      refusals.push_back(std::move(refusal));
    }
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    faults_.push_back(
        fmt::format("the case names no policy, and it belongs to none of those given: {}", fmt::join(refusals, "; ")));
  } else {
    std::vector<std::string_view> names;
    for (const Desk* desk : found) names.push_back(desk->family->name);
    faults_.push_back(fmt::format("the case names no policy, and several apply: {}", fmt::join(names, ", ")));
  }
  return nullptr;
}

CaseReport Assessor::assess(const CaseInput& input, std::string_view file) {
  CaseReport report;
  faults_.clear();
  record_.clear();
  findings_.clear();
  input_ = input;
  if (input.json) json_.open(*input.json);
  Desk* desk = nullptr;
  if (desks_.size() == 1) {
    desk = desks_.front().get();
    const bool readable = read(*desk);
    report.id = record_.id;
    if (findings_.policy) {
      desk = choose(*findings_.policy);
      if (desk && !readable) faults_ = findings_.faults;
    } else if (!readable) {
      faults_ = findings_.faults;
    } else {
      desk = find_applying();
    }
  } else {
    cases::Header header;
    read_header(header);
    report.id = header.id;
    if (!header.faults.empty()) {
      faults_ = header.faults;
    } else {
      desk = header.policy ? choose(*header.policy) : find_applying();
    }
    if (desk && !read(*desk)) faults_ = findings_.faults;
  }
  left_aside_.add(findings_);
  report.entries = {findings_.repeats,   findings_.later,     findings_.not_done, findings_.planned,
                    findings_.cancelled, findings_.retracted, findings_.midnights};
  if (desk && faults_.empty()) {
    auto assessed = desk->engine.assess(record_, as_of_, assessment_);
    if (!assessed) faults_.push_back("undecided: " + assessed.error().reason);
  }
  report.line = input.json ? input.json->line : input.tables->line(input.index);
  report.file = input.json ? file : input.tables->file(input.index);
  if (!faults_.empty()) {
    report.rejected = &faults_;
    return report;
  }
  report.family = desk->family;
  report.record = &record_;
  report.assessment = &assessment_;
  return report;
}

}  // namespace engage::engine
