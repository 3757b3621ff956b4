#include <fmt/format.h>

#include "show/chart.h"
#include "text/visible.h"

// The chart for Mermaid, which GitHub and many wikis draw.
namespace engage::show {
namespace {

// Mermaid knows entities by number, and takes little else for granted between quotation marks: it looks for
// directives (%%) in them, for formulas ($$), and for line ends written with a backslash.
std::string safe(std::string_view text) {
  std::string out;
  for (const char c : visible_on_page(text)) {
    if (c == '\n') {
      out += ' ';
    } else if (std::string_view("\"#&<>;`%$\\").find(c) != std::string_view::npos) {
      out += fmt::format("#{};", static_cast<int>(c));
    } else {
      out += c;
    }
  }
  return out;
}

std::string label(const ChartNode& node) {
  std::string text;
  for (const ChartLine& line : node.lines) {
    if (!text.empty()) text += "<br/>";
    text += line.strong ? "<b>" + safe(line.text) + "</b>" : safe(line.text);
  }
  return text;
}

struct Shape {
  std::string_view open, close, style;
};

Shape shape(ChartNode::Kind kind) {
  switch (kind) {
    case ChartNode::Kind::step: return {"[\"", "\"]", "step"};
    case ChartNode::Kind::strand:
    case ChartNode::Kind::start: return {"([\"", "\"])", "start"};
    case ChartNode::Kind::reference: return {"([\"", "\"])", "reference"};
    case ChartNode::Kind::question: return {"{{\"", "\"}}", "question"};
    case ChartNode::Kind::round: return {"(\"", "\")", "round"};
    case ChartNode::Kind::interrupt: return {"(\"", "\")", "interrupt"};
    case ChartNode::Kind::escalation: return {"[\"", "\"]", "escalation"};
    case ChartNode::Kind::hold: return {"(\"", "\")", "hold"};
    case ChartNode::Kind::outcome: return {"[[\"", "\"]]", "outcome"};
  }
  return {};
}

void append_nodes(std::string& out, const ChartPart& part, std::size_t index, const std::vector<std::size_t>& nodes) {
  for (const std::size_t i : nodes) {
    const Shape drawn = shape(part.nodes[i].kind);
    out += fmt::format("    p{}n{}{}{}{}:::{}\n", index, i, drawn.open, label(part.nodes[i]), drawn.close, drawn.style);
  }
}

}  // namespace

std::string chart_mermaid(const Chart& chart) {
  std::string out = fmt::format(
      "flowchart TB\n  accTitle: {}\n  classDef interrupt stroke-dasharray: 6 3\n  classDef hold stroke-dasharray: 2 "
      "3\n"
      "  classDef escalation stroke-width:3px\n",
      safe(chart.title));
  for (std::size_t p = 0; p < chart.parts.size(); ++p) {
    const ChartPart& part = chart.parts[p];
    if (!part.title.empty()) out += fmt::format("  subgraph p{}[\"{}\"]\n    direction LR\n", p, safe(part.title));
    const std::vector<std::vector<std::size_t>> by_box = nodes_by_box(part);
    for (std::size_t box = 0; box < part.boxes.size(); ++box) {
      out += fmt::format("  subgraph p{}b{}[\"{}\"]\n", p, box, safe(part.boxes[box]));
      append_nodes(out, part, p, by_box[box]);
      out += "  end\n";
    }
    append_nodes(out, part, p, by_box.back());
    for (const ChartArrow& arrow : part.arrows) {
      const std::string_view line = arrow.kind == ChartArrow::Kind::flow        ? "-->"
                                    : arrow.kind == ChartArrow::Kind::interrupt ? "-.->"
                                                                                : "~~~";
      const std::string label = arrow.label.empty() ? "" : "|\"" + safe(arrow.label) + "\"|";
      out += fmt::format("    p{0}n{1} {2}{3} p{0}n{4}\n", p, arrow.from, line, label, arrow.to);
    }
    if (!part.title.empty()) out += "  end\n";
  }
  return out;
}

}  // namespace engage::show
