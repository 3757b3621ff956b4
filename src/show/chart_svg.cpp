#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "form/document.h"
#include "form/svg.h"
#include "show/chart_drawing.h"
#include "show/chart_layout.h"

namespace engage::show {
namespace {

constexpr double kMargin = 20;
constexpr double kTitle = 20;
constexpr double kPartTitle = 15;
constexpr double kGap = 30;  // between parts

std::string heading(const std::string& text, double size, double y) {
  return form::svg_text(text, {size, true}, kMargin, y);
}

}  // namespace

std::optional<std::string> chart_svg(const Chart& chart) {
  std::vector<ChartPart> parts = chart.parts;
  parts.push_back({"How to read the chart", false, {}, legend(), {}});
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
  out += fmt::format("<style>{}</style>\n<rect width=\"100%\" height=\"100%\" class=\"paper\"/>\n", kChartStyle);
  double y = kMargin + kTitle;
  out += heading(chart.title, kTitle, y);
  y += kGap;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].title.empty()) {
      out += heading(parts[i].title, kPartTitle, y + kPartTitle);
      y += kPartTitle + kGap / 2;
    }
    out += fmt::format("<g transform=\"translate({},{})\">\n{}</g>\n", form::drawn(kMargin), form::drawn(y),
                       drawn(all[i], {0, all[i].height}));
    y += all[i].height + kGap;
  }
  return out + "</svg>\n";
}

}  // namespace engage::show
