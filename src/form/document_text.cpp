#include "form/document.h"
#include "form/layout.h"
#include "text/visible.h"

namespace engage::form {
namespace {

constexpr std::size_t kColumns = 100;

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void blocks(const std::vector<Block>& blocks, std::size_t indent) {
    for (const Block& block : blocks) {
      if (indent == 0 && !out_.empty()) out_ += '\n';
      std::visit([&](const auto& node) { write(node, indent); }, block.node);
    }
  }

 private:
  // The mark of an item stands before its first line.
  void wrapped(std::size_t indent, std::string_view mark, std::string_view text) {
    out_.append(indent, ' ');
    out_ += mark;
    indent += mark.size();
    append_wrapped(out_, text, indent, kColumns - indent);
    out_ += '\n';
  }
  static std::string led(const std::string& lead, const std::string& text) {
    return visible(lead.empty() || text.empty() ? lead + text : lead + " " + text);
  }

  void write(const Heading& heading, std::size_t indent) {
    const std::string text = visible(heading.text);
    wrapped(indent, "", text);
    if (heading.level <= 2) out_ += std::string(width(text), heading.level == 1 ? '=' : '-') + "\n";
  }
  void write(const Paragraph& paragraph, std::size_t indent) {
    wrapped(indent, "", led(paragraph.lead, paragraph.text));
  }
  void write(const List& list, std::size_t indent) {
    int number = 0;
    for (const Item& item : list.items) {
      const std::string mark = list.numbered ? std::to_string(++number) + ". " : "- ";
      wrapped(indent, mark, led(item.lead, item.text));
      blocks(item.below, indent + mark.size());
    }
  }
  // A row is an item: its first cell, and the others below with their heads.
  void write(const Table& table, std::size_t indent) {
    for (const std::vector<std::string>& cells : table.rows) {
      wrapped(indent, "- ", visible(cells.front()));
      for (std::size_t i = 1; i < cells.size(); ++i) {
        if (!cells[i].empty()) wrapped(indent + 2, "", visible(table.head[i] + ": " + cells[i]));
      }
    }
  }

  std::string& out_;
};

}  // namespace

std::string plain_text(const Document& document) {
  std::string out;
  Writer(out).blocks(document.blocks, 0);
  return out;
}

}  // namespace engage::form
