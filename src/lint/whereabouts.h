#pragma once

#include <string>

#include "syntax/tree.h"
#include "text/source.h"

namespace engage::lint {

// Where a place of a policy lies, in words that stay when lines move: the declarations and blocks around it and
// its own line, as in "policy entry / stage outreach / step call / only if not in_hospital". What has
// a name goes by that name, all else by its text with single spaces. Empty outside of every statement.
std::string whereabouts(const Source& source, const syntax::File& file, Span span);

}  // namespace engage::lint
