#include "report/naming.h"

#include <cassert>
#include <map>
#include <tuple>

#include "calendar/words.h"
#include "form/layout.h"
#include "text/words.h"

namespace engage::report {

std::string_view name(engine::Status status) {
  switch (status) {
    case engine::Status::not_applicable: return "not_applicable";
    case engine::Status::not_started: return "not_started";
    case engine::Status::active: return "active";
    case engine::Status::finished: return "finished";
  }
  assert(false);
  return {};
}

std::string_view name(engine::DueState state) {
  switch (state) {
    case engine::DueState::open: return "open";
    case engine::DueState::due_today: return "due_today";
    case engine::DueState::overdue: return "overdue";
  }
  assert(false);
  return {};
}

std::string_view part_of_day_name(std::uint8_t part) {
  static constexpr std::string_view kNames[] = {"morning", "afternoon", "evening"};
  assert(part < 3);
  return kNames[part];
}

std::uint64_t all_alternatives(const model::DoLine& line) {
  assert(!line.actions.empty() && line.actions.size() <= 64);
  return ~std::uint64_t{0} >> (64 - line.actions.size());
}

namespace {

template <typename Name>
std::string join(const model::DoLine& line, std::uint64_t alternatives, std::string_view separator, Name name_of) {
  std::string joined;
  for (std::size_t i = 0; i < line.actions.size(); ++i) {
    if ((alternatives >> i & 1) == 0) continue;
    if (!joined.empty()) joined += separator;
    joined += name_of(i);
  }
  return joined;
}

}  // namespace

std::string title_of(const model::Words& words, const model::DoLine& line, std::uint64_t alternatives) {
  return join(line, alternatives, " or ",
              [&](std::size_t i) { return title_of(words, {line.actions[i], line.narrowing(i).outcome}); });
}

std::string title_of(const model::Words& words, const model::Occurrence& what) {
  const model::Event& event = words.events[what.event];
  return what.outcome == model::kNone ? title_of(event) : title_of(event) + ": " + event.outcomes[what.outcome].title;
}

std::string names_of(const model::Words& words, const model::DoLine& line, std::uint64_t alternatives) {
  return join(line, alternatives, " ",
              [&](std::size_t i) -> const std::string& { return words.events[line.actions[i]].name; });
}

std::string line_title(const model::Words& words, const engine::Opening& opening, std::uint8_t line) {
  const model::DoLine& written = step_of(opening).lines[line];
  return title_of(words, written, all_alternatives(written));
}

std::string id_of(const engine::Opening& opening, std::uint8_t line) {
  return step_of(opening).lines[line].id + "#" + std::to_string(opening.number);
}

std::string_view assignee_of(const cases::Record& record, std::string_view role) {
  for (const auto& [assigned, person] : record.assignees) {
    if (assigned == role) return person;
  }
  return {};
}

std::string_view assignee_of(const model::Words& words, const cases::Record& record, model::RoleId role) {
  return role == model::DoLine::kNoRole ? std::string_view() : assignee_of(record, words.roles[role].name);
}

model::RoleId role_of(const model::Step& step) {
  return step.lines.empty() ? model::DoLine::kNoRole : step.lines.front().role;
}

const model::Escalation* escalation_of(const engine::Opening& opening) {
  const auto& rule = step_of(opening).rule;
  if (!rule || !opening.policy->rules[*rule].escalation) return nullptr;
  return &*opening.policy->rules[*rule].escalation;
}

std::string facts_to_find_out(const model::Words& words, const std::vector<model::FactId>& facts) {
  std::string text;
  for (const model::FactId id : facts) {
    const model::Fact& fact = words.facts[id];
    if (!text.empty()) text += ", ";
    text += fact.name;
    if (!fact.title.empty()) text += " (" + fact.title + ")";
  }
  return text;
}

std::string starting_events(const model::Family& family, const model::Policy& policy) {
  std::string text;
  for (std::size_t event = 0; event < family.words.events.size(); ++event) {
    if (!policy.starts_on.contains(static_cast<model::EventId>(event))) continue;
    if (!text.empty()) text += " or ";
    text += title_of(family.words.events[event]);
  }
  return text;
}

std::string reason_of(const model::Words& words, const std::vector<engine::Ground>& grounds) {
  std::string text;
  for (const engine::Ground& ground : grounds) {
    if (!text.empty()) text += "; ";
    if (!ground.fact) {
      text += to_string(ground, words);
      continue;
    }
    const model::Fact& fact = words.facts[*ground.fact];
    const bool titled = fact.titled && !fact.title.empty();
    text += titled ? '"' + fact.title + '"' : fact.name;
    text += " is " + to_string(fact, ground.value);
  }
  return text;
}

std::string pending_sentence(const model::Family& family, const engine::Assessment& assessment) {
  const engine::Pending& pending = *assessment.pending;
  std::string text;
  if (pending.event) {
    text = title_of(family.words.events[*pending.event]) + " on " + say(pending.at);
  } else if (pending.recorded > 0) {
    text = counted(pending.recorded, "event") + (pending.recorded == 1 ? " is" : " are") +
           " recorded, and none that starts it (" + starting_events(family, *assessment.policy) + ")";
  } else {
    text = "no event is recorded, and it starts with one (" + starting_events(family, *assessment.policy) + ")";
  }
  if (assessment.status == engine::Status::finished) {
    text += ", since the last episode finished on " + say(*assessment.since);
  }
  if (!pending.because.empty()) text += " — " + reason_of(family.words, pending.because);
  if (!pending.find_out.empty()) text += "; find out " + facts_to_find_out(family.words, pending.find_out);
  return text;
}

std::vector<PassedOver> passed_over_once(const engine::Assessment& assessment, const model::Words& words) {
  std::vector<PassedOver> once;
  if (assessment.passed_over.empty()) return once;
  std::map<std::tuple<std::string_view, model::EventId, std::string>, std::size_t> known;
  for (const engine::WithheldAction& passed : assessment.passed_over) {
    const auto [place, added] =
        known.try_emplace({step_of(passed.opening).name, passed.action, to_string(passed.because, words)}, once.size());
    if (added) once.push_back({&passed, 1});
    else ++once[place->second].times;
  }
  return once;
}

std::string slots_of(const model::Words& words, const std::vector<engine::Slot>& slots) {
  std::vector<std::string> all;
  for (const engine::Slot& slot : slots) {
    std::vector<std::string_view> parts;
    if (slot.weekday) parts.push_back(name(*slot.weekday));
    if (slot.part_of_day) parts.push_back(part_of_day_name(*slot.part_of_day));
    if (slot.way) parts.push_back(words.events[*slot.way].name);
    all.push_back(joined(parts, " "));
  }
  return joined(all, "; ");
}

}  // namespace engage::report
