#include "show/chart_drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "form/svg.h"

namespace engage::show {
namespace {

using Kind = ChartNode::Kind;
using form::Span;

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::strand:
    case Kind::start: return "start";
    case Kind::step: return "step";
    case Kind::question: return "question";
    case Kind::round: return "round";
    case Kind::interrupt: return "interrupt";
    case Kind::escalation: return "escalation";
    case Kind::hold: return "hold";
    case Kind::reference: return "reference";
    case Kind::outcome: return "outcome";
  }
  return "";
}

std::string text(const PlacedText& text, std::string_view classes = "") {
  return form::svg_text(text.text, text.lettering, text.at.x, text.at.y, classes);
}

std::string rectangle(Point low, Point high, double radius, std::string_view classes) {
  return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" class=\"{}\"/>\n",
                     form::drawn(low.x), form::drawn(low.y), form::drawn(high.x - low.x), form::drawn(high.y - low.y),
                     form::drawn(radius), classes);
}

std::string shape(const PlacedNode& node) {
  const Point low = node.low, high = node.high;
  const std::string classes = "node " + std::string(name(node.kind));
  const double height = high.y - low.y;
  switch (node.kind) {
    case Kind::question: {
      const double cut = std::min(12.0, height / 2), middle = (low.y + high.y) / 2;
      return fmt::format("<polygon points=\"{0},{4} {1},{5} {2},{5} {3},{4} {2},{6} {1},{6}\" class=\"{7}\"/>\n",
                         form::drawn(low.x), form::drawn(low.x + cut), form::drawn(high.x - cut), form::drawn(high.x),
                         form::drawn(middle), form::drawn(low.y), form::drawn(high.y), classes);
    }
    case Kind::outcome:
      return rectangle(low, high, 4, classes) + rectangle({low.x + 3, low.y + 3}, {high.x - 3, high.y - 3}, 2, "inner");
    case Kind::strand:
    case Kind::start:
    case Kind::reference: return rectangle(low, high, std::min(14.0, height / 2), classes);
    case Kind::interrupt:
    case Kind::round:
    case Kind::hold: return rectangle(low, high, 10, classes);
    case Kind::step:
    case Kind::escalation: return rectangle(low, high, 2, classes);
  }
  return {};
}

std::string arrow(const PlacedArrow& arrow) {
  const std::string_view dashes = arrow.kind == ChartArrow::Kind::interrupt ? " interrupt" : "";
  std::string path = fmt::format("M{},{} C", form::drawn(arrow.curve[0].x), form::drawn(arrow.curve[0].y));
  for (std::size_t i = 1; i < arrow.curve.size(); ++i) {
    path += fmt::format("{}{},{}", i == 1 ? "" : " ", form::drawn(arrow.curve[i].x), form::drawn(arrow.curve[i].y));
  }
  const Point end = arrow.curve.back(), tip = arrow.tip;
  const double length = std::hypot(tip.x - end.x, tip.y - end.y);
  const double x = length > 0 ? (tip.x - end.x) / length : 0, y = length > 0 ? (tip.y - end.y) / length : 1;
  constexpr double kHalf = 3.5;
  return fmt::format(
      "<path d=\"{}\" class=\"arrow{}\"/>\n"
      "<polygon points=\"{},{} {},{} {},{}\" class=\"head\"/>\n",
      path, dashes, form::drawn(tip.x), form::drawn(tip.y), form::drawn(end.x - y * kHalf),
      form::drawn(end.y + x * kHalf), form::drawn(end.x + y * kHalf), form::drawn(end.y - x * kHalf));
}

Span span(const PlacedText& text) { return {text.at.y - text.lettering.size, text.at.y + text.lettering.size / 3}; }

// With the tip of its head.
Span span(const PlacedArrow& arrow) {
  constexpr double kStroke = 4;
  Span all{arrow.tip.y, arrow.tip.y};
  for (const Point& point : arrow.curve) all = {std::min(all.top, point.y), std::max(all.bottom, point.y)};
  return {all.top - kStroke, all.bottom + kStroke};
}

}  // namespace

// Read in black and white: what is what is told by form and stroke, never by colour alone. Paper is light.
const std::string_view kChartStyle = R"(
  text { font-family: Helvetica, Arial, "Liberation Sans", sans-serif; fill: #111111; }
  .strong { font-weight: bold; }
  .paper { fill: #ffffff; }
  .box { fill: #f4f4f4; stroke: #888888; }
  .node { fill: #ffffff; stroke: #222222; stroke-width: 1.2; }
  .start, .reference { fill: #e4e4e4; }
  .interrupt { stroke-dasharray: 6 3; }
  .hold { stroke-dasharray: 1.5 3; }
  .escalation { stroke-width: 3; }
  .inner { fill: none; stroke: #222222; }
  .arrow { fill: none; stroke: #222222; stroke-width: 1.2; }
  .head { fill: #222222; }
  .label { paint-order: stroke; stroke: #f4f4f4; stroke-width: 4px; stroke-linejoin: round; }
  @media screen and (prefers-color-scheme: dark) {
    text { fill: #e8e8e8; }
    .paper { fill: #16181b; }
    .box { fill: #23262a; stroke: #8f949c; }
    .node { fill: #16181b; stroke: #d6d6d6; }
    .start, .reference { fill: #34383e; }
    .inner, .arrow { fill: none; stroke: #d6d6d6; }
    .head { fill: #d6d6d6; }
    .label { stroke: #23262a; }
  }
)";

std::string drawn(const PlacedPart& part, Span seen) {
  const auto is_seen = [&](Span span) { return span.top < seen.bottom && span.bottom > seen.top; };
  std::string out;
  for (const PlacedBox& box : part.boxes) {
    if (is_seen({box.low.y, box.high.y})) out += rectangle(box.low, box.high, 6, "box");
  }
  for (const PlacedArrow& placed : part.arrows) {
    if (is_seen(span(placed))) out += arrow(placed);
  }
  for (const PlacedNode& node : part.nodes) {
    if (!is_seen({node.low.y, node.high.y})) continue;
    out += shape(node);
    for (const PlacedText& line : node.texts) out += text(line);
  }
  for (const PlacedBox& box : part.boxes) {
    if (is_seen(span(box.title))) out += text(box.title, "label");
  }
  for (const PlacedArrow& placed : part.arrows) {
    for (const PlacedText& line : placed.label) {
      if (is_seen(span(line))) out += text(line, "label");
    }
  }
  return out;
}

std::vector<Span> pieces(const PlacedPart& part) {
  std::vector<Span> whole;
  for (const PlacedNode& node : part.nodes) whole.push_back({node.low.y, node.high.y});
  for (const PlacedArrow& arrow : part.arrows) {
    for (const PlacedText& line : arrow.label) whole.push_back(span(line));
  }
  for (const PlacedBox& box : part.boxes) {
    // Its title stays with what comes first in it.
    double first = box.high.y;
    for (const PlacedNode& node : part.nodes) {
      const bool in_box = node.low.x > box.low.x && node.high.x < box.high.x && node.low.y > box.low.y;
      if (in_box) first = std::min(first, node.low.y);
    }
    whole.push_back({box.low.y, first + 1});
  }
  return form::pieces(std::move(whole), part.height);
}

}  // namespace engage::show
