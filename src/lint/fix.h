#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"
#include "text/source.h"

namespace engage::lint {

// A file's text with some of its findings mended.
struct Mended {
  std::string text;
  std::vector<std::size_t> findings;  // by index into those given, in order of place
};

// Puts the patches of the file's findings into its text: all that do not touch one another, of two that
// do the one that begins first.
Mended mend(std::string_view text, FileId file, std::span<const Diagnostic> findings);

// Lines that cannot be read: those with a fault of text or syntax (E1...).
std::size_t unreadable_lines(const Source& source, FileId file, std::span<const Diagnostic> findings);

}  // namespace engage::lint
