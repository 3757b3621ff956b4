#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "syntax/tree.h"
#include "text/source.h"

namespace engage::syntax {

// The text of a file in the one layout that everybody uses: blocks indented by 2, one space between
// words, single empty lines. Words, texts and comments stay as they are written, and so do the byte
// order mark and the kind of line ending that the file begins with. The file is one that was parsed
// without an error.
std::string print(const Source& source, const File& file);

// The words, texts and marks of one line, without its comment, one space between them, as in `a, (b and c)`.
std::string printed_line(std::string_view line);

// The same, held to its promises: the result says the same as the file, and printing it again changes
// nothing. None where it does not, which would be a fault of this program.
std::optional<std::string> print_checked(const Source& source, const File& file);

}  // namespace engage::syntax
