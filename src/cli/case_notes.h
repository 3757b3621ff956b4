#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"
#include "engine/case_report.h"
#include "engine/left_aside.h"
#include "model/check.h"

namespace engage::cli {

// What a run has to say of its cases once, on standard error.

// Names that are not known, and cells that their columns cannot have.
void tell_left_aside(const engine::LeftAside& left_aside, const model::Program& program);

// Entries that were not looked at, with the first few of their cases. Cases are added in the order of the input.
class EntryNotes {
 public:
  void add(std::string_view id, const engine::EntryCounts& counts);
  void tell(Instant as_of) const;

 private:
  struct Noted {
    std::uint64_t entries = 0, cases = 0;
    std::vector<std::string> ids;  // of the first cases
  };
  static void add(Noted& noted, std::string_view id, std::uint32_t count);
  static std::string of_cases(const Noted& noted);

  Noted repeats_, later_, not_done_, retracted_, midnights_;
};

}  // namespace engage::cli
