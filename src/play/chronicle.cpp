#include "play/chronicle.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "play/play_causes.h"
#include "play/standstill.h"
#include "why/deadline.h"

namespace engage::play {
namespace {

using engine::Assessment;
using engine::Status;

// A version for all cases may find that a step opened at another time: that is another window.
bool is_of(const engine::OwedAction& owed, const Window& window) {
  return owed.line == window.owed.line && owed.opening == window.owed.opening && owed.opens == window.owed.opens;
}

bool asks_for(const model::DoLine& line, const model::Occurrence& what) {
  for (std::size_t i = 0; i < line.actions.size(); ++i) {
    if (line.actions[i] == what.event && line.narrowing(i).fits(what)) return true;
  }
  return false;
}

bool is_of(const engine::BlockedStep& step, const Block& block) {
  return step.opening == block.step.opening && step.opens == block.step.opens;
}

template <typename Item>
bool holds(const std::vector<Item>& items, const Item& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

// Whether there are more of the item up to `index` than there were before.
template <typename Item>
bool is_new(const std::vector<Item>& now, std::size_t index, const std::vector<Item>& before) {
  const auto end = now.begin() + static_cast<std::ptrdiff_t>(index) + 1;
  return std::count(now.begin(), end, now[index]) > std::count(before.begin(), before.end(), now[index]);
}

// The entry of a list of the assessment that is of this line and instant; null if there is none.
template <typename Item>
const Item* find(const std::vector<Item>& items, const Window& window, Instant at) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) {
    return item.opening == window.owed.opening && item.line == window.owed.line && item.at == at;
  });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::string id_of(const Window& window) {
  const engine::OwedAction& owed = window.owed;
  return fmt::format("{}#{}", step_of(owed.opening).lines[owed.line].id, owed.opening.number);
}

Happening& Chronicle::add(Kind kind) {
  Happening& added = timeline_.happenings.emplace_back();
  added.kind = kind;
  added.at = at_;
  added.entry = entry_;
  return added;
}

void Chronicle::saw(const cases::Record& record, const Assessment& now, Instant at, std::optional<std::size_t> entry) {
  at_ = at;
  entry_ = entry;
  if (entry) note_entry(record);
  // The same action may be a breach twice in one minute.
  for (std::size_t i = 0; i < now.breaches.size(); ++i) {
    if (is_new(now.breaches, i, before_.breaches)) add(Kind::breach).event = now.breaches[i].action;
  }
  note_episode(now);
  close_windows(record, now);
  note_lapsed(now);
  for (const engine::WithheldAction& passed : now.passed_over) {
    if (holds(before_.passed_over, passed)) continue;
    Happening& added = add(Kind::passed_over);
    added.opening = passed.opening;
    added.event = passed.action;
    added.because = to_string(passed.because, timeline_.family->words);
  }
  for (const engine::FiredEscalation& fired : now.escalations) {
    if (holds(before_.escalations, fired)) continue;
    Happening& added = add(Kind::escalated);
    added.opening.policy = fired.policy;
    added.rule = fired.rule;
  }
  note_stage(now);
  note_work(now);
  note_blocks(now);
  note_refusals(now);
  before_ = now;
  first_ = false;
}

void Chronicle::note_entry(const cases::Record& record) {
  const cases::Entry& entry = record.entries[*entry_];
  if (entry.change_count > 0) add(Kind::fact);
  if (entry.event) add(Kind::event).event = entry.event;
}

// The beginning of an episode, and what keeps one from beginning.
void Chronicle::note_episode(const Assessment& now) {
  const bool idle = now.status == Status::not_applicable || now.status == Status::not_started;
  if (idle && (first_ || entry_) && (now.status != before_.status || now.unknown != before_.unknown || first_)) {
    Happening& added = add(Kind::unstarted);
    added.opening.policy = now.policy;
    added.because = reason_of_no_start(now, timeline_.family->words);
  }
  if (now.episode != 0 && now.episode != before_.episode) add(Kind::started).opening.policy = now.policy;
}

void Chronicle::note_stage(const Assessment& now) {
  const bool moved = now.stage != before_.stage || now.since != before_.since || now.episode != before_.episode ||
                     now.policy != before_.policy || now.status != before_.status;
  if (!moved) return;
  if (before_.status == Status::active && !first_ && !timeline_.stays.empty()) timeline_.stays.back().until = at_;
  if (now.status == Status::finished && (before_.status != Status::finished || now.since != before_.since)) {
    Happening& added = add(Kind::finished);
    added.opening.policy = now.policy;
    added.outcome = now.outcome;
  }
  if (now.status != Status::active) return;
  timeline_.stays.push_back({now.policy, *now.stage, now.episode, *now.since, {}});
  add(Kind::stage).stay = timeline_.stays.size() - 1;
}

void Chronicle::close_windows(const cases::Record& record, const Assessment& now) {
  std::optional<model::EventId> event;
  if (entry_) event = record.entries[*entry_].event;
  // A breach settles nothing.
  bool settles = event.has_value();
  for (std::size_t i = 0; i < now.breaches.size() && settles; ++i) {
    settles = now.breaches[i].action != *event || !is_new(now.breaches, i, before_.breaches);
  }
  std::vector<std::pair<const model::Policy*, std::pair<model::StepId, std::uint8_t>>> settled;
  std::vector<std::size_t> still_open;
  for (const std::size_t index : open_windows_) {
    Window& window = timeline_.windows[index];
    if (std::any_of(now.actions.begin(), now.actions.end(), [&](const auto& owed) { return is_of(owed, window); })) {
      still_open.push_back(index);
      continue;
    }
    const engine::OwedAction& owed = window.owed;
    // One event settles one instance a line, the oldest.
    const auto line = std::pair(owed.opening.policy, std::pair(owed.opening.step, owed.line));
    const bool asked = event && asks_for(step_of(owed.opening).lines[owed.line], record.entries[*entry_].what());
    const bool done = settles && asked && !holds(settled, line) && !find(now.lapsed, window, at_);
    if (done) settled.push_back(line);
    close(window, index, now, done);
  }
  open_windows_ = std::move(still_open);
}

void Chronicle::close(Window& window, std::size_t index, const Assessment& now, bool settled) {
  window.until = at_;
  if (settled) {
    window.end = Window::End::done;
    window.entry = entry_;
    if (const engine::LateAction* late = find(now.late, window, at_)) window.days_late = late->days_late;
    window.repeated_slot = find(now.repeated_slots, window, at_) != nullptr;
    add(Kind::done).window = index;
  } else if (find(now.lapsed, window, at_)) {
    window.end = Window::End::lapsed;
  } else {
    window.end = Window::End::dropped;
    Happening& added = add(Kind::dropped);
    added.window = index;
    for (const engine::WithheldAction& withheld : now.withheld) {
      if (withheld.opening == window.owed.opening) added.because = to_string(withheld.because, timeline_.family->words);
    }
  }
}

void Chronicle::note_lapsed(const Assessment& now) {
  for (const engine::LapsedAction& lapsed : now.lapsed) {
    if (holds(before_.lapsed, lapsed)) continue;
    Happening& added = add(Kind::lapsed);
    added.opening = lapsed.opening;
    added.line = lapsed.line;
    for (std::size_t i = timeline_.windows.size(); i-- > 0 && !added.window;) {
      const Window& window = timeline_.windows[i];
      if (window.end == Window::End::lapsed && find(now.lapsed, window, *window.until) == &lapsed) added.window = i;
    }
  }
}

void Chronicle::note_work(const Assessment& now) {
  for (const engine::OwedAction& owed : now.actions) {
    const auto known = std::find_if(open_windows_.begin(), open_windows_.end(),
                                    [&](std::size_t index) { return is_of(owed, timeline_.windows[index]); });
    if (known != open_windows_.end()) {
      note_changes(*known, owed);
      continue;
    }
    Window& window = timeline_.windows.emplace_back();
    window.owed = owed;
    window.from = at_;
    open_windows_.push_back(timeline_.windows.size() - 1);
    add(Kind::opened).window = timeline_.windows.size() - 1;
    if (owed.state == engine::DueState::overdue) add(Kind::overdue).window = timeline_.windows.size() - 1;
  }
}

void Chronicle::note_changes(std::size_t index, const engine::OwedAction& owed) {
  Window& window = timeline_.windows[index];
  const engine::DueState before = window.owed.state;
  const bool moved = window.owed.due != owed.due;
  window.owed = owed;
  if (moved) {
    Happening& added = add(Kind::moved);
    added.window = index;
    added.because = "now due " + say(owed.due);
  }
  if (owed.state == before || owed.state == engine::DueState::open) return;
  add(owed.state == engine::DueState::due_today ? Kind::due : Kind::overdue).window = index;
}

void Chronicle::note_blocks(const Assessment& now) {
  std::vector<std::size_t> still_open;
  for (const std::size_t index : open_blocks_) {
    Block& block = timeline_.blocks[index];
    const bool stays = std::any_of(now.blocked.begin(), now.blocked.end(),
                                   [&](const engine::BlockedStep& step) { return is_of(step, block); });
    if (stays) {
      still_open.push_back(index);
    } else {
      block.until = at_;
      add(Kind::unblocked).block = index;
    }
  }
  open_blocks_ = std::move(still_open);
  for (const engine::BlockedStep& step : now.blocked) {
    const auto known = std::find_if(open_blocks_.begin(), open_blocks_.end(),
                                    [&](std::size_t index) { return is_of(step, timeline_.blocks[index]); });
    if (known != open_blocks_.end()) {
      Block& block = timeline_.blocks[*known];
      const bool now_overdue = step.state == engine::DueState::overdue && block.step.state != step.state;
      block.step = step;
      if (now_overdue) add(Kind::overdue).block = *known;
      continue;
    }
    timeline_.blocks.push_back({step, at_, {}});
    open_blocks_.push_back(timeline_.blocks.size() - 1);
    add(Kind::blocked).block = timeline_.blocks.size() - 1;
  }
}

void Chronicle::note_refusals(const Assessment& now) {
  for (const engine::WithheldAction& withheld : now.withheld) {
    if (holds(before_.withheld, withheld)) continue;
    Happening& added = add(Kind::withheld);
    added.opening = withheld.opening;
    added.event = withheld.action;
    added.because = to_string(withheld.because, timeline_.family->words);
  }
}

void Chronicle::finish() {
  const bool goes_on = timeline_.end == Timeline::End::cut || timeline_.end == Timeline::End::in_a_minute;
  if (goes_on) timeline_.loop = loop_of(timeline_);
  tell_causes(timeline_);
}

std::optional<Loop> loop_of(const Timeline& timeline) {
  const std::vector<Window>& windows = timeline.windows;
  const auto same = [&](std::size_t a, std::size_t b) {
    const engine::OwedAction &one = windows[a].owed, &other = windows[b].owed;
    return one.line == other.line && one.opening.step == other.opening.step &&
           one.opening.policy == other.opening.policy;
  };
  const std::size_t count = windows.size();
  for (std::size_t size = 1; size * 3 <= count; ++size) {
    std::size_t same_again = 0;  // windows at the end that equal the one a round before
    while (same_again + size < count && same(count - 1 - same_again, count - 1 - same_again - size)) ++same_again;
    const std::size_t rounds = same_again / size + 1;
    if (rounds >= 3) return Loop{count - rounds * size, size, rounds};
  }
  return std::nullopt;
}

}  // namespace engage::play
