#include "text/toml.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace engage {
namespace {

struct NotToml {};

bool may_begin_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '"' || c == '\'';
}

// The line of a table whose name begins as none may.
TomlFault nameless_table(std::string_view text) {
  for (std::uint32_t line = 1; !text.empty(); ++line) {
    const std::string_view whole = text.substr(0, text.find('\n'));
    const std::size_t bracket = whole.find_first_not_of(" \t");
    if (bracket != whole.npos && whole[bracket] == '[') {
      const std::size_t name = whole.find_first_not_of(" \t[", bracket);
      if (name != whole.npos && !may_begin_name(whole[name])) {
        return {line, static_cast<std::uint32_t>(name + 1), "no name of a table begins so"};
      }
    }
    text.remove_prefix(std::min(whole.size() + 1, text.size()));
  }
  return {1, 1, "this is not TOML"};
}

}  // namespace

void not_toml() { throw NotToml(); }

std::expected<toml::table, TomlFault> read_toml(std::string_view text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    return std::unexpected(TomlFault{at.line, at.column, std::string(error.description())});
  } catch (const NotToml&) {
    return std::unexpected(nameless_table(text));
  }
}

}  // namespace engage
