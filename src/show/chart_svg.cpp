#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "form/document.h"
#include "form/svg.h"
#include "show/chart_layout.h"

namespace engage::show {
namespace {

using Kind = ChartNode::Kind;

constexpr double kMargin = 20;
constexpr double kTitle = 20;
constexpr double kPartTitle = 15;
constexpr double kGap = 30;  // between parts

// Read in black and white: what is what is told by form and stroke, never by colour alone.
constexpr std::string_view kStyle = R"(<style>
  text { font-family: Helvetica, Arial, "Liberation Sans", sans-serif; fill: #111; }
  .strong { font-weight: bold; }
  .box { fill: #f4f4f4; stroke: #888; }
  .node { fill: #fff; stroke: #222; stroke-width: 1.2; }
  .start, .reference { fill: #e4e4e4; }
  .interrupt { stroke-dasharray: 6 3; }
  .hold { stroke-dasharray: 1.5 3; }
  .escalation { stroke-width: 3; }
  .inner { fill: none; stroke: #222; }
  .arrow { fill: none; stroke: #222; stroke-width: 1.2; }
  .head { fill: #222; }
  .label { paint-order: stroke; stroke: #f4f4f4; stroke-width: 4px; stroke-linejoin: round; }
</style>
)";

std::string_view name(Kind kind) {
  switch (kind) {
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

std::string part_svg(const PlacedPart& part, double x, double y) {
  std::string out = fmt::format("<g transform=\"translate({},{})\">\n", form::drawn(x), form::drawn(y));
  for (const PlacedBox& box : part.boxes) out += rectangle(box.low, box.high, 6, "box");
  for (const PlacedArrow& placed : part.arrows) out += arrow(placed);
  for (const PlacedNode& node : part.nodes) {
    out += shape(node);
    for (const PlacedText& line : node.texts) out += text(line);
  }
  for (const PlacedBox& box : part.boxes) out += text(box.title, "label");
  for (const PlacedArrow& placed : part.arrows) {
    for (const PlacedText& line : placed.label) out += text(line, "label");
  }
  return out + "</g>\n";
}

// What the forms mean.
ChartPart legend() {
  ChartPart part;
  part.title = "How to read the chart";
  part.nodes = {{Kind::step, {{"A step, and what is done in it", false}}, {}},
                {Kind::question, {{"A question, asked once", false}}, {}},
                {Kind::interrupt, {{"May happen at any time while its part lasts", false}}, {}},
                {Kind::escalation, {{"Somebody has to be told", false}}, {}},
                {Kind::outcome, {{"How the work can end", false}}, {}}};
  return part;
}

}  // namespace

std::optional<std::string> chart_svg(const Chart& chart) {
  std::vector<ChartPart> parts = chart.parts;
  parts.push_back(legend());
  std::vector<PlacedPart> all;
  double width = form::text_width(chart.title, {kTitle, true});
  double height = kMargin + kTitle + kGap;
  for (const ChartPart& part : parts) {
    std::optional<PlacedPart> laid_out = placed(part);
    if (!laid_out) return std::nullopt;
    const PlacedPart& last = all.emplace_back(std::move(*laid_out));
    width = std::max(width, last.width);
    height += last.height + kGap + (part.title.empty() ? 0 : kPartTitle + kGap / 2);
  }
  width += 2 * kMargin;

  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
      "aria-labelledby=\"title desc\" lang=\"en\">\n<title id=\"title\">{2}</title>\n<desc id=\"desc\">{3}</desc>\n",
      form::drawn(std::ceil(width)), form::drawn(std::ceil(height)), form::escaped_xml(chart.title),
      form::escaped_xml(description(chart)));
  out += kStyle;
  out += "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
  double y = kMargin + kTitle;
  out += text({chart.title, {kTitle, true}, {kMargin, y}});
  y += kGap;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].title.empty()) {
      out += text({parts[i].title, {kPartTitle, true}, {kMargin, y + kPartTitle}});
      y += kPartTitle + kGap / 2;
    }
    out += part_svg(all[i], kMargin, y);
    y += all[i].height + kGap;
  }
  return out + "</svg>\n";
}

}  // namespace engage::show
