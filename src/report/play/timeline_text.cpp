#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "calendar/words.h"
#include "form/layout.h"
#include "report/naming.h"
#include "report/play/timeline.h"
#include "text/visible.h"
#include "why/deadline.h"

namespace engage::report {
namespace {

using play::Timeline;

constexpr std::size_t kColumns = 100;
constexpr std::size_t kDate = 16;       // "2026-01-05 Mon  "
constexpr std::size_t kTime = 7;        // "09:00  "
constexpr std::size_t kKind = 13;       // "passed over  "
constexpr std::size_t kSideBySide = 3;  // columns of one table; more stand below
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kReset = "\x1b[0m";

std::string time_of(Instant at) { return minute_of_day(at) == 0 ? "" : clock_time(at); }

bool is_alarm(std::string_view kind) {
  return kind == "overdue" || kind == "escalated" || kind == "breach" || kind == "blocked" || kind == "done late";
}

class TimelineText {
 public:
  TimelineText(const Simulation& simulation, bool colour) : simulation_(simulation), colour_(colour) {}

  std::string write();

 private:
  void head();
  void side_by_side(std::size_t first, std::size_t end);
  void summary();
  std::string_view paint(std::string_view code) const { return colour_ ? code : std::string_view(); }
  void sentence(std::string_view label, std::string_view text);

  const Simulation& simulation_;
  bool colour_;
  std::string out_;
};

// "Assumed:  …", wrapped under its own beginning.
void TimelineText::sentence(std::string_view label, std::string_view text) {
  constexpr std::size_t kLabel = 10;
  form::append_padded(out_, label, kLabel);
  form::append_wrapped(out_, text, kLabel, kColumns - kLabel);
  out_ += '\n';
}

void TimelineText::head() {
  const Timeline& first = *simulation_.plays.front().timeline;
  const model::Policy& policy = *first.last.policy;
  const model::Words& words = simulation_.family->words;
  out_ += fmt::format("{}{}{} ({}, version {})\n", paint(kBold), visible(policy.title), paint(kReset), policy.name,
                      policy.version);
  sentence("Case:", visible(words_of_case(simulation_)));
  bool labelled = false;
  const auto assumed = [&](std::string text) {
    sentence(labelled ? "" : "Assumed:", text);
    labelled = true;
  };
  if (!simulation_.made_up) assumed(fmt::format("people act as assumed from {} on", say(first.begin)));
  if (simulation_.plays.size() == 1) {
    assumed(words_of_pace("everybody", first.assumptions.worker));
    assumed(words_of_client(words, first.assumptions.client));
  } else {
    for (const PlayReport& play : simulation_.plays) {
      assumed(fmt::format("{}, {}: {}; {}", play.worker, play.client,
                          words_of_pace("everybody", play.timeline->assumptions.worker),
                          words_of_client(words, play.timeline->assumptions.client)));
    }
  }
  for (model::RoleId role = 0; role < first.assumptions.by_role.size(); ++role) {
    if (const auto& pace = first.assumptions.by_role[role]) assumed(words_of_pace(words.roles[role].name, *pace));
  }
  out_ += '\n';
}

// A column a play, a row a day.
void TimelineText::side_by_side(std::size_t first, std::size_t end) {
  constexpr std::size_t kGap = 2;             // to the next column
  constexpr std::string_view kIndent = "  ";  // of the lines of a text but the first
  const std::size_t width_of_one = (kColumns - kDate) / (end - first);
  std::map<Date, std::vector<std::vector<std::string>>> days;  // by play, the lines of its cell
  for (std::size_t i = first; i < end; ++i) {
    for (const TimelineLine& line : lines_of(*simulation_.plays[i].timeline)) {
      auto& cells = days[date_of(line.at)];
      cells.resize(end - first);
      const std::string text = visible(fmt::format("{}: {}{}", line.kind, line.text, line.assumed ? " (assumed)" : ""));
      const std::string_view head = form::wrap(text, width_of_one - kGap).front();
      cells[i - first].emplace_back(head);
      if (head.size() == text.size()) continue;
      const std::string_view rest = std::string_view(text).substr(head.size() + 1);
      for (const std::string_view piece : form::wrap(rest, width_of_one - kGap - kIndent.size())) {
        cells[i - first].push_back(std::string(kIndent) + std::string(piece));
      }
    }
  }
  const auto row = [&](std::string_view day, const std::vector<std::string>& cells) {
    std::string text;
    form::append_padded(text, day, kDate);
    for (const std::string& cell : cells) form::append_padded(text, cell, width_of_one);
    text.erase(text.find_last_not_of(' ') + 1);
    out_ += text + '\n';
  };
  std::vector<std::string> heads;
  for (std::size_t i = first; i < end; ++i) {
    heads.push_back(fmt::format("{}, {}", simulation_.plays[i].worker, simulation_.plays[i].client));
  }
  row("", heads);
  for (const auto& [date, cells] : days) {
    std::size_t height = 0;
    for (const auto& cell : cells) height = std::max(height, cell.size());
    for (std::size_t line = 0; line < height; ++line) {
      std::vector<std::string> pieces;
      for (const auto& cell : cells) pieces.push_back(line < cell.size() ? cell[line] : "");
      row(line == 0 ? weekday_date(date) : "", pieces);
    }
  }
}

// How each play ended.
void TimelineText::summary() {
  for (const PlayReport& play : simulation_.plays) {
    const Timeline& timeline = *play.timeline;
    if (simulation_.plays.size() > 1) out_ += fmt::format("{}, {}\n", play.worker, play.client);
    std::vector<std::string> sentences = outcomes_of(timeline);
    for (std::string& end : ending_of(timeline)) sentences.push_back(std::move(end));
    for (std::size_t i = 0; i < sentences.size(); ++i) sentence(i == 0 ? "End:" : "", visible(sentences[i]));
  }
}

std::string TimelineText::write() {
  head();
  const std::size_t count = simulation_.plays.size();
  if (count == 1) {
    out_ += lines_text(lines_of(*simulation_.plays.front().timeline), colour_);
    out_ += '\n';
  } else {
    for (std::size_t first = 0; first < count; first += kSideBySide) {
      side_by_side(first, std::min(first + kSideBySide, count));
      out_ += '\n';
    }
  }
  summary();
  return std::move(out_);
}

}  // namespace

std::string lines_text(std::span<const TimelineLine> lines, bool colour) {
  constexpr std::size_t kIndent = kDate + kTime + kKind;
  const auto paint = [&](std::string_view code) { return colour ? code : std::string_view(); };
  std::string out;
  std::optional<Date> date;
  std::string time;
  for (const TimelineLine& line : lines) {
    const bool new_day = date != date_of(line.at);
    const std::string new_time = time_of(line.at);
    form::append_padded(out, new_day ? weekday_date(date_of(line.at)) : "", kDate);
    form::append_padded(out, new_day || new_time != time ? new_time : "", kTime);
    date = date_of(line.at);
    time = new_time;
    const bool is_heading = line.kind == "stage" || line.kind == "closed";
    out += paint(is_alarm(line.kind) ? kRed : is_heading ? kBold : std::string_view());
    form::append_padded(out, line.kind, kKind);
    out += paint(kReset);
    form::append_wrapped(out, visible(line.text) + (line.assumed ? " (assumed)" : ""), kIndent, kColumns - kIndent);
    out += '\n';
    for (const std::string& why : line.why) {
      out.append(kIndent + 2, ' ');
      out += paint(kDim);
      form::append_wrapped(out, visible(why), kIndent + 2, kColumns - kIndent - 2);
      out += paint(kReset);
      out += '\n';
    }
  }
  return out;
}

std::string simulation_text(const Simulation& simulation, bool colour) {
  return TimelineText(simulation, colour).write();
}

}  // namespace engage::report
