#include "form/document.h"
#include "text/visible.h"

namespace engage::form {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & '\x80') != 0;
}

// Whether the character would be markup where it stands: of a line, a block, a heading's end or a bare address.
bool is_markup(std::string_view text, std::size_t at) {
  const char c = text[at];
  const std::string_view before = text.substr(0, at);
  switch (c) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '{':
    case '}':
    case '|':
    case '~':
    case '$': return true;
    case '_': return before.empty() || at + 1 == text.size() || !is_word(before.back()) || !is_word(text[at + 1]);
    case '+':
    case '-':
    case '=': return before.empty();
    case '#': return before.empty() || before.back() == ' ' || before.back() == '#';
    case ':': return text.substr(at).starts_with("://");
    case ')':
    case '.': {
      if (c == '.' && (before.ends_with("www") || before.ends_with("WWW"))) return true;
      const bool number = before.find_first_not_of("0123456789") == before.npos;
      return number && !before.empty() && before.size() <= 9;
    }
    default: return false;
  }
}

// So that a title reads as it was written. HTML is kept out by entities: not every Markdown takes a backslash there.
std::string escaped(std::string_view written) {
  const std::string text = visible_on_page(written);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] == '\n' ? ' ' : text[i];
    const bool outermost = i == 0 || i + 1 == text.size();
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case ' ': out += outermost ? "&#32;" : " "; break;  // else code begins, or a line ends
      case '\t': out += "&#9;"; break;
      default:
        if (is_markup(text, i)) out += '\\';
        out += c;
    }
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

}  // namespace engage::form
