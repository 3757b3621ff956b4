#pragma once

#include <string_view>

#include "syntax/tree.h"
#include "text/source.h"

namespace engage::syntax {

// What a comment says, from its `#` on, without the blanks that end its line.
std::string_view comment_text(const Source& source, const Comment& comment);

// Whether two files say the same: equal statements in equal blocks, and the same comments, each beside
// or before the same statement. Where things stand in the text makes no difference.
bool say_the_same(const Source& left_source, const File& left, const Source& right_source, const File& right);

}  // namespace engage::syntax
