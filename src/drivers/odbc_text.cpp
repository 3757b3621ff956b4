#include "drivers/odbc_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "text/visible.h"

namespace engage::drivers {
namespace {

constexpr std::uint32_t kFirstOfPairs = 0x10000;
constexpr std::uint32_t kReplacement = 0xFFFD;

void append_utf8(std::string& out, std::uint32_t code) {
  const auto rest = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    rest(0);
  } else if (code < kFirstOfPairs) {
    out += static_cast<char>(0xE0 | (code >> 12));
    rest(6);
    rest(0);
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    rest(12);
    rest(6);
    rest(0);
  }
}

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const std::size_t first = low.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return low.substr(first, low.find_last_not_of(' ') + 1 - first);
}

}  // namespace

std::optional<std::u16string> wide(std::string_view text) {
  std::u16string units;
  units.reserve(text.size());
  while (!text.empty()) {
    const Character character = first_character(text);
    if (character.bytes == 0) return std::nullopt;
    if (character.code < kFirstOfPairs) {
      units += static_cast<char16_t>(character.code);
    } else {
      const std::uint32_t beyond = character.code - kFirstOfPairs;
      units += static_cast<char16_t>(0xD800 + (beyond >> 10));
      units += static_cast<char16_t>(0xDC00 + (beyond & 0x3FF));
    }
    text.remove_prefix(character.bytes);
  }
  return units;
}

void append_narrow(std::string& out, std::u16string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint32_t unit = text[at];
    if (unit < 0xD800 || unit > 0xDFFF) {
      append_utf8(out, unit);
    } else if (unit < 0xDC00 && at + 1 < text.size() && text[at + 1] >= 0xDC00 && text[at + 1] <= 0xDFFF) {
      append_utf8(out, kFirstOfPairs + ((unit - 0xD800) << 10) + (text[++at] - 0xDC00u));
    } else {
      append_utf8(out, kReplacement);
    }
  }
}

bool holds_password(std::string_view connection) {
  while (!connection.empty()) {
    const std::size_t equals = connection.find('=');
    if (equals == connection.npos) return false;
    const std::string name = lowered(connection.substr(0, equals));
    if (name.ends_with("pwd") || name.ends_with("password") || name.ends_with("token") || name.ends_with("secret")) {
      return true;
    }
    connection.remove_prefix(equals + 1);
    std::size_t end = 0;
    if (connection.starts_with('{')) {  // up to a brace that is not doubled
      end = 1;
      while (end < connection.size() && (connection[end] != '}' || connection.substr(end, 2) == "}}")) {
        end += connection[end] == '}' ? 2u : 1u;
      }
    }
    end = connection.find(';', std::min(end, connection.size()));
    connection.remove_prefix(end == connection.npos ? connection.size() : end + 1);
  }
  return false;
}

bool is_many_commands(std::string_view sql) {
  for (std::size_t at = 0; at < sql.size(); ++at) {
    const char c = sql[at];
    std::string_view closing;
    if (c == '\'' || c == '"' || c == '`') {
      closing = sql.substr(at, 1);
    } else if (c == '[') {
      closing = "]";
    } else if (sql.substr(at, 2) == "--") {
      closing = "\n";
    } else if (sql.substr(at, 2) == "/*") {
      closing = "*/";
      ++at;
    } else if (c == ';' && sql.find_first_not_of(" \t\r\n;", at) != sql.npos) {
      return true;
    }
    if (closing.empty()) continue;
    at = std::min(sql.find(closing, at + 1), sql.size());
    if (at < sql.size()) at += closing.size() - 1;
  }
  return false;
}

}  // namespace engage::drivers
