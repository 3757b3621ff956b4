#pragma once

#include <optional>

#include "syntax/forms.h"
#include "syntax/lines.h"
#include "text/diagnostic.h"
#include "text/source.h"

namespace engage::syntax {

// The patch of a line's first fault and, where it shows another fault in the line, that one's patch too,
// as one change after which the line has no fault. None where some fault has no patch.
std::optional<Patch> mend_line(Place place, const Line& line, const Source& source, const Patch& first);

}  // namespace engage::syntax
