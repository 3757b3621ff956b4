#include "show/chart.h"

#include <cgraph.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>

#include "form/document.h"
#include "read_policy.h"
#include "show/chart_drawing.h"
#include "show/chart_layout.h"

namespace engage::show {

using report::read_policies;
using report::read_text;
using report::ReadPolicies;
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path kRoot = fs::path(SOURCE_DIR);

// Every chart of the shipped policies and of those that try the language.
void for_each_chart(const std::function<void(const Chart&)>& look) {
  std::size_t charts = 0;
  for (const char* folder : {"policies", "tests/conformance"}) {
    for (const auto& entry : fs::directory_iterator(kRoot / folder)) {
      if (entry.path().extension() != ".engage") continue;
      const auto read = read_policies(entry.path());
      ASSERT_TRUE(read->program) << entry.path();
      for (const model::Family& family : read->program->families) {
        if (!family.named) continue;
        SCOPED_TRACE(family.name);
        look(chart(family.versions.back(), family.words));
        ++charts;
      }
    }
  }
  EXPECT_GT(charts, 50u);
}

struct Area {
  Point low, high;
};

bool overlap(const Area& a, const Area& b) {
  constexpr double kTouching = 0.5;
  return a.low.x + kTouching < b.high.x && b.low.x + kTouching < a.high.x && a.low.y + kTouching < b.high.y &&
         b.low.y + kTouching < a.high.y;
}

Area area(const PlacedText& text) {
  return {{text.at.x, text.at.y - text.lettering.size},
          {text.at.x + form::text_width(text.text, text.lettering), text.at.y}};
}

bool inside(const Area& part, const Area& whole) {
  return whole.low.x <= part.low.x && part.high.x <= whole.high.x && whole.low.y <= part.low.y &&
         part.high.y <= whole.high.y;
}

TEST(Chart, NothingLiesOnAnythingElse) {
  for_each_chart([](const Chart& chart) {
    for (const ChartPart& part : chart.parts) {
      const std::optional<PlacedPart> laid_out = placed(part);
      ASSERT_TRUE(laid_out);
      const PlacedPart& drawn = *laid_out;
      ASSERT_EQ(drawn.nodes.size(), part.nodes.size());
      for (std::size_t i = 0; i < drawn.nodes.size(); ++i) {
        const Area node{drawn.nodes[i].low, drawn.nodes[i].high};
        const std::string& name = part.nodes[i].lines.front().text;
        EXPECT_TRUE(inside(node, {{-1, -1}, {drawn.width + 1, drawn.height + 1}})) << name;
        for (const PlacedText& text : drawn.nodes[i].texts) EXPECT_TRUE(inside(area(text), node)) << text.text;
        for (std::size_t j = i + 1; j < drawn.nodes.size(); ++j) {
          EXPECT_FALSE(overlap(node, {drawn.nodes[j].low, drawn.nodes[j].high}))
              << name << " and " << part.nodes[j].lines.front().text;
        }
        for (const PlacedArrow& arrow : drawn.arrows) {
          for (const PlacedText& text : arrow.label) {
            EXPECT_FALSE(overlap(area(text), node)) << text.text << " lies on " << name;
          }
        }
      }
      for (std::size_t i = 0; i < drawn.boxes.size(); ++i) {
        const Area box{drawn.boxes[i].low, drawn.boxes[i].high};
        EXPECT_TRUE(inside(area(drawn.boxes[i].title), box)) << part.boxes[i];
        for (std::size_t n = 0; n < drawn.nodes.size(); ++n) {
          const Area node{drawn.nodes[n].low, drawn.nodes[n].high};
          EXPECT_EQ(part.nodes[n].box == i, overlap(node, box)) << part.nodes[n].lines.front().text;
        }
      }
    }
  });
}

TEST(Chart, IsCutThroughNoNodeAndNoText) {
  for_each_chart([](const Chart& chart) {
    for (const ChartPart& part : chart.parts) {
      const std::optional<PlacedPart> drawn = placed(part);
      ASSERT_TRUE(drawn);
      const std::vector<form::Span> spans = pieces(*drawn);
      EXPECT_EQ(spans.front().top, 0);
      EXPECT_EQ(spans.back().bottom, drawn->height);
      for (std::size_t i = 1; i < spans.size(); ++i) {
        const double cut = spans[i].top;
        EXPECT_EQ(spans[i - 1].bottom, cut);
        for (const PlacedNode& node : drawn->nodes) EXPECT_FALSE(node.low.y < cut && cut < node.high.y);
        for (const PlacedArrow& arrow : drawn->arrows) {
          for (const PlacedText& text : arrow.label) EXPECT_FALSE(area(text).low.y < cut && cut < area(text).high.y);
        }
      }
    }
  });
}

void expect_page_keeps_its_promises(const std::string& page, const std::string& name) {
  const fs::path file = fs::path(testing::TempDir()) / name;
  std::ofstream(file) << page;
  const std::string script = "python3 '" + (kRoot / "tests/form/check_page.py").string() + "' '" + file.string() + "'";
  EXPECT_EQ(std::system(script.c_str()), 0) << name;
}

TEST(Chart, IsAPageThatKeepsItsPromises) {
  for_each_chart([](const Chart& chart) {
    const std::optional<std::string> page = chart_html(chart), picture = chart_svg(chart);
    ASSERT_TRUE(page && picture);
    EXPECT_EQ(page, chart_html(chart));
    EXPECT_THAT(*page, HasSubstr(form::escaped_xml(chart.edition)));
    for (const ChartPart& part : chart.parts) {
      for (const std::string& sentence : in_words(part)) {
        EXPECT_THAT(*page, HasSubstr("<li>" + form::escaped_xml(sentence) + "</li>"));
      }
    }
    static bool once = false;  // what is checked here does not depend on the policy
    if (once && chart.edition.find("family") == std::string::npos) return;
    once = true;
    expect_page_keeps_its_promises(*page, "chart.html");
    expect_page_keeps_its_promises(*picture, "chart.svg");
  });
}

// 6 rows of a few words fit upright; rows of many steps turn the paper; and what is wider still is told.
TEST(Chart, ChoosesThePaperAndTellsWhatDoesNotFit) {
  const auto row = [](std::size_t nodes) {
    ChartPart part;
    part.sideways = true;
    for (std::size_t i = 0; i < nodes; ++i) {
      part.nodes.push_back({ChartNode::Kind::step, {{"Some text in a box of some width", false}}, {}});
      if (i > 0) part.arrows.push_back({ChartArrow::Kind::flow, i - 1, i, ""});
    }
    return *chart_html({"A chart", "A chart, version 1", {part}});
  };
  const std::string turned = "size: landscape", told = "Too wide for a page";
  EXPECT_THAT(row(3), testing::Not(HasSubstr(turned)));
  EXPECT_THAT(row(5), HasSubstr(turned));
  EXPECT_THAT(row(5), testing::Not(HasSubstr(told)));
  EXPECT_THAT(row(12), HasSubstr(told));
}

TEST(Chart, EveryStepAndOutcomeIsDrawn) {
  for (const auto& entry : fs::directory_iterator(kRoot / "policies")) {
    if (entry.path().extension() != ".engage") continue;
    const auto read = read_policies(entry.path());
    ASSERT_TRUE(read->program);
    for (const model::Family& family : read->program->families) {
      const model::Policy& policy = family.versions.back();
      const Chart drawn = chart(policy, family.words);
      const std::string dot = chart_dot(drawn), mermaid = chart_mermaid(drawn);
      for (const model::Step& step : policy.steps) {
        const bool found = std::any_of(drawn.parts.begin(), drawn.parts.end(), [&](const ChartPart& part) {
          return std::any_of(part.nodes.begin(), part.nodes.end(), [&](const ChartNode& node) {
            return node.kind == ChartNode::Kind::step && node.lines.front().text == step.title;
          });
        });
        EXPECT_TRUE(found) << step.name;
        EXPECT_THAT(mermaid, HasSubstr("<b>" + step.title + "</b>"));
      }
      for (const model::Outcome& outcome : policy.outcomes) {
        EXPECT_THAT(description(drawn), HasSubstr("to “" + outcome.title + "”"));
      }
    }
  }
}

TEST(Chart, DotIsReadByGraphviz) {
  for_each_chart([](const Chart& chart) {
    const std::string dot = chart_dot(chart);
    Agraph_t* graph = agmemread(dot.c_str());
    ASSERT_NE(graph, nullptr) << dot;
    std::size_t nodes = 0;
    for (const ChartPart& part : chart.parts) nodes += part.nodes.size();
    EXPECT_EQ(static_cast<std::size_t>(agnnodes(graph)), nodes);
    agclose(graph);
  });
}

// Neither fonts nor settings of the machine have a say, and nothing is left over from the chart before.
TEST(Chart, IsTheSameWhereverItIsDrawn) {
  const auto read = read_policies(kRoot / "policies/individual-entry.engage");
  ASSERT_TRUE(read->program);
  const model::Family* family = read->program->find("individual_entry");
  const Chart drawn = chart(family->versions.back(), family->words);
  const std::optional<std::string> once = chart_svg(drawn);
  ASSERT_TRUE(once);
  for (const char* name : {"GVBINDIR", "GV_FILE_PATH", "DOTFONTPATH", "GDFONTPATH", "FONTCONFIG_PATH", "SERVER_NAME"}) {
    ASSERT_EQ(setenv(name, "/nowhere", 1), 0);
  }
  testing::internal::CaptureStderr();
  EXPECT_EQ(chart_svg(drawn), once);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

// A part of stages at random: in each its steps one below the other, and interrupts that lead to any stage.
ChartPart random_part(std::mt19937& dice, std::size_t size) {
  ChartPart part;
  std::vector<std::size_t> firsts;
  const std::size_t stages = 1 + dice() % 40;
  const auto add = [&](ChartNode::Kind kind) {
    part.nodes.push_back({kind, {{"Some text in a box", false}}, part.boxes.size() - 1});
    return part.nodes.size() - 1;
  };
  for (std::size_t stage = 0; stage < stages; ++stage) {
    part.boxes.push_back("A stage");
    firsts.push_back(add(ChartNode::Kind::step));
    if (stage > 0) part.arrows.push_back({ChartArrow::Kind::order, firsts[stage] - 1, firsts[stage], ""});
    for (std::size_t step = dice() % 4; step > 0; --step) {
      const std::size_t next = add(ChartNode::Kind::step);
      part.arrows.push_back({ChartArrow::Kind::flow, next - 1, next, dice() % 2 == 0 ? "" : "wait 2 days"});
    }
  }
  while (part.nodes.size() + part.arrows.size() < size) {
    const std::size_t from = dice() % part.nodes.size();
    part.arrows.push_back({ChartArrow::Kind::interrupt, from, firsts[dice() % stages], ""});
  }
  return part;
}

TEST(Chart, WhatIsNotTooLargeIsDrawn) {
  std::mt19937 dice(20260105);
  for (std::size_t size = 20; size <= 460; size += 40) {
    const ChartPart part = random_part(dice, size);
    SCOPED_TRACE(size);
    const std::optional<PlacedPart> drawn = placed(part);
    ASSERT_TRUE(drawn);
    EXPECT_EQ(drawn->nodes.size(), part.nodes.size());
  }
}

TEST(Chart, WhatIsTooLargeIsNot) {
  std::mt19937 dice(20260105);
  EXPECT_FALSE(placed(random_part(dice, 600)));
  ChartPart part;
  part.nodes = {{ChartNode::Kind::step, {{std::string(4'000'000, 'w'), false}}, {}}};
  EXPECT_FALSE(placed(part));
  std::string words;
  for (int i = 0; i < 1'000'000; ++i) words += "word ";
  part.nodes[0].lines[0].text = words;
  EXPECT_FALSE(placed(part));
  part.nodes = {{ChartNode::Kind::step, {{"A box", false}}, {}}};
  part.arrows = {{ChartArrow::Kind::flow, 0, 0, words}};
  EXPECT_FALSE(placed(part));
}

TEST(TextMetrics, AreThoseOfHelvetica) {
  EXPECT_DOUBLE_EQ(form::text_width("ab i", {10, false}), 5.56 + 5.56 + 2.78 + 2.22);
  EXPECT_GT(form::text_width("ab i", {10, true}), form::text_width("ab i", {10, false}));
  EXPECT_DOUBLE_EQ(form::text_width("“é”", {10, false}), 3.33 + 6.67 + 3.33);
  EXPECT_DOUBLE_EQ(form::text_width("語", {10, false}), 10);
  EXPECT_THAT(form::broken("one two three", form::text_width("one two", {12, false}), {12, false}),
              testing::ElementsAre("one two", "three"));
  EXPECT_THAT(form::broken("unbreakable word", 1, {12, false}), testing::ElementsAre("unbreakable", "word"));
  EXPECT_THAT(form::broken("", 100, {12, false}), testing::ElementsAre(""));
}

}  // namespace
}  // namespace engage::show
