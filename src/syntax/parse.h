#pragma once

#include "syntax/tree.h"
#include "text/diagnostic.h"
#include "text/source.h"

namespace engage::syntax {

// Reads one file, line by line: a line that cannot be read is reported and stands as Damaged in
// the tree, and the next is unharmed. The tree keeps the order and nesting of the lines; statements
// stand only where the language allows them (a misplaced one is reported and left out). Always
// returns what could be read; it is fit for use when `diagnostics` got no error.
File parse(const Sources& sources, FileId file, Diagnostics& diagnostics);

}  // namespace engage::syntax
