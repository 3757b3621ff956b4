#include "text/codes.h"

#include <array>

namespace engage {
namespace {

constexpr CodeInfo kCodes[] = {
#define ENGAGE_CODE(id, severity, summary) {Code::id, #id, Severity::severity, summary},
#include "text/codes.def"
#undef ENGAGE_CODE
};

}  // namespace

const CodeInfo& info(Code code) { return kCodes[static_cast<std::size_t>(code)]; }

std::span<const CodeInfo> all_codes() { return kCodes; }

std::optional<Code> find_code(std::string_view id) {
  for (const CodeInfo& code : kCodes) {
    if (code.id == id) return code.code;
  }
  return std::nullopt;
}

}  // namespace engage
