#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "fixture.h"
#include "form/document.h"
#include "form/layout.h"
#include "play/play.h"
#include "read_policy.h"
#include "report/play/timeline.h"
#include "report/play/timeline_picture.h"

// Cases played forward as pages, for each shipped policy, over Christmas and over Easter, under each assumption.
namespace engage::report {
namespace {

namespace fs = std::filesystem;
using play::Pace;
using play::Timeline;
using testing::HasSubstr;
using testing::Not;

const fs::path kPolicies = fs::path(SOURCE_DIR) / "policies";

constexpr int kMostDays = 730;

struct Play {
  std::string file, start;
  std::vector<std::pair<std::string, std::string>> facts;
  std::string event = "referral_assigned";
};

// A day before Christmas and one before Easter each; the family's goes round without an end.
const std::vector<Play> kPlays = {
    {"individual-entry", "2026-12-17", {{"service", "individual"}, {"caseload_capacity", "yes"}}},
    {"individual-entry", "2026-03-30", {{"service", "individual"}, {"caseload_capacity", "yes"}}},
    {"existing-client", "2026-12-17", {{"service", "individual"}, {"in_service", "yes"}}, "contact_lost"},
    {"existing-client", "2026-03-30", {{"service", "individual"}, {"in_service", "yes"}}, "contact_lost"},
    {"family-support",
     "2026-12-17",
     {{"purpose_clear", "yes"}, {"family_violence", "no"}, {"limited_literacy", "no"}, {"interpreter_needed", "no"}},
     "allocated"},
    {"youth-outreach", "2026-12-17", {{"service", "individual"}, {"caseload_capacity", "yes"}, {"age", "19"}}},
    {"youth-outreach", "2026-03-30", {{"service", "individual"}, {"caseload_capacity", "yes"}, {"age", "19"}}},
};

model::Value value_of(const model::Fact& fact, const std::string& text) {
  if (fact.type == model::FactType::yes_no) return model::Value::yes_no(text == "yes");
  if (fact.type == model::FactType::number) return model::Value::of(std::stod(text));
  const auto found = std::find(fact.options.begin(), fact.options.end(), text);
  EXPECT_NE(found, fact.options.end()) << fact.name;
  return model::Value::option(static_cast<int>(found - fact.options.begin()));
}

// A policy, and one case of it under every assumption about the worker.
struct Played {
  explicit Played(const Play& play)
      : file(play.file), start(play.start), read(read_policies(kPolicies / (play.file + ".engage"))) {
    for (const model::Family& each : read->program->families) {
      if (each.named && family == nullptr) family = &each;
    }
    const model::Words& words = family->words;
    cases::Record record;
    record.id = "C-1";
    for (const model::Fact& fact : words.facts) record.facts.push_back(fact.fallback.value_or(model::Value::unknown()));
    for (const auto& [name, text] : play.facts) {
      const model::FactId fact = *words.find_fact(name);
      record.facts[fact] = value_of(words.facts[fact], text);
    }
    const Instant begin = at(play.start);
    simulation = {family, &read->sources, true, {}, {}};
    for (const Pace& pace : {Pace{Pace::Kind::prompt, 0}, Pace{Pace::Kind::deadline, 0}, Pace{Pace::Kind::late, 3}}) {
      play::Assumptions assumptions;
      assumptions.worker = pace;
      assumptions.planned.push_back({begin, *words.find_event(play.event), {}});
      timelines.push_back(
          play::play_forward(*family, record, begin, assumptions, {start_of(date_of(begin) + kMostDays)}));
    }
    const char* names[] = {"prompt", "deadline", "late:3"};
    for (std::size_t i = 0; i < timelines.size(); ++i) simulation.plays.push_back({names[i], "silent", &timelines[i]});
  }

  std::string file, start;
  std::unique_ptr<ReadPolicies> read;
  const model::Family* family = nullptr;
  std::vector<Timeline> timelines;
  Simulation simulation;
};

// Each is played once for all tests.
const std::vector<std::unique_ptr<Played>>& all_played() {
  static const auto* const all = [] {
    auto* played = new std::vector<std::unique_ptr<Played>>;
    for (const Play& play : kPlays) played->push_back(std::make_unique<Played>(play));
    return played;
  }();
  return *all;
}

// What a failure names.
std::string name_of(const Played& played, const PlayReport& play) {
  return fmt::format("{} from {}, {}", played.file, played.start, play.worker);
}

struct Box {
  double left, top, right, bottom;
  std::string text;
};

// From the highest letter to the lowest, a little less than a line.
Box box_of(const PictureText& text) {
  const double size = text.lettering.size;
  return {text.x, text.y - 0.74 * size, text.x + text_width(text.text, text.lettering), text.y + 0.22 * size,
          text.text};
}

void expect_readable(const TimelinePicture& picture) {
  std::vector<Box> boxes;
  for (const PictureText& text : picture.texts) boxes.push_back(box_of(text));
  for (const Box& box : boxes) {
    EXPECT_GE(box.left, 0) << box.text;
    EXPECT_LE(box.right, picture.width) << box.text;
    EXPECT_GE(box.top, 0) << box.text;
    EXPECT_LE(box.bottom, picture.height) << box.text;
  }
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t j = i + 1; j < boxes.size(); ++j) {
      const Box &a = boxes[i], &b = boxes[j];
      const bool apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      EXPECT_TRUE(apart) << "`" << a.text << "` and `" << b.text << "` lie on each other";
    }
    for (const PictureMark& mark : picture.marks) {
      const Box& a = boxes[i];
      const bool apart = a.right <= mark.x - 3 || mark.x + 3 <= a.left || a.bottom <= mark.y - 3 || mark.y + 3 <= a.top;
      EXPECT_TRUE(apart) << "a mark lies on `" << a.text << "`";
    }
  }
}

TEST(TimelineHtml, NoTextLiesOnAnotherOrIsCut) {
  expect_readable(picture_legend());
  for (const auto& played : all_played()) {
    for (const PlayReport& each : played->simulation.plays) {
      SCOPED_TRACE(name_of(*played, each));
      const std::vector<Stretch> stretches = stretches_of(*each.timeline, lines_of(*each.timeline));
      ASSERT_FALSE(stretches.empty());
      for (const Stretch& stretch : stretches) expect_readable(stretch.picture);
    }
  }
}

// Each piece of a picture stands on a page of its own if need be: nothing is cut through, and nothing is lost.
TEST(TimelineHtml, PicturesAreCutBetweenTheirRows) {
  for (const auto& played : all_played()) {
    for (const PlayReport& each : played->simulation.plays) {
      SCOPED_TRACE(name_of(*played, each));
      for (const Stretch& stretch : stretches_of(*each.timeline, lines_of(*each.timeline))) {
        const TimelinePicture& picture = stretch.picture;
        if (picture.lanes.empty()) continue;
        const std::vector<form::Span> spans = pieces(picture);
        ASSERT_GE(spans.size(), picture.lanes.size());
        EXPECT_EQ(spans.front().top, 0);
        EXPECT_EQ(spans.back().bottom, picture.height);
        std::string all;
        for (std::size_t i = 0; i < spans.size(); ++i) {
          if (i > 0) {
            EXPECT_EQ(spans[i - 1].bottom, spans[i].top);
            EXPECT_LE(spans[i].bottom - spans[i].top, 300) << "a third of a page may be left empty";
          }
          for (const PictureText& text : picture.texts) {
            EXPECT_FALSE(text.y - 7 < spans[i].top && spans[i].top < text.y) << text.text << " is cut";
          }
          for (const PictureMark& mark : picture.marks) EXPECT_GE(std::abs(mark.y - spans[i].top), 5);
          all += picture_svg(picture, spans[i], "p", "", "", false);
        }
        for (const PictureText& text : picture.texts)
          EXPECT_THAT(all, HasSubstr(form::escaped_xml(text.text) + "</text>"));
        const auto count = [&](std::string_view what) {
          std::size_t found = 0;
          for (std::size_t at = all.find(what); at != all.npos; at = all.find(what, at + 1)) ++found;
          return found;
        };
        EXPECT_EQ(count("<text "), picture.texts.size());
      }
    }
  }
}

// A page of A4 holds 18 cm of a picture, in which a unit is a pixel of CSS: three quarters of a point.
TEST(TimelineHtml, LettersCanBeReadOnPaper) {
  const auto expect_legible = [](const TimelinePicture& picture) {
    EXPECT_LE(picture.width, 18 / 2.54 * 96);
    for (const PictureText& text : picture.texts) EXPECT_GE(text.lettering.size * 0.75, 7) << text.text;
  };
  expect_legible(picture_legend());
  for (const auto& played : all_played()) {
    for (const PlayReport& each : played->simulation.plays) {
      for (const Stretch& stretch : stretches_of(*each.timeline, lines_of(*each.timeline))) {
        expect_legible(stretch.picture);
      }
    }
  }
}

TEST(TimelineHtml, StretchesFollowEachOtherAndLeaveNothingOut) {
  for (const auto& played : all_played()) {
    for (const PlayReport& each : played->simulation.plays) {
      SCOPED_TRACE(name_of(*played, each));
      const std::vector<TimelineLine> lines = lines_of(*each.timeline);
      const std::vector<Stretch> stretches = stretches_of(*each.timeline, lines);
      EXPECT_LE(stretches.front().first, date_of(lines.front().at));
      EXPECT_GE(stretches.back().last, date_of(lines.back().at));
      for (std::size_t i = 1; i < stretches.size(); ++i) EXPECT_EQ(stretches[i - 1].last + 1, stretches[i].first);
    }
  }
}

TEST(TimelineHtml, EachWindowAndEachEndIsDrawn) {
  for (const auto& played : all_played()) {
    for (const PlayReport& each : played->simulation.plays) {
      SCOPED_TRACE(name_of(*played, each));
      std::set<std::string> drawn;
      const std::vector<TimelineLine> lines = lines_of(*each.timeline);
      std::size_t finishes = 0;
      for (const Stretch& stretch : stretches_of(*each.timeline, lines)) {
        for (const PictureText& text : stretch.picture.texts) drawn.insert(text.text);
        for (const PictureMark& mark : stretch.picture.marks) finishes += mark.kind == PictureMark::Kind::finish;
      }
      const auto closed =
          std::count_if(lines.begin(), lines.end(), [](const TimelineLine& line) { return line.kind == "closed"; });
      EXPECT_EQ(finishes, static_cast<std::size_t>(closed));
      for (const play::Window& window : each.timeline->windows) {
        const engine::Opening& opening = window.owed.opening;
        const std::string title = opening.policy->steps[opening.step].title;
        const std::string first = title.substr(0, title.find(' '));
        const bool found =
            std::any_of(drawn.begin(), drawn.end(), [&](const std::string& text) { return text.starts_with(first); });
        EXPECT_TRUE(found) << title;
      }
    }
  }
}

TEST(TimelineHtml, ThePageHoldsAllAndNeedsNothingElse) {
  for (const auto& played : all_played()) {
    const std::string page = simulation_html(played->simulation);
    for (const PlayReport& each : played->simulation.plays) {
      SCOPED_TRACE(name_of(*played, each));
      for (const TimelineLine& line : lines_of(*each.timeline)) {
        EXPECT_THAT(page, HasSubstr(">" + weekday_date(date_of(line.at)) + "<"));
        EXPECT_THAT(page, HasSubstr(form::escaped_xml(visible(line.text))));
        for (const std::string& why : line.why) EXPECT_THAT(page, HasSubstr(form::escaped_xml(visible(why))));
      }
      for (const std::string& end : outcomes_of(*each.timeline)) EXPECT_THAT(page, HasSubstr(form::escaped_xml(end)));
    }
    const fs::path file = fs::path(testing::TempDir()) / fmt::format("{}-{}.html", played->file, played->start);
    std::ofstream(file) << page;
    const std::string script = fmt::format("python3 '{}/tests/form/check_page.py' '{}'", SOURCE_DIR, file.string());
    EXPECT_EQ(std::system(script.c_str()), 0);
  }
}

// A record's texts go into the page as they are, and cannot break it.
TEST(TimelineHtml, TextsOfARecordAreOnlyTexts) {
  Played played(kPlays.front());
  played.timelines.front().record.id = "<script>alert(1)</script> & \"C\"\x01";
  played.simulation.made_up = false;
  const std::string page = simulation_html(played.simulation);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;C&quot;\\x01"));
}

}  // namespace
}  // namespace engage::report
