#include "form/layout.h"

#include <algorithm>

namespace engage::form {

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

std::vector<std::string_view> wrap(std::string_view text, std::size_t columns) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::vector<std::string_view> lines;
  std::size_t begin = 0;      // of the line
  std::size_t taken = 0;      // its columns so far
  std::size_t space = kNone;  // where it can be broken: the last space that ends a line which fits, else the first one
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ' && (space == kNone || taken <= columns)) space = i;
    std::size_t end = kNone;
    if (text[i] == '\n') {
      end = i;
    } else {
      taken += width(text.substr(i, 1));
      if (taken > columns) end = space;
    }
    if (end == kNone) continue;
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
    i = end;  // goes on behind it: no more than a line is looked at again
    taken = 0;
    space = kNone;
  }
  lines.push_back(text.substr(begin));
  return lines;
}

void append_padded(std::string& out, std::string_view text, std::size_t columns) {
  out += text;
  const std::size_t taken = width(text);
  if (taken < columns) out.append(columns - taken, ' ');
}

void append_wrapped(std::string& out, std::string_view text, std::size_t indent, std::size_t columns) {
  bool first = true;
  for (const std::string_view line : wrap(text, columns)) {
    if (!first) {
      out += '\n';
      out.append(indent, ' ');
    }
    first = false;
    out += line;
  }
}

}  // namespace engage::form
