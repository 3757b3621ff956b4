#include "form/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "form/document.h"
#include "text/visible.h"

namespace engage::form {

std::string drawn(double value) {
  std::string text = fmt::format("{:.1f}", value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

std::string svg_text(std::string_view written, Lettering lettering, double x, double y, std::string_view classes) {
  const std::string text = visible_on_page(written);
  if (text.empty()) return {};
  std::string all(classes);
  if (lettering.strong) all += all.empty() ? "strong" : " strong";
  return fmt::format(
      "<text x=\"{}\" y=\"{}\" font-size=\"{}\" textLength=\"{}\" "
      "lengthAdjust=\"spacingAndGlyphs\"{}>{}</text>\n",
      drawn(x), drawn(y), drawn(lettering.size), drawn(text_width(text, lettering)),
      all.empty() ? "" : " class=\"" + all + "\"", escaped_xml(text));
}

std::vector<Span> pieces(std::vector<Span> whole, double height) {
  std::sort(whole.begin(), whole.end(), [](const Span& a, const Span& b) { return a.top < b.top; });
  std::vector<Span> cut{{0, height}};
  double taken = whole.empty() ? height : whole.front().bottom;  // down to here, nothing is to be cut
  for (const Span& span : whole) {
    const double middle = std::round((taken + span.top) / 2);  // whole pixels join without a seam
    if (taken < middle && middle < span.top) {
      cut.back().bottom = middle;
      cut.push_back({middle, height});
    }
    taken = std::max(taken, span.bottom);
  }
  return cut;
}

}  // namespace engage::form
