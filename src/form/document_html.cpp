#include "form/document.h"

#include "form/page.h"
#include "text/visible.h"

namespace engage::form {
namespace {

// Numbers within numbers are letters.
constexpr std::string_view kStyle = R"(
  main > ol > li { margin: .8rem 0; }
  ol ol { list-style-type: lower-alpha; }
  ol ol ol { list-style-type: lower-roman; }
)";

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void blocks(const std::vector<Block>& blocks, std::size_t depth) {
    for (const Block& block : blocks) std::visit([&](const auto& node) { write(node, depth); }, block.node);
  }

 private:
  void line(std::size_t depth, std::string_view text) {
    out_.append(2 * depth, ' ');
    out_ += text;
    out_ += '\n';
  }
  static std::string led(const std::string& lead, const std::string& text) {
    if (lead.empty()) return escaped_xml(text);
    return "<strong>" + escaped_xml(lead) + "</strong>" + (text.empty() ? "" : " " + escaped_xml(text));
  }

  void write(const Heading& heading, std::size_t depth) {
    const std::string tag = "h" + std::to_string(heading.level);
    line(depth, "<" + tag + ">" + escaped_xml(heading.text) + "</" + tag + ">");
  }
  void write(const Paragraph& paragraph, std::size_t depth) {
    line(depth, "<p>" + led(paragraph.lead, paragraph.text) + "</p>");
  }
  void write(const List& list, std::size_t depth) {
    const std::string tag = list.numbered ? "ol" : "ul";
    line(depth, "<" + tag + ">");
    for (const Item& item : list.items) {
      if (item.below.empty()) {
        line(depth + 1, "<li>" + led(item.lead, item.text) + "</li>");
        continue;
      }
      line(depth + 1, "<li>" + led(item.lead, item.text));
      blocks(item.below, depth + 2);
      line(depth + 1, "</li>");
    }
    line(depth, "</" + tag + ">");
  }
  void write(const Table& table, std::size_t depth) {
    line(depth, "<table>");
    line(depth + 1, "<thead>");
    row(table.head, "<th scope=\"col\">", "</th>", depth + 2);
    line(depth + 1, "</thead>");
    line(depth + 1, "<tbody>");
    for (const std::vector<std::string>& cells : table.rows) row(cells, "<td>", "</td>", depth + 2);
    line(depth + 1, "</tbody>");
    line(depth, "</table>");
  }
  void row(const std::vector<std::string>& cells, std::string_view open, std::string_view close, std::size_t depth) {
    std::string text = "<tr>";
    for (const std::string& cell : cells) text.append(open).append(escaped_xml(cell)).append(close);
    line(depth, text + "</tr>");
  }

  std::string& out_;
};

}  // namespace

std::string escaped_xml(std::string_view text) {
  std::string out;
  for (const char c : visible_on_page(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string html(const Document& document) {
  std::string title;
  for (const Block& block : document.blocks) {
    const auto* heading = std::get_if<Heading>(&block.node);
    if (heading && heading->level == 1) title = heading->text;
  }
  std::string body;
  Writer(body).blocks(document.blocks, 0);
  return page(title, kStyle, body);
}

}  // namespace engage::form
