#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assess.h"
#include "cases/findings.h"
#include "cases/read_json.h"
#include "cases/read_table.h"

namespace engage::fuzz {

// What became of one case.
struct Outcome {
  std::string id;
  std::uint64_t line = 0;
  std::vector<std::string> faults;
  std::vector<std::string> ignored;
  std::size_t entries = 0, repeats = 0;
  Answer answer;  // of a case without faults
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

// Reads cases for counselling() and assesses them as of kAsOf.
class Reading {
 public:
  explicit Reading(std::string_view input);

  Outcome read(const cases::RawCase& raw);
  Outcome read(const cases::TableCases& tables, std::size_t index);

 private:
  Outcome outcome(std::uint64_t line);

  std::string_view input_;
  cases::JsonReader json_;
  cases::TimeZones no_zones_;
  cases::TableReader tables_;
  cases::JsonCase case_;
  cases::Header header_;
  cases::Record record_;
  cases::Findings findings_;
  engine::Engine engine_;
};

}  // namespace engage::fuzz
