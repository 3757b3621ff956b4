#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace engage::drivers {

// UTF-8 to what ODBC calls wide characters: UTF-16. Nothing where it is no UTF-8.
std::optional<std::u16string> wide(std::string_view text);

// And back, appended. Half a character, which no text has, becomes U+FFFD.
void append_narrow(std::string& out, std::u16string_view text);

// Whether a connection string holds a password: `PWD=`, `Password=`.
bool holds_password(std::string_view connection);

// Whether there is more than one command in a text, outside of quotes and comments.
bool is_many_commands(std::string_view sql);

}  // namespace engage::drivers
