#include "show.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace engage::reference {

namespace {

std::string minute(Instant at) {
  std::string out;
  append_minute(out, at);
  return out;
}

std::string due(const std::optional<Deadline>& deadline) {
  if (!deadline) return "never due";
  return "due " + (deadline->whole_day ? to_string(date_of(deadline->at)) : minute(deadline->at));
}

// The same for two openings of which a report says the same, whatever version they belong to.
std::string step(const engine::Opening& opening) {
  const model::Step& step = opening.policy->steps[opening.step];
  return fmt::format("{}#{} ({}/{}/{})", step.name, opening.number, step.title, step.clause, step.note);
}

std::string id(const engine::Opening& opening, std::size_t line) {
  const model::DoLine& written = opening.policy->steps[opening.step].lines[line];
  return fmt::format("{}#{} by {} of {}", written.id, opening.number, written.role, step(opening));
}

std::string state(engine::DueState state) {
  switch (state) {
    case engine::DueState::open: return "open";
    case engine::DueState::due_today: return "due today";
    case engine::DueState::overdue: return "overdue";
  }
  return "";
}

std::string slot(const engine::Slot& slot, const model::Words& words) {
  return fmt::format("{}/{}/{}", slot.weekday ? std::string(name(*slot.weekday)) : "",
                     slot.part_of_day ? std::to_string(*slot.part_of_day) : "",
                     slot.way ? words.events[*slot.way].name : "");
}

std::string facts(const std::vector<model::FactId>& ids, const model::Words& words) {
  std::vector<std::string> names;
  for (const model::FactId fact : ids) names.push_back(words.facts[fact].name);
  std::sort(names.begin(), names.end());
  return fmt::format("{}", fmt::join(names, " "));
}

std::string action(const engine::OwedAction& owed, bool now, const model::Words& words, bool for_change) {
  std::string text = fmt::format(
      "{} opens {} {}{}", id(owed.opening, owed.line), minute(owed.opens), due(owed.due),
      owed.escalation ? ", escalation " + owed.opening.policy->rules[*owed.escalation].escalation->name : "");
  if (!now) return text;
  text += fmt::format(", {}, allowed {}", state(owed.state), owed.allowed);
  if (for_change) return text;
  if (owed.aim) text += fmt::format(", aim {}{}", due(owed.aim), owed.aim_missed ? " missed" : "");
  text += fmt::format(", {} days late, avoid", owed.days_late);
  for (const engine::Slot& used : owed.avoid) text += " " + slot(used, words);
  return text;
}

std::string withheld(const engine::WithheldAction& item, const model::Words& words) {
  return fmt::format("{} {} because {}", step(item.opening), words.events[item.action].name,
                     item.because.empty() ? "of nothing" : "of something");
}

Shown show(const engine::Assessment& a, const model::Words& words, bool for_change) {
  static const std::vector<std::string> statuses = {"not applicable", "not started", "active", "finished"};
  Shown shown;
  shown["status"] = {statuses[static_cast<std::size_t>(a.status)]};
  shown["episode"] = {std::to_string(a.episode)};
  if (a.stage) shown["stage"] = {a.policy->stages[*a.stage].name};
  if (a.since) shown["since"] = {minute(*a.since)};
  if (a.outcome) shown["outcome"] = {a.policy->outcomes[*a.outcome].name};
  for (const auto& item : a.actions) shown["actions"].push_back(action(item, true, words, for_change));
  for (const auto& item : a.upcoming) shown["upcoming"].push_back(action(item, false, words, for_change));
  for (const auto& item : a.blocked) {
    shown["blocked"].push_back(fmt::format("{} opens {} {}, {}, find out {}", step(item.opening), minute(item.opens),
                                           due(item.due), state(item.state), facts(item.find_out, words)));
  }
  for (const auto& item : a.withheld) shown["withheld"].push_back(withheld(item, words));
  for (const auto& item : a.passed_over) shown["passed over"].push_back(withheld(item, words));
  for (const auto& item : a.escalations) {
    const model::Escalation& escalation = *item.policy->rules[item.rule].escalation;
    shown["escalations"].push_back(
        fmt::format("{} ({}) to {} at {}", escalation.name, escalation.title, escalation.role, minute(item.at)));
  }
  for (const auto& item : a.lapsed) shown["lapsed"].push_back(id(item.opening, item.line) + " at " + minute(item.at));
  for (const auto& item : a.breaches)
    shown["breaches"].push_back(words.events[item.action].name + " at " + minute(item.at));
  for (const auto& item : a.late) {
    shown["late"].push_back(fmt::format("{} {} at {}, {} days late", id(item.opening, item.line), due(item.due),
                                        minute(item.at), item.days_late));
  }
  for (const auto& item : a.repeated_slots) {
    shown["repeated slots"].push_back(id(item.opening, item.line) + " at " + minute(item.at));
  }
  if (!for_change) {
    for (const auto& item : a.outcome_missing) {
      shown["outcome missing"].push_back(words.events[item.action].name + " at " + minute(item.at));
    }
    for (const auto& item : a.role_missing) {
      shown["role missing"].push_back(words.events[item.action].name + " at " + minute(item.at));
    }
    shown["version"] = {std::to_string(a.policy->version)};
    shown["reason"] = {a.reason.empty() ? "none" : "given"};
    if (a.pending) {
      const engine::Pending& p = *a.pending;
      shown["pending"] = {fmt::format("{} at {}, {}, {}, find out {}, {} recorded",
                                      p.event ? words.events[*p.event].name : "nothing", p.event ? minute(p.at) : "-",
                                      p.applies ? "applies" : "does not apply",
                                      p.undecided         ? "undecided"
                                      : p.because.empty() ? "no reason"
                                                          : "a reason",
                                      facts(p.find_out, words), p.recorded)};
    }
    shown["unknown"] = {facts(a.unknown, words)};
    shown["next change"] = {a.next_change ? minute(*a.next_change) : "none"};
  }
  for (auto& [key, list] : shown) std::sort(list.begin(), list.end());
  return shown;
}

}  // namespace

Shown show(const engine::Assessment& assessment, const model::Words& words) { return show(assessment, words, false); }

Shown show_for_change(const engine::Assessment& assessment, const model::Words& words) {
  return show(assessment, words, true);
}

void forget_after(engine::Assessment& assessment, Instant end) {
  if (assessment.next_change && *assessment.next_change > end) assessment.next_change.reset();
  std::erase_if(assessment.upcoming, [&](const engine::OwedAction& action) { return action.opens > end; });
}

std::vector<Difference> differences(const Shown& left, const Shown& right) {
  std::vector<Difference> found;
  const auto text = [](const Shown& shown, const std::string& key) {
    const auto at = shown.find(key);
    return at == shown.end() ? std::string("nothing") : fmt::format("{}", fmt::join(at->second, "\n      "));
  };
  Shown both = left;
  both.insert(right.begin(), right.end());
  for (const auto& [key, list] : both) {
    if (text(left, key) != text(right, key)) found.push_back({key, text(left, key), text(right, key)});
  }
  return found;
}

}  // namespace engage::reference
