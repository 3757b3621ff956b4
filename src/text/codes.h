#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace engage {

enum class Severity : std::uint8_t { error, warning, advice };

// Every fault the program can find in a policy file has a permanent code. The list is codes.def:
// E1xx text and syntax, E2xx names and meaning, E3xx calendars, E4xx time and flow, L... advice.
enum class Code : std::uint16_t {
#define ENGAGE_CODE(id, severity, summary) id,
#include "text/codes.def"
#undef ENGAGE_CODE
};

struct CodeInfo {
  Code code;
  std::string_view id;  // "E201"
  Severity severity;
  std::string_view summary;  // one plain sentence in lower case without full stop
};

const CodeInfo& info(Code code);
std::span<const CodeInfo> all_codes();
std::optional<Code> find_code(std::string_view id);

}  // namespace engage
