#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "text/diagnostic.h"
#include "text/source.h"

namespace engage::report {

// A finding that is not told, and why.
struct Suppressed {
  enum class By : std::uint8_t { comment, baseline } by = By::comment;
  Diagnostic finding;
  std::string because;  // may be empty
};

struct SarifRun {
  std::span<const Diagnostic> findings;
  std::span<const Suppressed> suppressed;
  std::string_view version;                                   // of this program
  std::function<std::string(Code)> page;                      // Markdown on a code
  std::function<std::string(const Diagnostic&)> whereabouts;  // words that stay when lines move
};

// One log of the Static Analysis Results Interchange Format 2.1.0 (OASIS). Columns are characters.
std::string sarif(const SarifRun& run, const Sources& sources);

}  // namespace engage::report
