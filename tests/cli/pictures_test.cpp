#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "shell.h"

// The pictures of the documents are what the program draws; ENGAGE_ACCEPT=1 draws them anew. Of a page it
// is the pictures alone.
namespace engage {
namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::string> kPictures = {
    {"family-support.svg", "engage show policies/family-support.engage --as chart"},
    {"individual-entry.svg", "engage show policies/individual-entry.engage --as chart"},
    {"rollout-chart.svg", "engage show examples/rollout/entry.engage --as chart"},
    {"rollout-christmas.svg",
     "engage simulate examples/rollout/entry.engage --start 2026-12-18 --set service=individual "
     "--set caseload_capacity=yes --set consent_voicemail=yes --set family_violence=no "
     "--worker prompt --worker deadline --format html"},
};

// What stands between two texts, from the place on; empty at the end. The place moves behind it.
std::string_view between(std::string_view text, std::string_view from, std::string_view to, std::size_t* place) {
  const std::size_t begin = text.find(from, *place);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = text.find(to, begin + from.size());
  EXPECT_NE(end, std::string_view::npos) << to;
  *place = end;
  return text.substr(begin + from.size(), end - begin - from.size());
}

int number_of(std::string_view text, std::string_view from) {
  std::size_t place = 0;
  const std::string_view digits = between(text, from, "\"", &place);
  EXPECT_FALSE(digits.empty()) << from;
  return std::atoi(std::string(digits).c_str());
}

// The pictures of a page one below the other, as one: each under the heading of its part. On the page they are cut
// into pieces.
std::string picture_of(std::string_view page) {
  constexpr int kHeading = 26;  // its height, as that of all here in the pictures' units
  std::size_t place = 0;
  const std::string colours{between(page, "<style>", "  * {", &place)};
  const std::string style{
      between(page, "  .timeline { display: block; width: 680px; height: auto; }\n", "  .days", &place)};
  std::string body;
  int width = 0, height = 0;
  for (;;) {
    const std::string_view heading = between(page, "<h2>", "</h2>", &place);
    if (heading.empty()) break;
    body += fmt::format("<text x=\"2\" y=\"{}\" font-size=\"13\" class=\"strong\">{}</text>\n", height + 17, heading);
    height += kHeading;
    const std::string_view part = page.substr(place, page.find("<h2>", place) - place);
    std::size_t inside = 0;
    for (;;) {
      const std::string_view svg = between(part, "<svg xmlns=\"http://www.w3.org/2000/svg\"", "</svg>", &inside);
      if (svg.empty()) break;
      body += fmt::format("<svg x=\"0\" y=\"{}\"{}</svg>\n", height, svg);
      width = std::max(width, number_of(svg, " width=\""));
      height += number_of(svg, " height=\"");
    }
  }
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"timeline\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
      "height=\"{1}\">\n<style>{2}{3}</style>\n"
      "<rect width=\"{0}\" height=\"{1}\" style=\"fill: var(--paper)\"/>\n{4}</svg>\n",
      width, height, colours, style, body);
}

TEST(Pictures, AreWhatTheProgramDraws) {
  const fs::path folder = fs::path(SOURCE_DIR) / "docs/pictures";
  const char* accept = std::getenv("ENGAGE_ACCEPT");
  for (const auto& [name, command] : kPictures) {
    const Ran ran = run_in_shell(command);
    ASSERT_EQ(ran.code, 0) << ran.err;
    const std::string drawn = ran.out.starts_with("<!DOCTYPE html>") ? picture_of(ran.out) : ran.out;
    if (accept != nullptr && std::string_view(accept) == "1") {
      fs::create_directories(folder);
      write_bytes(folder / name, drawn);
    }
    EXPECT_TRUE(read_bytes(folder / name) == drawn) << name << " is not what `" << command << "` draws";
  }
}

// Stages that all lead to each other: Graphviz loses its way in them, for minutes or for good.
TEST(Pictures, AChartThatNobodyCouldReadIsRefused) {
  constexpr int kStages = 31;
  std::string policy = "vocabulary w\n  role r\n  fact n number\n  event e\n  action a\n\npolicy p\n  starts on e\n";
  for (int stage = 0; stage < kStages; ++stage) {
    policy += fmt::format("  stage s{}\n", stage);
    for (int to = 0; to < kStages; ++to) policy += fmt::format("    on e if n is {0}\n      go to s{0}\n", to);
  }
  const fs::path file = scratch_folder() / "large.engage";
  write_bytes(file, policy);
  const Ran picture = run_in_shell("engage show " + file.string() + " --as chart");
  EXPECT_EQ(picture.code, 2);
  EXPECT_EQ(picture.out, "");
  EXPECT_EQ(picture.err,
            "engage: `p` is too large to be drawn: read it with `--as guide` or `--as outline`, or take "
            "`--format dot` or `--format mermaid` to a program that draws larger ones\n");
  for (const std::string format : {"dot", "mermaid"}) {
    const Ran text = run_in_shell("engage show " + file.string() + " --as chart --format " + format);
    EXPECT_EQ(text.code, 0) << text.err;
    EXPECT_GT(text.out.size(), 100'000u) << format;
  }
}

}  // namespace
}  // namespace engage
