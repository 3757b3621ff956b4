#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"
#include "form/svg.h"
#include "form/text_metrics.h"
#include "report/play/timeline.h"

// A case played forward as pictures: time goes from left to right, lanes stand one below the other. Units
// are those of the picture, y grows downwards.
namespace engage::report {

struct PictureText {
  std::string text;
  form::Lettering lettering;
  double x = 0;  // where its base line begins
  double y = 0;
};

// Days that are no business days.
struct PictureShade {
  enum class Kind : std::uint8_t { weekend, holiday } kind = Kind::weekend;
  double left = 0, top = 0, right = 0, bottom = 0;
};

struct PictureBar {
  enum class Kind : std::uint8_t {
    stage,
    window,   // from when work is owed to its last day
    undated,  // work without a deadline
    late,     // past its deadline
    blocked,  // a step that waits for a fact
  } kind = Kind::window;
  double left = 0;
  double right = 0;
  double y = 0;        // of its middle
  bool begins = true;  // false: before this picture
  bool ends = true;    // false: after this picture
};

struct PictureMark {
  enum class Kind : std::uint8_t {
    done,
    lapsed,
    dropped,
    goes_on,
    event,
    fact,
    breach,
    escalation,
    finish
  } kind = Kind::done;
  bool assumed = false;
  double x = 0;  // of its middle
  double y = 0;
};

struct PictureRule {
  enum class Kind : std::uint8_t { lane, month, week } kind = Kind::lane;
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};

struct TimelinePicture {
  double width = 0;
  double height = 0;
  std::vector<PictureShade> shades;
  std::vector<PictureRule> rules;
  std::vector<PictureBar> bars;
  std::vector<PictureMark> marks;
  std::vector<PictureText> texts;
  std::vector<std::string> lanes;  // their titles, from top to bottom
};

// Some days of a play, and how they look; without lanes where nothing new happens on any of them.
struct Stretch {
  Date first;
  Date last;
  TimelinePicture picture;
};

// From the first day to the last on which something happens, cut where one picture would become too wide or
// too high for a page. `lines` are those of the timeline; what they leave out is not drawn.
std::vector<Stretch> stretches_of(const play::Timeline& timeline, const std::vector<TimelineLine>& lines);

// What the forms of the pictures mean.
TimelinePicture picture_legend();

// Cut between its rows. The first piece holds the days, and is to stand above each that begins a page.
std::vector<form::Span> pieces(const TimelinePicture& picture);

// What of a picture lies between two heights. `id` is unique on its page. Where `with_patterns` is not set, another
// picture of the page has it set.
std::string picture_svg(const TimelinePicture& picture, form::Span seen, std::string_view id, std::string_view title,
                        std::string_view description, bool with_patterns);

}  // namespace engage::report
