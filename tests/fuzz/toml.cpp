#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "hold.h"
#include "lint/baseline.h"
#include "lint/config.h"
#include "targets.h"
#include "text/codes.h"

namespace engage::fuzz {
namespace {

using Faults = std::vector<TomlFault>;

void hold_places(const Faults& faults, std::string_view input) {
  const auto lines = static_cast<std::uint64_t>(std::count(input.begin(), input.end(), '\n')) + 1;
  HOLD(!faults.empty(), input);
  for (const TomlFault& fault : faults) {
    HOLD(!fault.message.empty(), input);
    HOLD(fault.line >= 1 && fault.line <= lines, input);
    HOLD(fault.column >= 1 && fault.column <= input.size() + 1, input);
  }
  HOLD(std::is_sorted(faults.begin(), faults.end(),
                      [](const TomlFault& a, const TomlFault& b) {
                        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
                      }),
       input);
}

}  // namespace

// A configuration is read or told to be wrong at places in it, and each file has its ratings. A baseline that can
// be read is read again from what it writes.
void hold_toml(std::string_view input) {
  if (const auto config = lint::read_config(input)) {
    for (const char* path : {"a.engage", "", "drafts/old/b.engage", "aaaaaaaaaaaaaaaaaaaa/aaaaaaaaaaaaaaaaaaaab"}) {
      const lint::Rating rating = config->rating(path, {});
      for (const CodeInfo& code : all_codes()) {
        if (!code.id.starts_with('E')) continue;
        const auto known = find_code(code.id);
        HOLD(known && rating.of(*known) == Severity::error, input);
      }
    }
  } else {
    hold_places(config.error(), input);
  }
  if (const auto baseline = lint::Baseline::read(input)) {
    const std::string written = baseline->write();
    const auto again = lint::Baseline::read(written);
    HOLD(again && again->write() == written && again->size() == baseline->size(), input);
  } else {
    hold_places(baseline.error(), input);
  }
}

}  // namespace engage::fuzz
