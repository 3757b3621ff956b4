#include "report/play/timeline_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "calendar/calendar.h"
#include "report/play/timeline_items.h"
#include "text/words.h"

namespace engage::report {
namespace {

using play::Timeline;

// In pixels of CSS: A4 less its margins is as wide as this, so that 9.5 of it are 7 points on paper.
constexpr double kWidth = 680;
constexpr double kLeft = 96;  // where the days begin: left of it stand the lanes' titles
constexpr double kRight = kWidth - 6;
constexpr double kMostHeight = 860;  // what a page can hold
constexpr double kWidestDay = 40;
constexpr int kDaysOfOne = 45;      // as many stand in one picture
constexpr int kDaysOfSeveral = 42;  // or so many in each of several: whole weeks
constexpr int kFewestDays = 7;
constexpr int kMostDaysAfter = 8;          // the last thing that happens, for deadlines that lie beyond it
constexpr double kNarrowestNumbered = 12;  // a day in which its number has room

constexpr form::Lettering kHead{10, true}, kDay{9.5, false}, kLabel{10, false}, kStrongLabel{10, true};
constexpr double kLine = 12;   // from one line of a label to the next
constexpr double kBar = 9;     // how high a bar is, with the space around its middle
constexpr double kGap = 4;     // between rows
constexpr double kBeside = 7;  // from a mark's middle to its label
constexpr double kMarkHalf = 5;
constexpr double kWidestLabel = 250;

const Calendar& calendar_of(const Timeline& timeline) { return *timeline.last.policy->calendar; }

// Labels and bars in rows, so that none touches another.
class Rows {
 public:
  std::size_t place(double left, double right) {
    std::size_t row = 0;
    while (row < taken_.size() && std::any_of(
                                      taken_[row].begin(), taken_[row].end(),
                                      [&](const auto& other) { return left < other.second && other.first < right; })) {
      ++row;
    }
    if (row == taken_.size()) taken_.emplace_back();
    taken_[row].emplace_back(left, right);
    return row;
  }

 private:
  std::vector<std::vector<std::pair<double, double>>> taken_;
};

class Drawing {
 public:
  Drawing(const Timeline& timeline, const std::vector<PictureLane>& lanes, Date first, Date last)
      : calendar_(calendar_of(timeline)),
        lanes_(lanes),
        end_(timeline.end_at),
        first_(first),
        last_(last),
        day_(std::min(kWidestDay, (kRight - kLeft) / (last - first + 1))) {}

  TimelinePicture draw();

 private:
  // An item with its place in the picture.
  struct Placed {
    const PictureItem* item = nullptr;
    double left = 0, right = 0;  // of bar or mark
    double label_at = 0;
    std::vector<std::string> label;
    std::size_t row = 0;
    double height() const { return item->bar ? kLine * static_cast<double>(label.size()) + kBar : kLine; }
  };

  double x_of(Instant at) const {
    const double days = static_cast<double>(at.minutes - start_of(first_).minutes) / kMinutesPerDay;
    return std::clamp(kLeft + days * day_, kLeft, right());
  }
  double x_of(Date date) const { return x_of(start_of(date)); }
  double right() const { return kLeft + day_ * (last_ - first_ + 1); }

  bool is_seen(const PictureItem& item) const;
  Placed placed(const PictureItem& item) const;
  void head();
  void shades();
  void lane(const PictureLane& lane);
  void put(const Placed& placed, double y);
  void put_bars(const Placed& placed, double middle);
  std::string reason_of(Date date) const;

  const Calendar& calendar_;
  const std::vector<PictureLane>& lanes_;
  Instant end_;
  Date first_, last_;
  double day_;
  double top_ = 0;  // of the days
  double y_ = 0;
  TimelinePicture picture_;
};

// The holiday's name; empty for other days.
std::string Drawing::reason_of(Date date) const {
  if (!calendar_.covers(date) || calendar_.is_business_day(date)) return {};
  std::string reason = calendar_.reason(date);
  return reason == name(weekday(date)) ? std::string() : reason;
}

void Drawing::shades() {
  using Kind = PictureShade::Kind;
  for (Date date = first_; date <= last_; date = date + 1) {
    if (!calendar_.covers(date) || calendar_.is_business_day(date)) continue;
    const Kind kind = reason_of(date).empty() ? Kind::weekend : Kind::holiday;
    picture_.shades.push_back({kind, x_of(date), top_, x_of(date + 1), 0});
  }
}

// Months, days and the names of holidays.
void Drawing::head() {
  double y = 11;
  Rows months;
  for (Date date = first_; date <= last_; date = date + 1) {
    const Ymd day = ymd(date);
    if (date != first_ && day.day != 1) continue;
    const std::string month = fmt::format("{} {}", capitalized(month_name(day.month)), day.year);
    // The rest of a month may be too narrow for its name; the next one has it then.
    const double wide = form::text_width(month, kHead);
    const Date next = add_months(date - (day.day - 1), 1);
    const double room = (next > last_ ? kRight : x_of(next)) - x_of(date);
    if (room >= wide + 4) picture_.texts.push_back({month, kHead, x_of(date) + 2, y});
    if (date != first_) picture_.rules.push_back({PictureRule::Kind::month, x_of(date), 2, x_of(date), 0});
  }
  y += 11;
  const bool numbered = day_ >= kNarrowestNumbered;
  for (Date date = first_; date <= last_; date = date + 1) {
    const bool monday = weekday(date) == Weekday::monday;
    if (monday && date != first_) {
      picture_.rules.push_back({PictureRule::Kind::week, x_of(date), y + 13, x_of(date), 0});
    }
    if (!numbered && !monday) continue;
    const double middle = (x_of(date) + x_of(date + 1)) / 2;
    const std::string letter = capitalized(name(weekday(date)).substr(0, 1));
    const std::string number = std::to_string(ymd(date).day);
    picture_.texts.push_back({letter, kDay, middle - form::text_width(letter, kDay) / 2, y});
    picture_.texts.push_back({number, kDay, middle - form::text_width(number, kDay) / 2, y + 10});
  }
  top_ = y + 13;
  y_ = top_;
  Rows rows;
  std::size_t most = 0;
  for (Date date = first_; date <= last_; date = date + 1) {
    const std::string reason = reason_of(date);
    if (reason.empty() || (date != first_ && reason_of(date - 1) == reason)) continue;
    for (const std::string& line : form::broken(reason, kRight - kLeft, kDay)) {
      const double wide = form::text_width(line, kDay);
      const double left = std::max(kLeft, std::min(x_of(date), kRight - wide));
      const std::size_t row = rows.place(left - 2, left + wide + 2);
      picture_.texts.push_back({line, kDay, left, y_ + 9 + 10 * static_cast<double>(row)});
      most = std::max(most, row + 1);
    }
  }
  y_ += most == 0 ? 0 : 10 * static_cast<double>(most) + 3;
}

bool Drawing::is_seen(const PictureItem& item) const {
  const Date from = date_of(item.from);
  if (from > last_) return false;
  if (!item.bar) return from >= first_;
  return date_of(item.until.value_or(end_)) >= first_;
}

Drawing::Placed Drawing::placed(const PictureItem& item) const {
  Placed at;
  at.item = &item;
  const form::Lettering lettering = item.strong ? kStrongLabel : kLabel;
  at.label = form::broken(item.label, kWidestLabel, lettering);
  double wide = 0;
  for (const std::string& line : at.label) wide = std::max(wide, form::text_width(line, lettering));
  at.left = x_of(item.from);
  if (!item.bar) {
    at.label_at = at.left + kBeside + wide <= kRight ? at.left + kBeside : at.left - kBeside - wide;
    at.right = at.left + kMarkHalf;
    at.left -= kMarkHalf;
  } else {
    const double until = x_of(item.until.value_or(last_minute_of(date_of(end_))));
    at.right = std::max({at.left + 4, until, item.due ? x_of(*item.due) : until});
    at.label_at = std::max(kLeft, std::min(at.left, kRight - wide));
    if (item.mark) {
      at.left = std::min(at.left, until - kMarkHalf);
      at.right = std::max(at.right, until + kMarkHalf);
    }
  }
  return at;
}

void Drawing::put_bars(const Placed& placed, double middle) {
  const PictureItem& item = *placed.item;
  const Instant until = item.until.value_or(last_minute_of(date_of(end_)));
  const auto bar = [&](PictureBar::Kind kind, Instant from, Instant to) {
    const bool begins = date_of(from) >= first_, ends = to <= start_of(last_ + 1);
    const double left = x_of(from), right = std::max(left + 4, x_of(to));
    const bool has_end = item.until || kind == PictureBar::Kind::window;
    picture_.bars.push_back({kind, left, right, middle, begins, ends && has_end});
  };
  const bool late = item.due && until > *item.due && until > item.from;
  if (!item.due) {
    bar(*item.bar, item.from, until);
  } else if (*item.due > item.from && x_of(*item.due) > kLeft) {
    bar(*item.bar, item.from, *item.due);
  }
  if (late) bar(PictureBar::Kind::late, std::max(*item.due, item.from), until);
  if (!item.mark) return;
  // What is still owed when the play ends has no end to mark in this picture or another.
  const bool here = date_of(until) >= first_ && date_of(until) <= last_;
  if (here) picture_.marks.push_back({*item.mark, item.assumed, x_of(until), middle});
}

void Drawing::put(const Placed& placed, double y) {
  const PictureItem& item = *placed.item;
  const form::Lettering lettering = item.strong ? kStrongLabel : kLabel;
  for (std::size_t i = 0; i < placed.label.size(); ++i) {
    picture_.texts.push_back({placed.label[i], lettering, placed.label_at, y + 9 + kLine * static_cast<double>(i)});
  }
  if (!item.bar) {
    picture_.marks.push_back({*item.mark, item.assumed, (placed.left + placed.right) / 2, y + 6});
    return;
  }
  put_bars(placed, y + kLine * static_cast<double>(placed.label.size()) + kBar / 2);
}

void Drawing::lane(const PictureLane& lane) {
  std::vector<Placed> all;
  Rows rows;
  std::vector<double> heights;
  for (const PictureItem& item : lane.items) {
    if (!is_seen(item)) continue;
    Placed& at = all.emplace_back(placed(item));
    const form::Lettering lettering = item.strong ? kStrongLabel : kLabel;
    double label_end = at.label_at;
    for (const std::string& line : at.label)
      label_end = std::max(label_end, at.label_at + form::text_width(line, lettering));
    at.row = rows.place(std::min(at.left, at.label_at) - 3, std::max(at.right, label_end) + 3);
    heights.resize(std::max(heights.size(), at.row + 1));
    heights[at.row] = std::max(heights[at.row], at.height());
  }
  if (all.empty()) return;
  picture_.rules.push_back({PictureRule::Kind::lane, 0, y_, kWidth, y_});
  picture_.lanes.push_back(lane.title);
  y_ += kGap;
  const double top = y_;
  std::vector<double> tops;
  for (const double height : heights) {
    tops.push_back(y_);
    y_ += height + kGap;
  }
  for (const Placed& at : all) put(at, tops[at.row]);
  const std::vector<std::string> title = form::broken(lane.title, kLeft - 8, kHead);
  for (std::size_t i = 0; i < title.size(); ++i) {
    picture_.texts.push_back({title[i], kHead, 2, top + 9 + kLine * static_cast<double>(i)});
  }
  y_ = std::max(y_, top + kLine * static_cast<double>(title.size()) + kGap);
}

TimelinePicture Drawing::draw() {
  picture_.width = kWidth;
  head();
  shades();
  for (const PictureLane& each : lanes_) lane(each);
  picture_.rules.push_back({PictureRule::Kind::lane, 0, y_, kWidth, y_});
  for (PictureRule& rule : picture_.rules) {
    if (rule.kind != PictureRule::Kind::lane) rule.y2 = y_;
  }
  for (PictureShade& shade : picture_.shades) shade.bottom = y_;
  picture_.height = y_ + 2;
  return std::move(picture_);
}

bool happens_between(const std::vector<TimelineLine>& lines, Date first, Date last) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const TimelineLine& line) { return date_of(line.at) >= first && date_of(line.at) <= last; });
}

// The last day to be drawn: deadlines that had not come when all was over still show where they lie.
Date last_day(const Timeline& timeline, const std::vector<TimelineLine>& lines) {
  const Date end = date_of(lines.back().at);
  Date last = end;
  for (const play::Window& window : timeline.windows) {
    const bool ahead = window.owed.due && date_of(window.owed.due->at) <= end + kMostDaysAfter;
    if (ahead) last = std::max(last, date_of(window.owed.due->at));
  }
  return last;
}

Date monday_of(Date date) { return date - (static_cast<int>(weekday(date)) + 6) % 7; }

}  // namespace

std::vector<Stretch> stretches_of(const Timeline& timeline, const std::vector<TimelineLine>& lines) {
  std::vector<Stretch> stretches;
  if (lines.empty()) return stretches;
  const std::vector<PictureLane> lanes = lanes_of(timeline, lines);
  const Date begin = date_of(lines.front().at), end = last_day(timeline, lines);
  const bool one = end - begin < kDaysOfOne;
  const int days_of_one = one ? std::max(end - begin + 1, 14) : kDaysOfSeveral;
  Date first = one ? begin : monday_of(begin);
  while (first <= end) {
    Date last = first + (days_of_one - 1);
    if (!happens_between(lines, first, last)) {
      const bool joins = !stretches.empty() && stretches.back().picture.lanes.empty();
      if (joins) {
        stretches.back().last = last;
      } else {
        stretches.push_back({first, last, {}});
      }
    } else {
      TimelinePicture picture = Drawing(timeline, lanes, first, last).draw();
      while (picture.height > kMostHeight && last - first + 1 > kFewestDays) {
        last = first + std::max(kFewestDays, (last - first + 1) / 2) - 1;
        picture = Drawing(timeline, lanes, first, last).draw();
      }
      stretches.push_back({first, last, std::move(picture)});
    }
    first = last + 1;
  }
  return stretches;
}

TimelinePicture picture_legend() {
  using Bar = PictureBar::Kind;
  using Mark = PictureMark::Kind;
  struct Entry {
    std::string_view text;
    std::optional<Bar> bar;
    std::optional<Mark> mark;
    bool assumed = false;
    std::optional<PictureShade::Kind> shade = {};
  };
  const Entry entries[] = {
      {"stage", Bar::stage, {}},
      {"work, from when it is owed to its last day", Bar::window, {}},
      {"work without a deadline", Bar::undated, {}},
      {"past its last day", Bar::late, {}},
      {"waits for a fact that nobody recorded", Bar::blocked, {}},
      {"done", {}, Mark::done},
      {"done, assumed", {}, Mark::done, true},
      {"lapsed, never done", {}, Mark::lapsed},
      {"no longer asked for", {}, Mark::dropped},
      {"still owed", {}, Mark::goes_on},
      {"event", {}, Mark::event},
      {"event, assumed", {}, Mark::event, true},
      {"fact changed", {}, Mark::fact},
      {"fact changed, assumed", {}, Mark::fact, true},
      {"somebody has to be told", {}, Mark::escalation},
      {"done though it is not allowed", {}, Mark::breach},
      {"the end", {}, Mark::finish},
      {"weekend", {}, {}, false, PictureShade::Kind::weekend},
      {"holiday or closed", {}, {}, false, PictureShade::Kind::holiday},
  };
  TimelinePicture legend;
  legend.width = kWidth;
  constexpr double kSample = 28, kRowHeight = 17;
  double x = 2, y = 0;
  for (const Entry& entry : entries) {
    const double room = kSample + form::text_width(entry.text, kLabel) + 16;
    if (x + room > kWidth && x > 2) {
      x = 2;
      y += kRowHeight;
    }
    const double middle = y + kRowHeight / 2;
    if (entry.bar) legend.bars.push_back({*entry.bar, x, x + kSample - 6, middle});
    if (entry.mark) legend.marks.push_back({*entry.mark, entry.assumed, x + kSample - 14, middle});
    if (entry.shade) legend.shades.push_back({*entry.shade, x, middle - 6, x + kSample - 6, middle + 6});
    legend.texts.push_back({std::string(entry.text), kLabel, x + kSample, middle + 3.5});
    x += room;
  }
  legend.height = y + kRowHeight + 2;
  return legend;
}

}  // namespace engage::report
