#include <algorithm>

#include "report/document.h"

namespace engage::report {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & '\x80') != 0;
}

// What would be markup is escaped, so that a title reads as it was written.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool inside_word = i > 0 && i + 1 < text.size() && is_word(text[i - 1]) && is_word(text[i + 1]);
    const bool marks = std::string_view("\\`*[]<>|~&$").find(c) != std::string_view::npos || (c == '_' && !inside_word);
    const bool begins_block = out.empty() && std::string_view("#+-=").find(c) != std::string_view::npos;
    const bool numbers_item = (c == '.' || c == ')') && i > 0 && i <= 9 &&
                              std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(i),
                                          [](char d) { return d >= '0' && d <= '9'; });
    if (marks || begins_block || numbers_item) out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string led(const std::string& lead, const std::string& text) {
  if (lead.empty()) return escaped(text);
  return "**" + escaped(lead) + "**" + (text.empty() ? "" : " " + escaped(text));
}

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void blocks(const std::vector<Block>& blocks, std::size_t indent) {
    for (const Block& block : blocks) {
      if (!out_.empty()) out_ += '\n';
      std::visit([&](const auto& node) { write(node, indent); }, block.node);
    }
  }

 private:
  void line(std::size_t indent, std::string_view text) {
    out_.append(indent, ' ');
    out_ += text;
    out_ += '\n';
  }

  void write(const Heading& heading, std::size_t indent) {
    line(indent, std::string(static_cast<std::size_t>(heading.level), '#') + " " + escaped(heading.text));
  }
  void write(const Paragraph& paragraph, std::size_t indent) { line(indent, led(paragraph.lead, paragraph.text)); }
  void write(const List& list, std::size_t indent) {
    int number = 0;
    for (const Item& item : list.items) {
      const std::string mark = list.numbered ? std::to_string(++number) + ". " : "- ";
      line(indent, mark + led(item.lead, item.text));
      inside(item.below, indent + mark.size());
    }
  }
  // A list follows its item at once; after anything else comes an empty line.
  void inside(const std::vector<Block>& blocks, std::size_t indent) {
    for (const Block& block : blocks) {
      if (!std::holds_alternative<List>(block.node)) out_ += '\n';
      std::visit([&](const auto& node) { write(node, indent); }, block.node);
    }
  }
  void write(const Table& table, std::size_t indent) {
    row(table.head, indent);
    std::string rule = "|";
    for (std::size_t i = 0; i < table.head.size(); ++i) rule += " --- |";
    line(indent, rule);
    for (const std::vector<std::string>& cells : table.rows) row(cells, indent);
  }
  void row(const std::vector<std::string>& cells, std::size_t indent) {
    std::string text = "|";
    for (const std::string& cell : cells) text += " " + escaped(cell) + " |";
    line(indent, text);
  }

  std::string& out_;
};

}  // namespace

std::string markdown(const Document& document) {
  std::string out;
  Writer(out).blocks(document.blocks, 0);
  return out;
}

}  // namespace engage::report
