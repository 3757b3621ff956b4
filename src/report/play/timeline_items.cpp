#include "report/play/timeline_items.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/naming.h"

namespace engage::report {
namespace {

using play::Happening;
using play::Timeline;
using play::Window;
using Kind = Happening::Kind;
using Mark = PictureMark::Kind;

class Lanes {
 public:
  Lanes(const Timeline& timeline, const std::vector<TimelineLine>& lines)
      : timeline_(timeline), words_(timeline.family->words), lines_(lines), by_role_(words_.roles.size()) {}

  std::vector<PictureLane> list();

 private:
  void add_stages();
  void add(const TimelineLine& line);
  void add_windows(const TimelineLine& line);
  void add_window(const std::vector<const Window*>& together, bool whole_line);
  void add_block(const play::Block& block);
  PictureLane& lane_of(model::RoleId role) { return role == model::DoLine::kNoRole ? nobody_ : by_role_[role]; }

  const Timeline& timeline_;
  const model::Words& words_;
  const std::vector<TimelineLine>& lines_;
  PictureLane stages_{"Stage", {}}, case_{"Case", {}}, nobody_{"Nobody named", {}};
  std::vector<PictureLane> by_role_;
};

std::optional<Mark> mark_of(Window::End end) {
  switch (end) {
    case Window::End::none: return Mark::goes_on;
    case Window::End::done: return Mark::done;
    case Window::End::lapsed: return Mark::lapsed;
    case Window::End::dropped: return Mark::dropped;
  }
  return {};
}

void Lanes::add_stages() {
  const auto until = lines_.empty() ? timeline_.end_at : lines_.back().at;
  for (const play::Stay& stay : timeline_.stays) {
    if (stay.from > until) break;
    PictureItem& item = stages_.items.emplace_back();
    item.from = stay.from;
    item.until = stay.until;
    item.bar = PictureBar::Kind::stage;
    item.label = stay.policy->stages[stay.stage].title;
  }
}

// Windows that begin and end alike are one bar.
void Lanes::add_windows(const TimelineLine& line) {
  std::vector<std::vector<const Window*>> groups;
  for (const std::size_t index : line.happenings) {
    const Window& window = timeline_.windows[*timeline_.happenings[index].window];
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
      const Window& other = *group.front();
      return other.end == window.end && other.until == window.until && other.owed.due == window.owed.due;
    });
    if (same == groups.end()) {
      groups.push_back({&window});
    } else {
      same->push_back(&window);
    }
  }
  for (const auto& group : groups) add_window(group, groups.size() == 1);
}

void Lanes::add_window(const std::vector<const Window*>& together, bool whole_line) {
  const Window& window = *together.front();
  PictureItem item;
  item.from = window.from;
  item.until = window.until;
  item.bar = window.owed.due ? PictureBar::Kind::window : PictureBar::Kind::undated;
  if (window.owed.due) item.due = window.owed.due->passed_at();
  item.mark = mark_of(window.end);
  item.assumed = window.entry && timeline_.origins[*window.entry] != play::Origin::record;
  item.label = title_of(step_of(window.owed.opening));
  if (!whole_line) {
    std::vector<std::string> works;
    for (const Window* each : together) works.push_back(title_of(words_, line_of(each->owed), each->owed.allowed));
    item.label += fmt::format(": {}", fmt::join(works, "; "));
  }
  lane_of(line_of(window.owed).role).items.push_back(std::move(item));
}

void Lanes::add_block(const play::Block& block) {
  std::vector<std::string> facts;
  for (const model::FactId fact : block.step.find_out) facts.push_back(words_.facts[fact].name);
  const model::Step& step = step_of(block.step.opening);
  PictureItem item;
  item.from = block.from;
  item.until = block.until;
  item.bar = PictureBar::Kind::blocked;
  item.label = fmt::format("{}: find out {}", title_of(step), fmt::join(facts, ", "));
  lane_of(role_of(step)).items.push_back(std::move(item));
}

void Lanes::add(const TimelineLine& line) {
  const Happening& first = timeline_.happenings[line.happenings.front()];
  PictureItem item;
  item.from = line.at;
  item.assumed = line.assumed;
  item.label = line.text;
  switch (first.kind) {
    case Kind::opened: add_windows(line); return;
    case Kind::blocked: add_block(timeline_.blocks[*first.block]); return;
    case Kind::event: item.mark = Mark::event; break;
    case Kind::fact: item.mark = Mark::fact; break;
    case Kind::breach: item.mark = Mark::breach; break;
    case Kind::escalated: {
      const model::Escalation& escalation = *first.opening.policy->rules[*first.rule].escalation;
      item.mark = Mark::escalation;
      item.strong = true;
      item.label = escalation.title;
      lane_of(escalation.role).items.push_back(std::move(item));
      return;
    }
    case Kind::finished:
      item.mark = Mark::finish;
      item.strong = true;
      stages_.items.push_back(std::move(item));
      return;
    default: return;  // it is told by a bar or its end, or by the table alone
  }
  case_.items.push_back(std::move(item));
}

std::vector<PictureLane> Lanes::list() {
  for (model::RoleId role = 0; role < words_.roles.size(); ++role) by_role_[role].title = words_.roles[role].title;
  add_stages();
  for (const TimelineLine& line : lines_) add(line);
  std::vector<PictureLane> lanes{std::move(stages_), std::move(case_)};
  for (PictureLane& lane : by_role_) lanes.push_back(std::move(lane));
  lanes.push_back(std::move(nobody_));
  std::erase_if(lanes, [](const PictureLane& lane) { return lane.items.empty(); });
  for (PictureLane& lane : lanes) {
    std::stable_sort(lane.items.begin(), lane.items.end(),
                     [](const PictureItem& a, const PictureItem& b) { return a.from < b.from; });
  }
  return lanes;
}

}  // namespace

std::vector<PictureLane> lanes_of(const Timeline& timeline, const std::vector<TimelineLine>& lines) {
  return Lanes(timeline, lines).list();
}

}  // namespace engage::report
