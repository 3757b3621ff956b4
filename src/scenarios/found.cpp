#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "scenarios/check.h"
#include "why/deadline.h"
#include "why/status.h"

// What a report says where a check does not hold: the nearest that is so.
namespace engage::scenarios {
namespace {

using engine::Status;

class Finder {
 public:
  Finder(const model::Check& check, const Situation& then) : check_(check), then_(then), a_(then.assessment) {}

  std::string find();

 private:
  std::string about_action();
  std::string last_time() const;
  std::string about_step() const;
  std::string about_fact() const;
  std::string about_escalations() const;
  std::string stage_or_status() const;
  std::string planned(const engine::OwedAction& owed, std::string_view is) const;
  std::string aim(const engine::OwedAction& owed) const;
  std::string named(const model::DoLine& line) const;
  void add(std::string sentence);
  const std::string& name_of(model::EventId action) const { return then_.family.words.events[action].name; }
  std::string listed(const std::vector<std::string>& names, std::string_view none) const;

  const model::Check& check_;
  const Situation& then_;
  const engine::Assessment& a_;
  std::string text_;
};

void Finder::add(std::string sentence) {
  if (!text_.empty()) text_ += "; ";
  text_ += sentence;
}

std::string Finder::listed(const std::vector<std::string>& names, std::string_view none) const {
  return names.empty() ? std::string(none) : fmt::format("{}", fmt::join(names, ", "));
}

// The action, as the line asks for it.
std::string Finder::named(const model::DoLine& line) const {
  const auto found = std::ranges::find(line.actions, *check_.action);
  return say(*check_.action, line.narrowing(static_cast<std::size_t>(found - line.actions.begin())),
             then_.family.words);
}

// "visit is due and aims at 2026-01-08, not 2026-01-09"
std::string Finder::aim(const engine::OwedAction& owed) const {
  std::string text = named(line_of(owed)) + " is due and aims at ";
  if (!owed.aim) return text + "no date";
  text += say(owed.aim);
  return means(check_, owed) && !check_.negated ? text + ", not " + say(*check_.by) : text;
}

// "call_main is due from 2026-01-05 by 2026-01-12, not 2026-01-13: within 5 business days of …"
std::string Finder::planned(const engine::OwedAction& owed, std::string_view is) const {
  const model::DoLine& line = step_of(owed.opening).lines[owed.line];
  const model::RoleId none = model::DoLine::kNoRole;
  const std::string role = line.role == none ? "no role" : then_.family.words.roles[line.role].name;
  std::string text = fmt::format("{} is {}", named(line), is);
  const bool meant = means(check_, owed);
  if (check_.role && meant) {
    return fmt::format("{} to {}, not to {}", text, role, then_.family.words.roles[*check_.role].name);
  }
  text += " from " + say(owed.opens);
  if (meant && check_.from && !matches(*check_.from, owed.opens)) text += ", not " + say(*check_.from) + ",";
  text += " by " + say(owed.due);
  if (meant && check_.by && !matches(*check_.by, owed.due)) text += ", not " + say(*check_.by);
  if (owed.state == engine::DueState::overdue) text += ", overdue";
  return text + ": " + why::reason_of_deadline(owed, then_.family.words);
}

// All that the assessment says of the action, what is nearest to work first.
std::string Finder::about_action() {
  const model::EventId action = *check_.action;
  const std::string name = say(action, check_.line, then_.family.words);
  const bool wants_upcoming = check_.kind == model::Check::Kind::upcoming;
  for (const engine::OwedAction& owed : a_.actions) {
    if (!why::asks_for(owed, action)) continue;
    if (check_.kind == model::Check::Kind::aims_at) add(aim(owed));
    else add(planned(owed, wants_upcoming && !check_.negated ? "due already" : "due"));
  }
  for (const engine::OwedAction& owed : a_.upcoming) {
    if (why::asks_for(owed, action)) add(planned(owed, wants_upcoming ? "upcoming" : "only upcoming,"));
  }
  for (const engine::WithheldAction& withheld : a_.withheld) {
    if (withheld.action == action)
      add(fmt::format("{} is withheld: {}", name_of(action), to_string(withheld.because, then_.family.words)));
  }
  for (const engine::BlockedStep& blocked : a_.blocked) {
    for (const model::DoLine& line : step_of(blocked.opening).lines) {
      if (std::find(line.actions.begin(), line.actions.end(), action) == line.actions.end()) continue;
      std::vector<std::string> facts;
      for (const model::FactId fact : blocked.find_out) facts.push_back(then_.family.words.facts[fact].name);
      add(fmt::format("its step {} is blocked until somebody finds out {}", step_of(blocked.opening).name,
                      fmt::join(facts, ", ")));
      break;
    }
  }
  for (const engine::WithheldAction& passed : a_.passed_over) {
    if (passed.action == action)
      add(fmt::format("{} was passed over: {}", name_of(action), to_string(passed.because, then_.family.words)));
  }
  auto add_line = [&](const auto& entries, std::string_view what) {
    for (const auto& entry : entries) {
      const model::DoLine& line = step_of(entry.opening).lines[entry.line];
      if (std::find(line.actions.begin(), line.actions.end(), action) == line.actions.end()) continue;
      add(fmt::format("{} {} on {}", named(line), what, say(entry.at)));
    }
  };
  add_line(a_.lapsed, "lapsed");
  add_line(a_.late, "was done late");
  add_line(a_.repeated_slots, "repeated its slot");
  for (const engine::Breach& breach : a_.breaches) {
    if (breach.action == action) add(fmt::format("{} was a breach on {}", name_of(action), say(breach.at)));
  }
  if (text_.empty()) {
    add(fmt::format("{} is neither due nor upcoming, and {}; {}", name, last_time(), stage_or_status()));
  }
  return text_;
}

std::string Finder::last_time() const {
  std::optional<Instant> last;
  for (const cases::Entry& entry : then_.record.entries) {
    if (entry.at > then_.now || entry.retracted <= date_of(then_.now)) continue;
    if (entry.event == check_.action && check_.line.fits(entry.what())) last = entry.at;
  }
  return last ? "happened last on " + say(*last) : "has not happened";
}

std::string Finder::about_step() const {
  std::vector<std::string> steps;
  auto add_steps = [&](const auto& items, std::string_view how) {
    for (const auto& item : items) {
      std::string text = step_of(item.opening).name + std::string(how);
      if (std::find(steps.begin(), steps.end(), text) == steps.end()) steps.push_back(std::move(text));
    }
  };
  add_steps(a_.actions, " is open");
  add_steps(a_.blocked, " is blocked");
  add_steps(a_.passed_over, " was passed over");
  return listed(steps, "no step is open") + "; " + stage_or_status();
}

std::string Finder::about_fact() const {
  const model::Fact& fact = then_.family.words.facts[*check_.fact];
  return fmt::format("{} is {}", fact.name, to_string(fact, value_at(then_.record, *check_.fact, then_.now)));
}

std::string Finder::about_escalations() const {
  std::vector<std::string> fired;
  for (const engine::FiredEscalation& escalation : a_.escalations) {
    fired.push_back(
        fmt::format("{} on {}", escalation.policy->rules[escalation.rule].escalation->name, say(escalation.at)));
  }
  return fired.empty() ? "nothing was escalated" : "escalated: " + listed(fired, "");
}

std::string Finder::stage_or_status() const { return why::describe_status(a_); }

std::string Finder::find() {
  using Kind = model::Check::Kind;
  switch (check_.kind) {
    case Kind::nothing_due: {
      std::vector<std::string> owed;
      for (const engine::OwedAction& action : a_.actions) {
        owed.push_back(fmt::format("{} by {}", step_of(action.opening).lines[action.line].id, say(action.due)));
      }
      return owed.empty() ? "nothing is due; " + stage_or_status() : "due: " + listed(owed, "");
    }
    case Kind::due:
    case Kind::overdue:
    case Kind::upcoming:
    case Kind::withheld:
    case Kind::was_late:
    case Kind::lapsed:
    case Kind::repeated_slot:
    case Kind::aims_at:
    case Kind::breach: return about_action();
    case Kind::step_is:
    case Kind::blocked:
    case Kind::passed_over: return about_step();
    case Kind::escalated: return about_escalations();
    case Kind::stage_is:
    case Kind::finished:
    case Kind::finished_as:
    case Kind::not_started:
    case Kind::not_applicable: return stage_or_status();
    case Kind::undecided: return "the case is decided: " + stage_or_status();
    case Kind::episode_is: return fmt::format("the episode is {}", a_.episode);
    case Kind::no_breach: {
      std::vector<std::string> breaches;
      for (const engine::Breach& b : a_.breaches) {
        breaches.push_back(fmt::format("{} on {}", name_of(b.action), say(b.at)));
      }
      return breaches.empty() ? "there is no breach" : "a breach: " + listed(breaches, "");
    }
    case Kind::fact_unknown: return about_fact();
    case Kind::next_change:
      return a_.next_change ? "next change is " + say(*a_.next_change) : "nothing will change by time alone";
  }
  return {};
}

}  // namespace

std::string found_instead(const model::Check& check, const Situation& then) { return Finder(check, then).find(); }

}  // namespace engage::scenarios
