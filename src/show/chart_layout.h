#pragma once

#include <optional>
#include <string>
#include <vector>

#include "form/text_metrics.h"
#include "show/chart.h"

// Where the nodes, boxes and arrows of a chart stand. Units are points, y grows downwards.
namespace engage::show {

struct Point {
  double x = 0;
  double y = 0;
};

struct PlacedText {
  std::string text;
  form::Lettering lettering;
  Point at;  // where its base line begins
};

struct PlacedNode {
  ChartNode::Kind kind;
  Point low, high;  // corners
  std::vector<PlacedText> texts;
};

struct PlacedBox {
  Point low, high;
  PlacedText title;
};

struct PlacedArrow {
  ChartArrow::Kind kind;
  std::vector<Point> curve;  // Bézier: a point, then three more for each piece
  Point tip;                 // of its head, a little beyond the end of the curve
  std::vector<PlacedText> label;
};

struct PlacedPart {
  double width = 0;
  double height = 0;
  std::vector<PlacedBox> boxes;
  std::vector<PlacedNode> nodes;
  std::vector<PlacedArrow> arrows;
};

constexpr double kWidestText = 230;   // of a node, before it is broken into lines
constexpr double kSmallestText = 11;  // the letters at arrows

// By Graphviz. Sizes come from text_metrics.h, so that no font of the machine is asked for. Nothing where the part is
// too large: it would take minutes, and nobody reads such a picture.
std::optional<PlacedPart> placed(const ChartPart& part, double widest_text = kWidestText);

}  // namespace engage::show
