#include <fmt/format.h>

#include <algorithm>

#include "form/document.h"
#include "form/svg.h"
#include "report/play/timeline_picture.h"

namespace engage::report {
namespace {

// The holidays' lines: a pattern has no colour to lose on paper.
constexpr std::string_view kPatterns =
    "<defs><pattern id=\"holiday-lines\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" class=\"ground\"/>"
    "<line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\" class=\"hatch\"/></pattern></defs>\n";

std::string rectangle(double left, double top, double right, double bottom, std::string_view classes) {
  return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"{}\"/>\n", form::drawn(left),
                     form::drawn(top), form::drawn(right - left), form::drawn(bottom - top), classes);
}

std::string line(double x1, double y1, double x2, double y2, std::string_view classes) {
  return fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\"/>\n", form::drawn(x1), form::drawn(y1),
                     form::drawn(x2), form::drawn(y2), classes);
}

std::string polygon(std::initializer_list<std::pair<double, double>> points, std::string_view classes) {
  std::string text = "<polygon points=\"";
  for (const auto& [x, y] : points)
    text += fmt::format("{}{},{}", text.ends_with('"') ? "" : " ", form::drawn(x), form::drawn(y));
  return text + fmt::format("\" class=\"{}\"/>\n", classes);
}

// A frame whose sides are left open where the bar goes on in another picture.
std::string frame(const PictureBar& bar, double half, std::string_view classes) {
  const double top = bar.y - half, bottom = bar.y + half;
  const std::string side =
      bar.ends ? "V" + form::drawn(bottom) : fmt::format("M{},{}", form::drawn(bar.right), form::drawn(bottom));
  std::string path =
      fmt::format("M{0},{1} H{2} {3} H{0}", form::drawn(bar.left), form::drawn(top), form::drawn(bar.right), side);
  if (bar.begins) path += " V" + form::drawn(top);
  return rectangle(bar.left, top, bar.right, bottom, fmt::format("{} inside", classes)) +
         fmt::format("<path d=\"{}\" class=\"{} frame\"/>\n", path, classes);
}

std::string svg(const PictureBar& bar) {
  using Kind = PictureBar::Kind;
  switch (bar.kind) {
    case Kind::stage: return frame(bar, 3, "stage");
    case Kind::window: return frame(bar, 3.5, "window");
    case Kind::undated: return line(bar.left, bar.y, bar.right, bar.y, "undated");
    case Kind::late: return line(bar.left, bar.y, bar.right, bar.y, "late");
    case Kind::blocked: return frame(bar, 3.5, "blocked");
  }
  return {};
}

std::string svg(const PictureMark& mark) {
  using Kind = PictureMark::Kind;
  const double x = mark.x, y = mark.y;
  const std::string_view filled = mark.assumed ? "hollow" : "solid";
  switch (mark.kind) {
    case Kind::done:
      return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"3.6\" class=\"{}\"/>\n", form::drawn(x), form::drawn(y),
                         filled);
    case Kind::lapsed:
      return line(x - 3.5, y - 3.5, x + 3.5, y + 3.5, "cross") + line(x - 3.5, y + 3.5, x + 3.5, y - 3.5, "cross");
    case Kind::dropped: return polygon({{x, y - 4}, {x + 4, y}, {x, y + 4}, {x - 4, y}}, "hollow");
    case Kind::goes_on: return polygon({{x - 4, y - 4}, {x + 4, y}, {x - 4, y + 4}}, "solid");
    case Kind::event: return polygon({{x - 4, y - 3.5}, {x + 4, y - 3.5}, {x, y + 4}}, filled);
    case Kind::fact: return rectangle(x - 3.2, y - 3.2, x + 3.2, y + 3.2, filled);
    case Kind::breach:
      return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"4.4\" class=\"hollow\"/>\n", form::drawn(x), form::drawn(y)) +
             line(x - 3, y - 3, x + 3, y + 3, "cross") + line(x - 3, y + 3, x + 3, y - 3, "cross");
    case Kind::escalation:
      return polygon({{x, y - 5}, {x + 5, y}, {x, y + 5}, {x - 5, y}}, "solid") + line(x, y - 2.8, x, y + 0.6, "call") +
             line(x, y + 1.8, x, y + 2.8, "call");
    case Kind::finish: return line(x - 2, y - 5, x - 2, y + 5, "cross") + line(x + 2, y - 5, x + 2, y + 5, "cross");
  }
  return {};
}

std::string_view name(PictureRule::Kind kind) {
  switch (kind) {
    case PictureRule::Kind::lane: return "lane";
    case PictureRule::Kind::month: return "month";
    case PictureRule::Kind::week: return "week";
  }
  return {};
}

}  // namespace

std::vector<form::Span> pieces(const TimelinePicture& picture) {
  constexpr double kHalf = 5;  // of a bar or mark
  std::vector<form::Span> whole;
  double days = picture.height;
  for (const PictureRule& rule : picture.rules) {
    if (rule.kind == PictureRule::Kind::lane) days = std::min(days, rule.y1 - 1);
  }
  whole.push_back({0, days});
  for (const PictureText& text : picture.texts) whole.push_back({text.y - text.lettering.size, text.y + 3});
  for (const PictureBar& bar : picture.bars) whole.push_back({bar.y - kHalf, bar.y + kHalf});
  for (const PictureMark& mark : picture.marks) whole.push_back({mark.y - kHalf, mark.y + kHalf});
  return form::pieces(std::move(whole), picture.height);
}

std::string picture_svg(const TimelinePicture& picture, form::Span seen, std::string_view id, std::string_view title,
                        std::string_view description, bool with_patterns) {
  const auto is_seen = [&](double top, double bottom) { return top < seen.bottom && bottom > seen.top; };
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"timeline\" viewBox=\"0 {5} {0} {1}\" width=\"{0}\" "
      "height=\"{1}\" role=\"img\" aria-labelledby=\"{2}-title {2}-desc\">\n<title id=\"{2}-title\">{3}</title>\n"
      "<desc id=\"{2}-desc\">{4}</desc>\n",
      form::drawn(picture.width), form::drawn(seen.bottom - seen.top), id, form::escaped_xml(title),
      form::escaped_xml(description), form::drawn(seen.top));
  if (with_patterns) out += kPatterns;
  for (const PictureShade& shade : picture.shades) {
    if (!is_seen(shade.top, shade.bottom)) continue;
    out += rectangle(shade.left, shade.top, shade.right, shade.bottom,
                     shade.kind == PictureShade::Kind::weekend ? "weekend" : "holiday");
  }
  for (const PictureRule& rule : picture.rules) {
    if (is_seen(rule.y1 - 1, rule.y2 + 1)) out += line(rule.x1, rule.y1, rule.x2, rule.y2, name(rule.kind));
  }
  for (const PictureBar& bar : picture.bars) {
    if (is_seen(bar.y, bar.y)) out += svg(bar);
  }
  for (const PictureMark& mark : picture.marks) {
    if (is_seen(mark.y, mark.y)) out += svg(mark);
  }
  for (const PictureText& text : picture.texts) {
    if (is_seen(text.y - 1, text.y - 1)) out += form::svg_text(text.text, text.lettering, text.x, text.y);
  }
  return out + "</svg>\n";
}

}  // namespace engage::report
