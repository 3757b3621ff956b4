#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/visible.h"  // what is laid out was made visible before

// Text in columns, for people.
namespace engage::form {

// How many columns a text takes: one a character (code point).
std::size_t width(std::string_view text);

// Broken at spaces and line ends into lines of at most `columns`; a longer word has a line of its own,
// uncut. An empty text has one empty line.
std::vector<std::string_view> wrap(std::string_view text, std::size_t columns);

// The text and spaces up to `columns`.
void append_padded(std::string& out, std::string_view text, std::size_t columns);

// The text wrapped at `columns`, each line but the first indented.
void append_wrapped(std::string& out, std::string_view text, std::size_t indent, std::size_t columns);

}  // namespace engage::form
