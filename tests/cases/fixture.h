#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cases/findings.h"
#include "cases/read_json.h"
#include "cases/record.h"
#include "cases/split.h"
#include "model/policy.h"

namespace engage::cases {

// A small family of policies, made by hand: a word of every kind and type.
model::Family counselling();

// One case as it comes out of a reader; what is read from texts stays with it.
struct ReadCase {
  std::string id;
  std::string log;    // "2026-01-05 referral_assigned; 2026-01-06T10:15 call_main risk=high; …"
  std::string facts;  // those that are known: "risk=low spoken_language=English"
  std::string assignees;
  std::vector<std::string> faults;
  std::vector<std::string> ignored;
  std::vector<std::string> misfits;  // "risk purple", "event cal_main"
  std::string counts;                // "repeats 1 later 2"; those that are not zero
  std::string file;                  // of a table
  std::uint64_t line = 0;
};

// Ways to read.
ReadOptions with(Repeats repeats);
ReadOptions strictly();
ReadOptions known_on(int year, int month, int day);

ReadCase shown(const model::Family& family, const Record& record, const Findings& findings);
ReadCase read(std::string_view json, const ReadOptions& options = {}, const TimeZone* zone = nullptr);

// The cases of a file, fed in blocks of `block` bytes.
struct SplitCase {
  std::string bytes;
  std::uint64_t line = 0;
  std::string fault;
  friend bool operator==(const SplitCase&, const SplitCase&) = default;
};
void PrintTo(const SplitCase& c, std::ostream* out);
std::vector<SplitCase> split(std::string_view file, std::size_t block = 1 << 20,
                             Splitter::Form form = Splitter::Form::by_content);

}  // namespace engage::cases
