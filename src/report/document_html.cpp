#include "report/document.h"

namespace engage::report {
namespace {

// Sizes in points and centimetres hold on either paper; nothing depends on colour.
constexpr std::string_view kStyle = R"(
  :root { color-scheme: light; }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1.2rem; color: #111; background: #fff;
         font: 1.05rem/1.5 Georgia, "Liberation Serif", "Times New Roman", serif; }
  h1, h2, h3, h4, th { font-family: "Segoe UI", "Liberation Sans", Arial, sans-serif; line-height: 1.25; }
  h1 { font-size: 1.9rem; margin: 0 0 1rem; }
  h2 { font-size: 1.35rem; margin: 2.2rem 0 .6rem; padding-top: .5rem; border-top: 2px solid #111; }
  h3 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; }
  p { margin: .5rem 0; }
  ol, ul { margin: .3rem 0 .6rem; padding-left: 1.8rem; }
  li { margin: .3rem 0; }
  main > ol > li { margin: .8rem 0; }
  ol ol { list-style-type: lower-alpha; }
  ol ol ol { list-style-type: lower-roman; }
  table { border-collapse: collapse; margin: .6rem 0; width: 100%; }
  th, td { border: 1px solid #666; padding: .3rem .5rem; text-align: left; vertical-align: top;
           overflow-wrap: anywhere; }
  th { background: #eee; font-size: .95rem; }
  @page { margin: 2cm; }
  @media print {
    body { max-width: none; margin: 0; padding: 0; font-size: 11pt; }
    h1, h2, h3, h4 { break-after: avoid; }
    li, tr { break-inside: avoid; }
    li:has(li) { break-inside: auto; }
    p { orphans: 3; widows: 3; }
    thead { display: table-header-group; }
  }
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
  for (const char c : text) {
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
  std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<title>" + escaped_xml(title) + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n";
  out += "<body>\n<main>\n";
  Writer(out).blocks(document.blocks, 0);
  out += "</main>\n</body>\n</html>\n";
  return out;
}

}  // namespace engage::report
