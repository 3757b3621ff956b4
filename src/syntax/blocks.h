#pragma once

#include <vector>

#include "syntax/lines.h"
#include "syntax/tree.h"
#include "text/diagnostic.h"
#include "text/source.h"

namespace engage::syntax {

// Reads the lines of a file into statements and their blocks, as the indentation says.
std::vector<Statement> read_blocks(const Sources& sources, FileId file, const std::vector<Line>& lines,
                                   Diagnostics& diagnostics);

}  // namespace engage::syntax
