#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "report/naming.h"
#include "report/play/timeline.h"
#include "text/words.h"
#include "why/deadline.h"

namespace engage::report {
namespace {

using play::Happening;
using play::Origin;
using play::Timeline;
using play::Window;
using Kind = Happening::Kind;

// The window's work: "Send an e-mail or Send a text message".
std::string work_of(const Timeline& timeline, const engine::OwedAction& owed) {
  return title_of(timeline.family->words, line_of(owed), owed.allowed);
}

std::string facts_of(const Timeline& timeline, const std::vector<model::FactId>& facts) {
  std::vector<std::string> names;
  for (const model::FactId fact : facts) names.push_back(timeline.family->words.facts[fact].name);
  return fmt::format("{}", fmt::join(names, ", "));
}

// Happenings of several windows that are told together.
bool is_joined(Kind kind) {
  return kind == Kind::opened || kind == Kind::due || kind == Kind::overdue || kind == Kind::lapsed ||
         kind == Kind::dropped;
}

// What a line says first.
std::string_view word_of(Kind kind) {
  switch (kind) {
    case Kind::event:
    case Kind::fact: return "recorded";
    case Kind::started: return "begins";
    case Kind::stage: return "stage";
    case Kind::opened: return "opens";
    case Kind::due: return "last day";
    case Kind::overdue: return "overdue";
    case Kind::moved: return "moved";
    case Kind::done: return "done";
    case Kind::dropped: return "dropped";
    case Kind::lapsed: return "lapsed";
    case Kind::withheld: return "withheld";
    case Kind::passed_over: return "passed over";
    case Kind::blocked: return "blocked";
    case Kind::unblocked: return "unblocked";
    case Kind::escalated: return "escalated";
    case Kind::breach: return "breach";
    case Kind::finished: return "closed";
    case Kind::unstarted: return "not begun";
  }
  return {};
}

// Whether the reason of such a happening stands below it; of others it is part of the line.
bool has_cause(Kind kind) {
  return kind == Kind::opened || kind == Kind::dropped || kind == Kind::stage || kind == Kind::escalated ||
         kind == Kind::finished;
}

class Lines {
 public:
  explicit Lines(const Timeline& timeline) : timeline_(timeline), words_(timeline.family->words) {}

  std::vector<TimelineLine> list();

 private:
  bool is_told_elsewhere(const Happening& happening) const;
  bool is_folded(const Happening& happening) const;
  bool joins(const Happening& a, const Happening& b) const;
  const engine::Opening& opening_of(const Happening& happening) const;
  TimelineLine line(std::size_t first, std::size_t end) const;
  void tell_work(TimelineLine& told, std::size_t first, std::size_t end) const;
  void tell_done(TimelineLine& told, const Happening& happening) const;
  void tell_block(TimelineLine& told, const Happening& happening, std::string_view what) const;
  void tell_entry(TimelineLine& told, const Happening& happening) const;

  const Timeline& timeline_;
  const model::Words& words_;
};

const engine::Opening& Lines::opening_of(const Happening& happening) const {
  return happening.window ? timeline_.windows[*happening.window].owed.opening : happening.opening;
}

// An event that settles work is told with the work.
bool Lines::is_told_elsewhere(const Happening& happening) const {
  if (happening.kind != Kind::event) return false;
  return std::any_of(timeline_.windows.begin(), timeline_.windows.end(),
                     [&](const Window& window) { return window.entry == happening.entry; });
}

// Of a circle, what comes after its second round.
bool Lines::is_folded(const Happening& happening) const {
  if (!timeline_.loop || timeline_.loop->rounds <= 2) return false;
  const std::size_t from = timeline_.loop->first + 2 * timeline_.loop->size;
  if (happening.window) return *happening.window >= from;
  const auto third = std::find_if(timeline_.happenings.begin(), timeline_.happenings.end(),
                                  [&](const Happening& each) { return each.window == from; });
  if (&happening < &*third) return false;
  if (happening.kind == Kind::stage) return true;
  const bool of_step = happening.kind == Kind::withheld || happening.kind == Kind::passed_over;
  return of_step &&
         std::any_of(timeline_.windows.begin() + static_cast<std::ptrdiff_t>(from), timeline_.windows.end(),
                     [&](const Window& window) { return window.owed.opening.step == happening.opening.step; });
}

bool Lines::joins(const Happening& a, const Happening& b) const {
  if (a.kind != b.kind || a.at != b.at || a.entry != b.entry || !(opening_of(a) == opening_of(b))) return false;
  if (a.kind == Kind::withheld || a.kind == Kind::passed_over) return a.because == b.because;
  if (!is_joined(a.kind) || !a.window != !b.window || a.because != b.because) return false;
  if (!a.window) return true;
  const engine::OwedAction &one = timeline_.windows[*a.window].owed, &other = timeline_.windows[*b.window].owed;
  return one.due == other.due && line_of(one).role == line_of(other).role;
}

// "First attempt: Call the main phone number; Send an e-mail (worker, by 2026-01-12)"
void Lines::tell_work(TimelineLine& told, std::size_t first, std::size_t end) const {
  const Happening& happening = timeline_.happenings[first];
  const engine::Opening& opening = opening_of(happening);
  std::vector<std::string> work;
  for (std::size_t i = first; i < end; ++i) {
    const Happening& each = timeline_.happenings[i];
    if (each.window) {
      work.push_back(work_of(timeline_, timeline_.windows[*each.window].owed));
    } else {
      const model::DoLine& line = step_of(opening).lines[each.line];
      work.push_back(title_of(words_, line, all_alternatives(line)));
    }
  }
  // A step of one action often has its title.
  const std::string& step = title_of(step_of(opening));
  told.text = work.size() == 1 && work.front() == step ? step : fmt::format("{}: {}", step, fmt::join(work, "; "));
  if (!happening.window || happening.kind == Kind::lapsed || happening.kind == Kind::dropped) return;
  const engine::OwedAction& owed = timeline_.windows[*happening.window].owed;
  const model::RoleId role = line_of(owed).role;
  const std::string who = role == model::DoLine::kNoRole ? "" : words_.roles[role].name;
  if (happening.kind == Kind::opened) {
    told.text +=
        fmt::format(" ({}{}{})", who, who.empty() ? "" : ", ", owed.due ? "by " + say(owed.due) : "without a deadline");
    const std::string reason = why::reason_of_deadline(owed, words_);
    if (owed.due) told.why.push_back(fmt::format("by {}: {}", say(owed.due), reason));
  } else if (!who.empty()) {
    told.text += fmt::format(" ({})", who);
  }
}

void Lines::tell_done(TimelineLine& told, const Happening& happening) const {
  const Window& window = timeline_.windows[*happening.window];
  told.text = title_of(words_, timeline_.record.entries[*window.entry].what());
  if (window.days_late) {
    told.kind = "done late";
    told.text += ", " + say_late(*window.days_late);
  }
  if (window.repeated_slot) told.why.push_back("at a time, or in a way, that was used before");
}

// "First attempt: find out consent_text"
void Lines::tell_block(TimelineLine& told, const Happening& happening, std::string_view what) const {
  const engine::BlockedStep& step = timeline_.blocks[*happening.block].step;
  told.text = fmt::format("{}: {} {}", title_of(step_of(step.opening)), what, facts_of(timeline_, step.find_out));
}

void Lines::tell_entry(TimelineLine& told, const Happening& happening) const {
  const Origin origin = timeline_.origins[*happening.entry];
  if (origin != Origin::record) told.kind = "happens";
  if (happening.kind == Kind::event) {
    told.text = title_of(words_, timeline_.record.entries[*happening.entry].what());
    if (origin == Origin::worker) told.why.push_back("settles nothing");
    return;
  }
  const cases::Entry& entry = timeline_.record.entries[*happening.entry];
  for (std::uint32_t i = 0; i < entry.change_count; ++i) {
    const cases::Change& change = timeline_.record.changes[entry.first_change + i];
    const model::Fact& fact = words_.facts[change.fact];
    told.text += fmt::format("{}{} is {}", i == 0 ? "" : ", ", fact.name, to_string(fact, change.value));
  }
}

TimelineLine Lines::line(std::size_t first, std::size_t end) const {
  const Happening& happening = timeline_.happenings[first];
  TimelineLine told;
  told.kind = word_of(happening.kind);
  switch (happening.kind) {
    case Kind::event:
    case Kind::fact: tell_entry(told, happening); break;
    case Kind::started: told.text = happening.opening.policy->title; break;
    case Kind::stage: {
      const play::Stay& stay = timeline_.stays[*happening.stay];
      told.text = stay.policy->stages[stay.stage].title;
      break;
    }
    case Kind::opened:
    case Kind::due:
    case Kind::dropped:
    case Kind::lapsed: tell_work(told, first, end); break;
    case Kind::overdue:
      if (happening.block) tell_block(told, happening, "nobody knows");
      else tell_work(told, first, end);
      break;
    case Kind::moved:
      told.text = work_of(timeline_, timeline_.windows[*happening.window].owed) + ": " + happening.because;
      break;
    case Kind::done: tell_done(told, happening); break;
    case Kind::withheld:
    case Kind::passed_over: {
      std::vector<std::string> actions;
      for (std::size_t i = first; i < end; ++i) {
        actions.push_back(title_of(words_.events[*timeline_.happenings[i].event]));
      }
      told.text = joined(actions, "; ") + ": " + happening.because;
      break;
    }
    case Kind::blocked: tell_block(told, happening, "find out"); break;
    case Kind::unblocked: told.text = title_of(step_of(timeline_.blocks[*happening.block].step.opening)); break;
    case Kind::escalated: {
      const model::Escalation& escalation = *happening.opening.policy->rules[*happening.rule].escalation;
      told.text = fmt::format("{}, to {}", escalation.title, words_.roles[escalation.role].title);
      break;
    }
    case Kind::breach: told.text = title_of(words_.events[*happening.event]) + ", though it is not allowed"; break;
    case Kind::finished: told.text = happening.opening.policy->outcomes[*happening.outcome].title; break;
    case Kind::unstarted: told.text = happening.because; break;
  }
  if (has_cause(happening.kind) && !happening.because.empty()) told.why.insert(told.why.begin(), happening.because);
  return told;
}

std::vector<TimelineLine> Lines::list() {
  std::vector<TimelineLine> lines;
  const std::vector<Happening>& all = timeline_.happenings;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i + 1;
    while (end < all.size() && joins(all[i], all[end])) ++end;
    if (!is_told_elsewhere(all[i]) && !is_folded(all[i])) {
      TimelineLine& told = lines.emplace_back(line(i, end));
      told.at = all[i].at;
      const bool recorded = all[i].kind == Kind::event || all[i].kind == Kind::fact || all[i].kind == Kind::done;
      told.assumed = recorded && timeline_.origins[*all[i].entry] != Origin::record;
      // What one cause brings about need not be told of each.
      const std::size_t before = lines.size() - 1;
      const bool same_cause = before > 0 && lines[before - 1].at == told.at && !told.why.empty() &&
                              !lines[before - 1].why.empty() && told.why.front() == all[i].because &&
                              lines[before - 1].why.front() == told.why.front();
      if (same_cause) told.why.erase(told.why.begin());
      for (std::size_t each = i; each < end; ++each) told.happenings.push_back(each);
    }
    i = end;
  }
  return lines;
}

// One round of a circle by its steps: "Another day, another hour; Another way".
std::string round_of(const Timeline& timeline, const play::Loop& loop) {
  std::vector<std::string> steps;
  for (std::size_t i = 0; i < loop.size; ++i) {
    const std::string& step = title_of(step_of(timeline.windows[loop.first + i].owed.opening));
    if (std::find(steps.begin(), steps.end(), step) == steps.end()) steps.push_back(step);
  }
  return fmt::format("{}", fmt::join(steps, "; "));
}

}  // namespace

std::vector<TimelineLine> lines_of(const Timeline& timeline) { return Lines(timeline).list(); }

std::vector<std::string> ending_of(const Timeline& timeline) {
  using End = Timeline::End;
  std::vector<std::string> sentences;
  const std::string at = say(timeline.end_at);
  switch (timeline.end) {
    case End::finished: sentences.push_back("nothing is left to do"); break;
    case End::nothing_more:
      sentences.push_back(fmt::format("after {} nothing more happens by itself: {}", at, timeline.end_reason));
      break;
    case End::cut:
      sentences.push_back(fmt::format("it has not ended by {}{}{}", at, timeline.end_reason.empty() ? "" : ", where ",
                                      timeline.end_reason));
      break;
    case End::in_a_minute:
      sentences.push_back(fmt::format("it does not end: on {} it goes round without time passing", at));
      break;
    case End::undecided:
      sentences.push_back(fmt::format("from {} on it cannot be decided: {}", at, timeline.end_reason));
      break;
  }
  if (timeline.loop) {
    const play::Loop& loop = *timeline.loop;
    const Instant from = timeline.windows[loop.first].from, next = timeline.windows[loop.first + loop.size].from;
    const int days = date_of(next) - date_of(from);
    sentences.push_back(
        fmt::format("it goes round, {} times since {}: {}", loop.rounds, say(from), round_of(timeline, loop)));
    if (timeline.end == End::in_a_minute) return sentences;
    sentences.push_back("the first round took " + counted(days, "day"));
  }
  return sentences;
}

}  // namespace engage::report
