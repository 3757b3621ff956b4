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
  .sign ul { list-style: none; padding: 0; }
  .sign li { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: 0; break-inside: avoid; }
  .sign span { flex: 1 1 11rem; height: 2.9rem; padding-top: 1.7rem; border-bottom: 1px solid var(--ink); }
  .sign .date { flex: 1 1 7rem; }
  @media print {
    .sign { break-inside: avoid; }
    .sign li { flex-wrap: nowrap; }
    .sign span { flex: 3 1 0; height: 34pt; padding-top: 18pt; }
    .sign .date { flex: 2 1 0; }
  }
)";

constexpr int kSigners = 3;

// Lines for a pen: who agreed to what, as what, and when.
std::string places_to_sign(std::string_view edition) {
  std::string out =
      "<section class=\"sign\">\n<h2>Signed off</h2>\n<p>Read and agreed: " + escaped_xml(edition) + ".</p>\n";
  out += "<ul>\n";
  for (int i = 0; i < kSigners; ++i) {
    out +=
        "  <li><span>Name:</span> <span>Role:</span> <span>Signature:</span> <span class=\"date\">Date:</span></li>\n";
  }
  return out + "</ul>\n</section>\n";
}

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
      line(depth + 1, "<li>");
      line(depth + 2, "<p>" + led(item.lead, item.text) + "</p>");
      blocks(item.below, depth + 2);
      line(depth + 1, "</li>");
    }
    line(depth, "</" + tag + ">");
  }
  void write(const Table& table, std::size_t depth) {
    line(depth, R"(<div class="wide" role="group" aria-label="Table" tabindex="0">)");
    line(depth, "<table>");
    line(depth + 1, "<thead>");
    row(table.head, "<th scope=\"col\">", "</th>", depth + 2);
    line(depth + 1, "</thead>");
    line(depth + 1, "<tbody>");
    for (const std::vector<std::string>& cells : table.rows) row(cells, "<td>", "</td>", depth + 2);
    line(depth + 1, "</tbody>");
    line(depth, "</table>");
    line(depth, "</div>");
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

std::string html(const Document& document, std::string_view edition) {
  std::string title;
  for (const Block& block : document.blocks) {
    const auto* heading = std::get_if<Heading>(&block.node);
    if (heading && heading->level == 1) title = heading->text;
  }
  std::string body;
  Writer(body).blocks(document.blocks, 0);
  if (!edition.empty()) body += places_to_sign(edition);
  return page({title, edition.empty() ? title : std::string(edition), std::string(kStyle), body});
}

}  // namespace engage::form
