#pragma once

#include <vector>

#include "syntax/lines.h"
#include "text/diagnostic.h"
#include "text/source.h"

namespace engage::syntax {

// Takes out the marks that a tool leaves where two edits met, and reports each place where it did: at its first mark,
// with the others beside it. Such a line says nothing else.
void take_out_merge_marks(std::vector<Line>& lines, const Source& source, FileId file, Diagnostics& diagnostics);

}  // namespace engage::syntax
