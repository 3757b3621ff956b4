#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cases/record.h"
#include "engine/assessment.h"
#include "model/policy.h"
#include "report/due/case_writer.h"
#include "text/source.h"

namespace engage::report {

// A small policy of one file, `p.engage`, and cases held against it, built by hand.
//
//   version 1: stages outreach, closing; steps
//     0 first   line 0 call, line 1 any of (text, mail, visit), clause "step 2", note
//     1 consult (escalation two_weeks to supervisor): line 0 consult
//     2 letter  line 0 mail
//   version 2: the same
struct Fixture {
  Fixture();

  Sources sources;
  std::vector<model::Family> families;
  cases::Record record;
  engine::Assessment assessment;
  std::vector<std::string> reasons{"`on` is not a date", "the fact \"age\" is twelve"};
  Context context;

  const model::Policy& policy() const { return families[0].versions[0]; }
  engine::Opening opening(model::StepId step, std::uint32_t number = 1) const { return {&policy(), step, number}; }
  engine::OwedAction owed(model::StepId step, std::uint8_t line) const;
  // An assessment with something under every key.
  void fill();
  CaseReport assessed() { return {"C-1", 3, "cases.jsonl", families.data(), &record, &assessment, nullptr}; }
  CaseReport rejected(std::string_view id) const {
    return {id, 17, "cases.jsonl", nullptr, nullptr, nullptr, &reasons};
  }
};

// The writer of a format for a run of these cases.
std::unique_ptr<CaseWriter> writer(std::string_view format, const Fixture& fixture);

Date day(std::string_view text);
// "2026-01-14" or "2026-01-14T08:00"
Instant at(std::string_view text);

}  // namespace engage::report
