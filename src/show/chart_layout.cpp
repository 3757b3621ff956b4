#include "show/chart_layout.h"

#include <fmt/format.h>
#include <gvc.h>

#include <algorithm>
#include <cassert>
#include <memory>

#include "show/dot_graph.h"

// Only the layout engine is linked, and nothing is loaded while running: Graphviz reads no file, no font
// and no configuration of the machine.
extern "C" gvplugin_library_t gvplugin_dot_layout_LTX_library;

namespace engage::show {
namespace {

constexpr double kFont = 12;
constexpr double kLine = 15;          // from one base line to the next
constexpr double kWidestLabel = 130;  // of one at an arrow
constexpr double kPad = 10;
constexpr double kPointsPerInch = 72;

// Nodes and arrows of a part. The time that Graphviz takes does not follow from their number: of random charts up to the
// first bound none took a second; beyond it some took minutes, unless arrows are straight and its search is cut short;
// beyond the second some did then.
constexpr std::size_t kMostWithCare = 250;
constexpr std::size_t kMost = 500;
constexpr double kLargest = 4000;  // of a node, label or box, either way

lt_symlist_t kPlugins[] = {{"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library}, {nullptr, nullptr}};

// A text set in lines, from the corner of its place.
struct Setting {
  std::vector<PlacedText> texts;
  double width = 0;
  double height = 0;
};

void set(Setting& setting, const std::string& text, double widest, form::Lettering lettering) {
  for (std::string& line : form::broken(text, widest, lettering)) {
    const double width = form::text_width(line, lettering);
    setting.width = std::max(setting.width, width);
    setting.texts.push_back({std::move(line), lettering, {0, setting.height + lettering.size}});
    setting.height += kLine;
  }
}

Setting set(const ChartNode& node, double widest) {
  Setting setting;
  for (const ChartLine& line : node.lines) set(setting, line.text, widest, {kFont, line.strong});
  return setting;
}

// A hexagon needs room for its corners.
double margin(const ChartNode& node) { return node.kind == ChartNode::Kind::question ? 2 * kPad : kPad; }

// A label of just this size.
std::string room(double width, double height) {
  return fmt::format(
      "<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\" fixedsize=\"true\" width=\"{:.0f}\" "
      "height=\"{:.0f}\"><tr><td></td></tr></table>>",
      width, height);
}

std::string dot_of(const ChartPart& part, const std::vector<Setting>& nodes, const std::vector<Setting>& labels) {
  std::string dot = "digraph { nodesep=0.3 ranksep=0.35 node [shape=box fixedsize=true label=\"\"]\n";
  if (part.nodes.size() + part.arrows.size() > kMostWithCare) {
    dot += "splines=line nslimit=2 nslimit1=2 mclimit=0.1\n";
  }
  if (part.sideways) dot += "rankdir=LR\n";
  const auto add_nodes = [&](std::optional<std::size_t> box) {
    for (std::size_t n = 0; n < part.nodes.size(); ++n) {
      const std::size_t i = part.sideways ? part.nodes.size() - 1 - n : n;  // sideways, Graphviz goes upwards
      if (part.nodes[i].box != box) continue;
      const double width = nodes[i].width + 2 * margin(part.nodes[i]), height = nodes[i].height + 1.2 * kPad;
      dot += fmt::format("n{} [width={:.4f} height={:.4f}]\n", i, width / kPointsPerInch, height / kPointsPerInch);
    }
  };
  for (std::size_t box = 0; box < part.boxes.size(); ++box) {
    const double width = form::text_width(part.boxes[box], {kFont + 1, true}) + 2 * kPad;
    dot += fmt::format("subgraph cluster{} {{ margin=14 labeljust=l label={}\n", box, room(width, kLine + 4));
    add_nodes(box);
    dot += "}\n";
  }
  add_nodes(std::nullopt);
  for (std::size_t i = 0; i < part.arrows.size(); ++i) {
    const ChartArrow& arrow = part.arrows[i];
    dot += fmt::format("n{} -> n{} [key={}", arrow.from, arrow.to, i);
    const auto from = part.nodes[arrow.from].box, to = part.nodes[arrow.to].box;
    if (arrow.kind == ChartArrow::Kind::order) {
      dot += " style=invis";
    } else if (from && to && *to < *from) {
      dot += " constraint=false";  // what leads back does not turn the order of the boxes around
    }
    if (!arrow.label.empty()) dot += " label=" + room(labels[i].width + kPad, labels[i].height);
    dot += "]\n";
  }
  return dot + "}\n";
}

void move(std::vector<PlacedText>& texts, Point to) {
  for (PlacedText& text : texts) text.at = {text.at.x + to.x, text.at.y + to.y};
}

bool too_large(const Setting& setting) { return setting.width > kLargest || setting.height > kLargest; }

// From Graphviz's points, which run up the page, to ours, which run down.
struct Page {
  double height;
  Point operator()(pointf p) const { return {p.x, height - p.y}; }
};

PlacedText title_of_box(const std::string& title, Point low) {
  return {title, {kFont + 1, true}, {low.x + kPad, low.y + kLine + 3}};
}

PlacedNode read_node(const ChartNode& node, Agnode_t* laid, const Page& page, std::vector<PlacedText> texts) {
  const Point centre = page(ND_coord(laid));
  const double width = ND_width(laid) * kPointsPerInch, height = ND_height(laid) * kPointsPerInch;
  const Point low{centre.x - width / 2, centre.y - height / 2};
  PlacedNode placed{node.kind, low, {low.x + width, low.y + height}, std::move(texts)};
  move(placed.texts, {low.x + margin(node), low.y + 0.5 * kPad});
  return placed;
}

PlacedArrow read_arrow(const ChartArrow& arrow, Agedge_t* laid, const Page& page, Setting& label) {
  PlacedArrow placed{arrow.kind, {}, {}, std::move(label.texts)};
  assert(ED_spl(laid) != nullptr && ED_spl(laid)->size > 0);
  const bezier& curve = ED_spl(laid)->list[0];
  for (std::size_t p = 0; p < static_cast<std::size_t>(curve.size); ++p) placed.curve.push_back(page(curve.list[p]));
  placed.tip = curve.eflag ? page(curve.ep) : placed.curve.back();
  if (const textlabel_t* text = ED_label(laid)) {
    const Point centre = page(text->pos);
    move(placed.label, {centre.x - label.width / 2, centre.y - label.height / 2 - 1});
  }
  return placed;
}

// Where Graphviz has put everything.
PlacedPart read_back(const ChartPart& part, Agraph_t* graph, std::vector<Setting>& nodes,
                     std::vector<Setting>& labels) {
  const auto node = [&](std::size_t i) { return agnode(graph, fmt::format("n{}", i).data(), 0); };
  PlacedPart result;
  const boxf whole = GD_bb(graph);
  result.width = whole.UR.x;
  result.height = whole.UR.y;
  const Page page{whole.UR.y};
  for (std::size_t i = 0; i < part.boxes.size(); ++i) {
    const boxf bounds = GD_bb(agsubg(graph, fmt::format("cluster{}", i).data(), 0));
    const Point low = page({bounds.LL.x, bounds.UR.y});
    result.boxes.push_back({low, page({bounds.UR.x, bounds.LL.y}), title_of_box(part.boxes[i], low)});
  }
  for (std::size_t i = 0; i < part.nodes.size(); ++i) {
    result.nodes.push_back(read_node(part.nodes[i], node(i), page, std::move(nodes[i].texts)));
  }
  for (std::size_t i = 0; i < part.arrows.size(); ++i) {
    const ChartArrow& arrow = part.arrows[i];
    if (arrow.kind == ChartArrow::Kind::order) continue;
    Agedge_t* edge = agedge(graph, node(arrow.from), node(arrow.to), std::to_string(i).data(), 0);
    result.arrows.push_back(read_arrow(arrow, edge, page, labels[i]));
  }
  return result;
}

}  // namespace

std::optional<PlacedPart> placed(const ChartPart& part, double widest_text) {
  if (part.nodes.size() + part.arrows.size() > kMost) return std::nullopt;
  std::vector<Setting> nodes, labels;
  for (const ChartNode& node : part.nodes) nodes.push_back(set(node, widest_text));
  for (const ChartArrow& arrow : part.arrows) {
    Setting& label = labels.emplace_back();
    if (!arrow.label.empty()) set(label, arrow.label, kWidestLabel, {kSmallestText, false});
  }

  const auto wide = [](const std::string& title) { return form::text_width(title, {kFont + 1, true}) > kLargest; };
  if (std::any_of(nodes.begin(), nodes.end(), too_large) || std::any_of(labels.begin(), labels.end(), too_large) ||
      std::any_of(part.boxes.begin(), part.boxes.end(), wide)) {
    return std::nullopt;
  }

  agseterr(AGMAX);  // says nothing on standard error
  const std::unique_ptr<GVC_t, int (*)(GVC_t*)> context(gvContextPlugins(kPlugins, 0), gvFreeContext);
  const DotGraph graph = read_dot(dot_of(part, nodes, labels));
  if (gvLayout(context.get(), graph.get(), "dot") != 0) return std::nullopt;

  PlacedPart result = read_back(part, graph.get(), nodes, labels);
  gvFreeLayout(context.get(), graph.get());
  return result;
}

}  // namespace engage::show
