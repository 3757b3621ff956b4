#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/source.h"

namespace engage::lint {

struct CodeWritten {
  std::string_view id;
  Span span;
};

// A comment to lint, as written.
struct AllowComment {
  std::vector<CodeWritten> codes;
  std::string_view because;  // empty: no reason is given
};

struct NotReadable {
  std::string expected;  // "`allow`"
  Span at;
};

// None: the comment is not for lint. `span` is that of the comment, from its `#`.
std::optional<std::expected<AllowComment, NotReadable>> read_allow_comment(std::string_view text, Span span);

}  // namespace engage::lint
