#pragma once

#include <vector>

#include "model/check_policy.h"
#include "syntax/tree.h"
#include "text/diagnostic.h"

// How the text of a policy is put together (language reference 4): its own lines, or those of another with its changes.
namespace engage::model {

// The lines of a policy that extends no other.
void add_policy(const std::vector<syntax::Statement>& lines, PolicyText& text, Diagnostics& diagnostics);

// The lines of a policy that extends what `text` holds: heads in place of its heads, settings, words, and changes to the
// steps of its stages, in the order written.
void add_variant(const std::vector<syntax::Statement>& lines, PolicyText& text, Diagnostics& diagnostics);

}  // namespace engage::model
