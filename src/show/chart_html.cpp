#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "form/document.h"
#include "form/page.h"
#include "form/svg.h"
#include "show/chart_drawing.h"

namespace engage::show {
namespace {

// A unit of the chart is a pixel of CSS: 0.75 points. Its letters become smaller where a part is wider than the
// paper, and these are the widest that still can be read, on the narrower of A4 and Letter, less the margins.
constexpr double kPixel = 0.75;
constexpr double kSmallestRead = 7;  // points
constexpr double kShrunk = kSmallestRead / (kSmallestText * kPixel);
constexpr double kWidestUpright = 703 / kShrunk;   // 18.6 cm
constexpr double kWidestSideways = 965 / kShrunk;  // 25.5 cm
constexpr double kNarrowerTexts[] = {200, 170, 140};

constexpr std::string_view kStyle = R"(
  body { max-width: 72rem; }
  svg.chart { display: block; }
  .legend { display: flex; flex-wrap: wrap; gap: .6rem; list-style: none; padding: 0; }
  @media print {
    svg.chart { max-width: 100%; height: auto; break-inside: avoid; }
    .words { font-size: 9.5pt; columns: 2; column-gap: 1cm; }
    .words li { margin: .1rem 0; }
  }
)";

// As wide as all its kin where nothing else helps; nothing where it is too large to be drawn.
std::optional<PlacedPart> placed_for_paper(const ChartPart& part) {
  std::optional<PlacedPart> drawn = placed(part);
  for (const double text : kNarrowerTexts) {
    if (!drawn || drawn->width <= kWidestSideways) break;
    std::optional<PlacedPart> narrower = placed(part, text);
    if (narrower && narrower->width < drawn->width) drawn = std::move(narrower);
  }
  return drawn;
}

std::string piece_svg(const PlacedPart& part, form::Span span, const std::string& id, const std::string& title,
                      const std::string& words) {
  constexpr double kEdge = 2;  // for strokes, which are half outside
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"{0} {1} {2} {3}\" width=\"{2}\" "
      "height=\"{3}\" role=\"img\" aria-labelledby=\"{4}-title {4}-desc\">\n<title id=\"{4}-title\">{5}</title>\n"
      "<desc id=\"{4}-desc\">{6}</desc>\n{7}</svg>\n",
      form::drawn(-kEdge), form::drawn(span.top), form::drawn(std::ceil(part.width) + 2 * kEdge),
      form::drawn(span.bottom - span.top), id, form::escaped_xml(title), form::escaped_xml(words), drawn(part, span));
}

// The boxes that stand in a piece, from top to bottom.
std::string words_of(const ChartPart& part, const PlacedPart& placed, form::Span span) {
  std::vector<std::size_t> nodes;
  for (std::size_t i = 0; i < part.nodes.size(); ++i) {
    if (placed.nodes[i].low.y >= span.top && placed.nodes[i].low.y < span.bottom) nodes.push_back(i);
  }
  std::stable_sort(nodes.begin(), nodes.end(),
                   [&](std::size_t a, std::size_t b) { return placed.nodes[a].low.y < placed.nodes[b].low.y; });
  std::string text;
  for (const std::size_t node : nodes) {
    text += text.empty() ? "" : "; ";
    text += part.nodes[node].lines.front().text;
  }
  return text.empty() ? "Arrows that lead on." : text + ".";
}

std::string title_of(const ChartPart& part) { return part.title.empty() ? "From the start to the end" : part.title; }

std::string section(const ChartPart& part, const PlacedPart& placed, std::size_t number) {
  std::string pictures;
  std::vector<form::Span> spans = pieces(placed);
  spans.front().top -= 2;  // strokes, as at the sides
  spans.back().bottom += 2;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    pictures += piece_svg(placed, spans[i], fmt::format("part-{}-{}", number, i + 1),
                          fmt::format("{}, piece {} of {}", title_of(part), i + 1, spans.size()),
                          words_of(part, placed, spans[i]));
  }
  std::string out = fmt::format("<h2>{}</h2>\n", form::escaped_xml(title_of(part)));
  if (placed.width > kWidestSideways) {
    out +=
        "<p><strong>Too wide for a page:</strong> on A4 and on Letter, this part has letters that are smaller than 7 "
        "points. Print it on A3, or read it on a screen.</p>\n";
  }
  return out + form::wide("Flow chart", pictures);
}

std::string legend_html() {
  std::string out = "<h2>How to read the chart</h2>\n<ul class=\"legend\">\n";
  std::size_t number = 0;
  for (const ChartNode& node : legend()) {
    const ChartPart part{"", false, {}, {node}, {}};
    const std::optional<PlacedPart> drawn = placed(part);
    if (!drawn) continue;  // a node with a few words never is too large
    out += "<li>" +
           piece_svg(*drawn, {-2, drawn->height + 2}, fmt::format("legend-{}", ++number), "A form of the chart",
                     node.lines.front().text) +
           "</li>\n";
  }
  return out +
         "</ul>\n<p>Arrows lead from what comes first to what follows, and waits stand at them. “If allowed” stands "
         "for a safety guard, which the guide tells.</p>\n";
}

std::string words_html(const Chart& chart) {
  std::string out = "<h2>The chart in words</h2>\n";
  for (const ChartPart& part : chart.parts) {
    const std::vector<std::string> sentences = in_words(part);
    if (sentences.empty()) continue;
    out += fmt::format("<h3>{}</h3>\n<ul class=\"words\">\n", form::escaped_xml(title_of(part)));
    for (const std::string& sentence : sentences) out += fmt::format("<li>{}</li>\n", form::escaped_xml(sentence));
    out += "</ul>\n";
  }
  return out;
}

}  // namespace

std::optional<std::string> chart_html(const Chart& chart) {
  std::string parts;
  bool sideways = false;
  for (std::size_t i = 0; i < chart.parts.size(); ++i) {
    const std::optional<PlacedPart> drawn = placed_for_paper(chart.parts[i]);
    if (!drawn) return std::nullopt;
    sideways = sideways || drawn->width > kWidestUpright;
    parts += section(chart.parts[i], *drawn, i + 1);
  }
  const std::string paper =
      fmt::format("  @page {{ {}margin: 1.2cm 1.2cm 1.6cm; }}\n", sideways ? "size: landscape; " : "");
  std::string body = fmt::format("<h1>{}</h1>\n<p>Flow chart of {}.</p>\n", form::escaped_xml(chart.title),
                                 form::escaped_xml(chart.edition));
  body += legend_html() + parts + words_html(chart);
  return form::page({chart.title, chart.edition, std::string(kChartStyle) + std::string(kStyle) + paper, body});
}

}  // namespace engage::show
