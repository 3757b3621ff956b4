#include <fmt/format.h>

#include "form/text_metrics.h"
#include "show/chart.h"
#include "text/visible.h"

// The chart for Graphviz: `dot -Tpdf`.
namespace engage::show {
namespace {

constexpr double kWidest = 230;

// Between quotation marks, where Graphviz knows escapes and entities.
std::string quoted_dot(std::string_view text) {
  std::string out;
  for (const char c : visible_on_page(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
    if (c == '&') out += "amp;";
  }
  return out;
}

// Lines end in \l, which sets them flush left.
std::string label(const ChartNode& node) {
  std::string text;
  for (const ChartLine& line : node.lines) {
    for (const std::string& piece : form::broken(line.text, kWidest, {12, line.strong}))
      text += quoted_dot(piece) + "\\l";
  }
  return text;
}

std::string_view style(ChartNode::Kind kind) {
  switch (kind) {
    case ChartNode::Kind::step: return "";
    case ChartNode::Kind::strand:
    case ChartNode::Kind::start:
    case ChartNode::Kind::reference: return " style=\"rounded,filled\" fillcolor=\"#e4e4e4\"";
    case ChartNode::Kind::question: return " shape=hexagon";
    case ChartNode::Kind::round: return " style=rounded";
    case ChartNode::Kind::interrupt: return " style=\"rounded,dashed\"";
    case ChartNode::Kind::escalation: return " penwidth=3";
    case ChartNode::Kind::hold: return " style=\"rounded,dotted\"";
    case ChartNode::Kind::outcome: return " peripheries=2";
  }
  return "";
}

void append_nodes(std::string& out, const ChartPart& part, std::size_t index, const std::vector<std::size_t>& nodes) {
  for (const std::size_t i : nodes) {
    out += fmt::format("    p{}n{} [label=\"{}\"{}]\n", index, i, label(part.nodes[i]), style(part.nodes[i].kind));
  }
}

}  // namespace

std::string chart_dot(const Chart& chart) {
  std::string out = fmt::format(
      "digraph {{\n  label=\"{}\" labelloc=t fontname=Helvetica\n  node [shape=box fontname=Helvetica fontsize=12]\n"
      "  edge [fontname=Helvetica fontsize=11]\n",
      quoted_dot(chart.title));
  for (std::size_t p = 0; p < chart.parts.size(); ++p) {
    const ChartPart& part = chart.parts[p];
    if (part.title.empty()) {
      out += "  {\n";
    } else {
      out += fmt::format("  subgraph cluster_p{} {{\n    label=\"{}\"\n", p, quoted_dot(part.title));
    }
    const std::vector<std::vector<std::size_t>> by_box = nodes_by_box(part);
    for (std::size_t box = 0; box < part.boxes.size(); ++box) {
      out += fmt::format("  subgraph cluster_p{}b{} {{\n    label=\"{}\"\n", p, box, quoted_dot(part.boxes[box]));
      append_nodes(out, part, p, by_box[box]);
      out += "  }\n";
    }
    append_nodes(out, part, p, by_box.back());
    for (const ChartArrow& arrow : part.arrows) {
      out += fmt::format("    p{0}n{1} -> p{0}n{2}", p, arrow.from, arrow.to);
      if (arrow.kind == ChartArrow::Kind::interrupt) out += " [style=dashed]";
      if (arrow.kind == ChartArrow::Kind::order) out += " [style=invis]";
      if (!arrow.label.empty()) out += fmt::format(" [label=\"{}\"]", quoted_dot(arrow.label));
      out += "\n";
    }
    out += "  }\n";
  }
  return out + "}\n";
}

}  // namespace engage::show
