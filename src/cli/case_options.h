#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/case_run.h"
#include "cli/error.h"

namespace CLI {
class App;
}

namespace engage::cli {

// The options by which a command names policies, the cases to hold against them, and an instant.
struct CaseOptions {
  std::vector<std::string> policies;  // the command adds them
  std::vector<std::string> cases;
  std::string events, source, as_of, known_on, repeats;

  void add_to(CLI::App& app);
  // Files, instant and `known_on` of a run; the rest is the command's.
  Expected<CaseRunOptions> read() const;
  // Says which day it is where none was named.
  void tell_today(Instant instant) const;
};

// What --as-of names: the last minute of a date, or that of a date and a time. Empty: of today.
Expected<Instant> read_as_of(std::string_view text);

}  // namespace engage::cli
