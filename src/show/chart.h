#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/policy.h"

// A policy as a flow chart, and the forms it can be drawn in. Parts stand below each other; in a part,
// nodes are joined by arrows, and those of a stage stand in a box.
namespace engage::show {

struct ChartLine {
  std::string text;
  bool strong = false;
};

struct ChartNode {
  enum class Kind : std::uint8_t {
    start,  // what the work begins with
    step,
    question,   // an `if`
    round,      // a `repeat`
    interrupt,  // a limit or rule, which does not wait for its turn
    escalation,
    strand,     // what a sequence that runs beside another begins with
    hold,       // nothing is to be done until something happens
    reference,  // a stage that is drawn elsewhere
    outcome,
  } kind = Kind::step;
  std::vector<ChartLine> lines;
  std::optional<std::size_t> box;  // index into ChartPart::boxes
};

struct ChartArrow {
  // order: keeps two nodes below each other, and is not drawn
  enum class Kind : std::uint8_t { flow, interrupt, order } kind = Kind::flow;
  std::size_t from = 0;  // indices into ChartPart::nodes
  std::size_t to = 0;
  std::string label;
};

struct ChartPart {
  std::string title;      // empty: none
  bool sideways = false;  // goes from left to right
  std::vector<std::string> boxes;
  std::vector<ChartNode> nodes;
  std::vector<ChartArrow> arrows;
};

// What the forms of the nodes mean: one node each.
std::vector<ChartNode> legend();

// The nodes of each box, and last those that stand in none.
std::vector<std::vector<std::size_t>> nodes_by_box(const ChartPart& part);

struct Chart {
  std::string title;
  std::string edition;  // of what it is the chart: title, version, from when
  std::vector<ChartPart> parts;
};

Chart chart(const model::Policy& policy, const model::Words& words);

// A part's arrows, a sentence each.
std::vector<std::string> in_words(const ChartPart& part);
// The whole picture in words, for those who do not see it.
std::string description(const Chart& chart);

// Laid out by Graphviz; the same bytes on every machine, whatever its fonts. Nothing where the chart is too large.
std::optional<std::string> chart_svg(const Chart& chart);
// A page with the same picture, cut where it can be, so that it prints on A4 and on Letter in letters that can be read.
std::optional<std::string> chart_html(const Chart& chart);
// For Graphviz and its like.
std::string chart_dot(const Chart& chart);
std::string chart_mermaid(const Chart& chart);

}  // namespace engage::show
