#pragma once

#include <optional>
#include <string_view>

#include "syntax/match.h"
#include "syntax/tree.h"
#include "text/diagnostic.h"

namespace engage::syntax {

// Makes the statement of a line that the grammar has read. Nothing, with a report, when a value in
// it cannot be: a day that there is not, a duration too long, a number out of its range.
std::optional<Node> build(Form form, const Match& match, std::string_view text, FileId file, Diagnostics& diagnostics);

}  // namespace engage::syntax
