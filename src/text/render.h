#pragma once

#include <span>
#include <string>
#include <string_view>

#include "text/diagnostic.h"
#include "text/source.h"

// Diagnostics as people read them.
namespace engage {

struct RenderOptions {
  enum class Style : std::uint8_t {
    full,     // the source line with the place marked below it
    concise,  // a line each: file:line:col: error[E201]: message
    plain     // sentences, nothing drawn: for screen readers
  } style = Style::full;
  bool colour = false;  // ANSI, in full and concise
  int width = 120;      // columns; longer source lines are cut around the marked place
};

std::string_view name(Severity severity);  // "error"

// Each ends with a newline.
std::string render(const Diagnostic& diagnostic, const Sources& sources, const RenderOptions& options = {});
// All of them, parted by an empty line where a diagnostic has more than one.
std::string render(std::span<const Diagnostic> diagnostics, const Sources& sources, const RenderOptions& options = {});

// "3 errors, 1 warning in 2 files"; empty when there is nothing to count.
std::string summary(std::span<const Diagnostic> diagnostics);

}  // namespace engage
