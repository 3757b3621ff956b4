#pragma once

#include <string_view>

#include "syntax/lines.h"
#include "syntax/match.h"
#include "text/diagnostic.h"
#include "text/source.h"

// The words for lines that cannot be read.
namespace engage::syntax {

// A line of a known form that the grammar could not read to its end.
void report_mismatch(Form form, const Match& match, const Line& line, const Source& source, FileId file,
                     Diagnostics& diagnostics);

// A line whose first word begins no line in this place; elsewhere it may.
void report_unknown(Place place, const Line& line, const Source& source, FileId file, Diagnostics& diagnostics);
void report_misplaced(Form form, Place place, const Line& line, const Source& source, FileId file,
                      Diagnostics& diagnostics);

}  // namespace engage::syntax
