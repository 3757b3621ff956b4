#include "report/layout.h"

#include <algorithm>

namespace engage::report {

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  }));
}

std::vector<std::string_view> wrap(std::string_view text, std::size_t columns) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t line_end = text.find('\n');
    std::string_view rest = text.substr(0, line_end);
    while (width(rest) > columns) {
      // The last space that ends a line which fits, else the first one.
      std::size_t cut = kNone;
      for (std::size_t space = rest.find(' '); space != kNone; space = rest.find(' ', space + 1)) {
        if (cut != kNone && width(rest.substr(0, space)) > columns) break;
        cut = space;
      }
      if (cut == kNone) break;
      lines.push_back(rest.substr(0, cut));
      rest.remove_prefix(cut + 1);
    }
    lines.push_back(rest);
    if (line_end == kNone) return lines;
    text.remove_prefix(line_end + 1);
  }
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

std::string counted(std::uint64_t count, std::string_view thing) {
  std::string words = std::to_string(count) + " ";
  words += thing;
  if (count != 1) words += 's';
  return words;
}

}  // namespace engage::report
