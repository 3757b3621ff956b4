#include <fmt/format.h>

#include "calendar/words.h"
#include "form/document.h"
#include "form/layout.h"
#include "form/page.h"
#include "form/svg.h"
#include "report/play/timeline.h"
#include "report/play/timeline_picture.h"
#include "why/deadline.h"

namespace engage::report {
namespace {

using play::Timeline;

// Read in black and white: what is what is told by form and stroke, never by colour alone.
constexpr std::string_view kStyle = R"(
  body { max-width: 60rem; }
  figure { margin: .8rem 0; }
  figcaption { font: .85rem Arial, "Liberation Sans", sans-serif; }
  table.picture { width: auto; min-width: 0; }
  table.picture td { border: none; padding: 0; }
  .timeline { display: block; width: 680px; height: auto; }
  .timeline text { font-family: Helvetica, Arial, "Liberation Sans", sans-serif; fill: var(--ink);
                   paint-order: stroke; stroke: var(--paper); stroke-width: 2.5px; stroke-linejoin: round; }
  .timeline .strong { font-weight: bold; }
  .timeline .weekend, .timeline .ground { fill: var(--shade); }
  .timeline .holiday { fill: url(#holiday-lines); }
  .timeline .hatch { stroke: var(--line); stroke-width: 1.1; }
  .timeline .lane { stroke: var(--ink); stroke-width: .8; }
  .timeline .month { stroke: var(--ink); stroke-width: .8; }
  .timeline .week { stroke: var(--line); stroke-width: .5; }
  .timeline .inside { stroke: none; fill: var(--paper); }
  .timeline .frame { fill: none; stroke: var(--ink); stroke-width: 1.1; }
  .timeline .stage.inside { fill: var(--line); fill-opacity: .45; }
  .timeline .blocked.frame { stroke-dasharray: 1.5 2; }
  .timeline .undated { stroke: var(--ink); stroke-width: 1.4; stroke-dasharray: 1.5 3; }
  .timeline .late { stroke: var(--ink); stroke-width: 4; stroke-dasharray: 5 2; }
  .timeline .solid { fill: var(--ink); stroke: var(--ink); }
  .timeline .hollow { fill: var(--paper); stroke: var(--ink); stroke-width: 1.3; }
  .timeline .cross { stroke: var(--ink); stroke-width: 2; }
  .timeline .call { stroke: var(--paper); stroke-width: 1.4; }
  .days { font-size: .95rem; }
  .days th[scope="row"] { font-weight: normal; font-size: inherit; background: none; }
  .days td:nth-child(2), .days td:nth-child(3), .days th { white-space: nowrap; }
  .days ul { margin: 0; padding-left: 1.1rem; font-size: .92em; }
  .days li { margin: 0; }
  @page { margin: 1.5cm 1.5cm 1.9cm; }
  @media print {
    figcaption { break-after: avoid; }
    .timeline { width: 100%; max-width: 680px; }
    .days { font-size: 9.5pt; }
    .timeline .weekend, .timeline .holiday { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  }
)";

std::string element(std::string_view tag, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>\n", tag, form::escaped_xml(text));
}

std::string list(const std::vector<std::string>& items) {
  std::string out = "<ul>";
  for (const std::string& item : items) out += fmt::format("<li>{}</li>", form::escaped_xml(item));
  return out + "</ul>\n";
}

// How it came out, as sentences of a paragraph.
std::string summary(const Timeline& timeline) {
  std::string text;
  std::vector<std::string> sentences = outcomes_of(timeline);
  for (std::string& end : ending_of(timeline)) sentences.push_back(std::move(end));
  for (std::string& sentence : sentences) {
    if (sentence[0] >= 'a' && sentence[0] <= 'z') sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
    text += fmt::format("{}{}.", text.empty() ? "" : " ", sentence);
  }
  return text;
}

// In pieces, so that a page that cannot hold it all ends between two rows, and the next begins with the days again.
std::string picture(const TimelinePicture& picture, const std::string& id, const std::string& title,
                    const std::string& description) {
  const std::vector<form::Span> spans = pieces(picture);
  const auto row = [&](std::size_t i) {
    return fmt::format("<tr><td>\n{}</td></tr>\n",
                       picture_svg(picture, spans[i], fmt::format("{}-{}", id, i + 1),
                                   fmt::format("{}, {} of {}", title, i + 1, spans.size()),
                                   i == 0 ? description : "Goes on from what is above.", false));
  };
  std::string rows = "<table class=\"picture\" role=\"presentation\">\n<thead>\n" + row(0) + "</thead>\n<tbody>\n";
  for (std::size_t i = 1; i < spans.size(); ++i) rows += row(i);
  return form::wide("Timeline", rows + "</tbody>\n</table>\n");
}

std::string name_of(const PlayReport& play) { return fmt::format("Worker: {}, client: {}", play.worker, play.client); }

class TimelineHtml {
 public:
  explicit TimelineHtml(const Simulation& simulation) : simulation_(simulation) {}

  std::string write();

 private:
  void head();
  void contents();
  void play(std::size_t index);
  void pictures(const Timeline& timeline, const std::vector<TimelineLine>& lines, std::size_t index);
  void days(const std::vector<TimelineLine>& lines);

  const Simulation& simulation_;
  std::string out_;
};

void TimelineHtml::head() {
  const Timeline& first = *simulation_.plays.front().timeline;
  const model::Policy& policy = *first.last.policy;
  out_ += element("h1", policy.title + ": a case played forward");
  out_ += element("p", fmt::format("Policy {}, version {}{}.", policy.name, policy.version,
                                   policy.effective ? ", effective " + to_string(*policy.effective) : ""));
  out_ += element("p", "Case: " + words_of_case(simulation_) + ".");
  std::vector<std::string> assumed;
  const auto& by_role = first.assumptions.by_role;
  for (model::RoleId role = 0; role < by_role.size(); ++role) {
    if (by_role[role]) assumed.push_back(words_of_pace(simulation_.family->words.roles[role].title, *by_role[role]));
  }
  if (!simulation_.made_up) {
    assumed.push_back(fmt::format("people act as assumed from {} on", say(first.begin)));
  }
  if (assumed.empty()) return;
  out_ += element("p", "Assumed:");
  out_ += list(assumed);
}

void TimelineHtml::contents() {
  if (simulation_.plays.size() == 1) return;
  out_ += "<nav aria-label=\"Assumptions\">\n<ol>\n";
  for (std::size_t i = 0; i < simulation_.plays.size(); ++i) {
    const PlayReport& play = simulation_.plays[i];
    out_ += fmt::format("<li><a href=\"#play-{}\">{}</a>. {}</li>\n", i + 1, form::escaped_xml(name_of(play)),
                        form::escaped_xml(summary(*play.timeline)));
  }
  out_ += "</ol>\n</nav>\n";
}

void TimelineHtml::pictures(const Timeline& timeline, const std::vector<TimelineLine>& lines, std::size_t index) {
  std::size_t number = 0;
  for (const Stretch& stretch : stretches_of(timeline, lines)) {
    const std::string dates = fmt::format("{} to {}", to_string(stretch.first), to_string(stretch.last));
    if (stretch.picture.lanes.empty()) {
      out_ += element("p", fmt::format("{}: nothing new happens.", dates));
      continue;
    }
    const std::string description =
        fmt::format("Lanes from top to bottom: {}. What it shows stands day by day in the table below.",
                    fmt::join(stretch.picture.lanes, ", "));
    out_ += fmt::format("<figure>\n<figcaption>{}</figcaption>\n", dates);
    out_ += picture(stretch.picture, fmt::format("picture-{}-{}", index + 1, ++number), dates, description);
    out_ += "</figure>\n";
  }
}

void TimelineHtml::days(const std::vector<TimelineLine>& lines) {
  std::string table =
      "<table class=\"days\">\n<thead>\n<tr><th scope=\"col\">Date</th><th scope=\"col\">Time</th>"
      "<th scope=\"col\">What</th><th scope=\"col\">Which, and why</th></tr>\n</thead>\n<tbody>\n";
  for (const TimelineLine& line : lines) {
    const int minute = minute_of_day(line.at);
    const std::string time = minute == 0 ? "" : fmt::format("{:02}:{:02}", minute / 60, minute % 60);
    table +=
        fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}{}{}</td></tr>\n",
                    weekday_date(date_of(line.at)), time, form::escaped_xml(line.kind), form::escaped_xml(line.text),
                    line.assumed ? " (assumed)" : "", line.why.empty() ? "" : list(line.why));
  }
  out_ += form::wide("Day by day", table + "</tbody>\n</table>\n");
}

void TimelineHtml::play(std::size_t index) {
  const PlayReport& play = simulation_.plays[index];
  const Timeline& timeline = *play.timeline;
  const std::vector<TimelineLine> lines = lines_of(timeline);
  out_ += fmt::format("<section class=\"play\" id=\"play-{}\">\n", index + 1);
  out_ += element("h2", name_of(play));
  out_ += list({words_of_pace("everybody", timeline.assumptions.worker),
                words_of_client(simulation_.family->words, timeline.assumptions.client)});
  out_ += fmt::format("<p><strong>{}</strong></p>\n", form::escaped_xml(summary(timeline)));
  out_ += element("h3", "As a picture");
  pictures(timeline, lines, index);
  out_ += element("h3", "Day by day");
  days(lines);
  out_ += "</section>\n";
}

std::string TimelineHtml::write() {
  head();
  contents();
  out_ += element("h2", "How to read the pictures");
  out_ += "<figure>\n";
  const TimelinePicture legend = picture_legend();
  out_ += form::wide("How to read the pictures",
                     picture_svg(legend, {0, legend.height}, "legend", "How to read the pictures",
                                 "The forms, and what each means.", true));
  out_ += "</figure>\n";
  for (std::size_t i = 0; i < simulation_.plays.size(); ++i) play(i);
  const Timeline& first = *simulation_.plays.front().timeline;
  const model::Policy& policy = *first.last.policy;
  return form::page(
      {policy.title + ": a case played forward",
       fmt::format("{}, version {}: a case played forward from {} on", policy.title, policy.version, say(first.begin)),
       std::string(kStyle), out_});
}

}  // namespace

std::string simulation_html(const Simulation& simulation) { return TimelineHtml(simulation).write(); }

}  // namespace engage::report
