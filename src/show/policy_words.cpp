#include "show/policy_words.h"

#include <algorithm>

#include "calendar/words.h"

namespace engage::show {

using model::EventId;

std::string quoted(std::string_view text) { return "“" + std::string(text) + "”"; }

std::string joined(const std::vector<std::string>& parts, std::string_view word) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " " + std::string(word) + " " : ", ";
    text += parts[i];
  }
  return text;
}

std::string in_words(Date date) {
  const Ymd day = ymd(date);
  return std::to_string(day.day) + " " + capitalized(month_name(day.month)) + " " + std::to_string(day.year);
}

std::string version_in_words(const model::Policy& policy) {
  std::string version = std::to_string(policy.version);
  if (policy.effective) {
    version += policy.for_all_cases ? ", for all cases from " : ", for work that starts from ";
    version += in_words(*policy.effective) + " on";
  } else if (policy.for_all_cases) {
    version += ", for all cases";
  }
  return version;
}

std::string edition(const model::Policy& policy) { return policy.title + ", version " + version_in_words(policy); }

std::string in_words(Duration low, const std::optional<Duration>& high) {
  if (!high) return to_string(low);
  if (low.unit == high->unit && low.calendar == high->calendar)
    return std::to_string(low.count) + " to " + to_string(*high);
  return to_string(low) + " to " + to_string(*high);
}

std::string in_words(const model::Fact& fact, const model::Value& value) {
  switch (value.kind) {
    case model::Value::Kind::text: return quoted(value.text);
    case model::Value::Kind::date: return in_words(value.date());
    case model::Value::Kind::option: {
      std::string text = to_string(fact, value);
      std::replace(text.begin(), text.end(), '_', ' ');
      return text;
    }
    default: return to_string(fact, value);
  }
}

std::string values(const model::Fact& fact) {
  std::vector<std::string> options;
  for (std::size_t i = 0; i < fact.options.size(); ++i) {
    options.push_back(in_words(fact, model::Value::option(static_cast<int>(i))));
  }
  switch (fact.type) {
    case model::FactType::yes_no: return "yes or no";
    case model::FactType::choice: return joined(options, "or");
    case model::FactType::scale: return "from low to high: " + joined(options, "or");
    case model::FactType::number: return "a number";
    case model::FactType::date: return "a date";
    case model::FactType::text: return "a text";
  }
  return {};
}

std::string adjusted(Adjust adjust) {
  switch (adjust) {
    case Adjust::none: return "";
    case Adjust::next_business_day: return " (on a day off: by the next business day)";
    case Adjust::previous_business_day: return " (on a day off: by the business day before)";
  }
  return "";
}

std::string PolicyWords::fact(model::FactId id) {
  spoken_of_.facts.insert(id);
  return quoted(words_.facts[id].title);
}

std::string PolicyWords::role(model::RoleId id) {
  if (id == model::DoLine::kNoRole) return "nobody in particular";
  spoken_of_.roles.insert(id);
  return words_.roles[id].title;
}

std::string PolicyWords::action(EventId id) {
  spoken_of_.events.insert(id);
  return words_.events[id].title;
}

// Those that are meant whatever came of them, and then the others, each with what it is narrowed to.
std::vector<PolicyWords::Member> PolicyWords::members_of(const model::EventSet& events) const {
  std::vector<Member> members;
  const model::EventSet whole = events.whole();
  for (EventId id = 0; id < words_.events.size(); ++id) {
    if (whole.contains(id)) members.push_back({id, {}});
  }
  members.insert(members.end(), events.narrowed().begin(), events.narrowed().end());
  return members;
}

// Groups that lie wholly among the events are named, the largest first, and then what is left.
std::string PolicyWords::events(const model::EventSet& events) {
  const std::vector<Member> all = members_of(events);
  std::vector<Member> left = all;
  std::vector<std::pair<std::size_t, std::size_t>> groups;  // size, index
  for (std::size_t i = 0; i < policy_.groups.size(); ++i) {
    const std::vector<Member> members = members_of(policy_.groups[i].events);
    const bool inside =
        std::ranges::all_of(members, [&](const Member& member) { return std::ranges::find(all, member) != all.end(); });
    if (inside && members.size() > 1) groups.emplace_back(members.size(), i);
  }
  std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> names;
  for (const auto& [size, index] : groups) {
    const std::vector<Member> members = members_of(policy_.groups[index].events);
    const auto is_member = [&](const Member& each) { return std::ranges::find(members, each) != members.end(); };
    if (static_cast<std::size_t>(std::count_if(left.begin(), left.end(), is_member)) < size) continue;
    spoken_of_.groups.insert(index);
    names.push_back(quoted(policy_.groups[index].title));
    std::erase_if(left, is_member);
  }
  for (const auto& [event, to] : left) names.push_back(quoted(action(event)) + narrowed(event, to));
  return joined(names, "or");
}

// with the outcome “Child seen” by the Worker
std::string PolicyWords::narrowed(model::EventId event, model::Narrowing to) {
  std::string text;
  if (to.outcome != model::kNone)
    text += " with the outcome " + quoted(words_.events[event].outcomes[to.outcome].title);
  if (to.role != model::kNone) text += " by the " + role(to.role);
  return text;
}

std::string PolicyWords::group(std::size_t index) {
  const model::Group& group = policy_.groups[index];
  std::vector<std::string> members;
  for (const auto& [event, to] : members_of(group.events)) {
    members.push_back(quoted(action(event)) + narrowed(event, to));
  }
  return "any of " + joined(members, "and");
}

std::string PolicyWords::stage(model::StageId id) const {
  return "part " + std::to_string(id + 1) + ", " + quoted(policy_.stages[id].title);
}

std::string PolicyWords::stages(const std::vector<bool>& active) const {
  std::vector<std::string> names;
  for (std::size_t id = 0; id < active.size(); ++id) {
    if (active[id]) names.push_back(std::to_string(id + 1));
  }
  return (names.size() == 1 ? "part " : "parts ") + joined(names, "and");
}

std::string PolicyWords::step(model::StepId id) const { return quoted(policy_.steps[id].title); }

std::string PolicyWords::outcome(model::OutcomeId id) const { return quoted(policy_.outcomes[id].title); }

std::string PolicyWords::anchor(const model::Anchor& anchor) {
  using Kind = model::Anchor::Kind;
  switch (anchor.kind) {
    case Kind::start: return "the start";
    case Kind::stage_start: return "the beginning of this part";
    case Kind::date_fact: return fact(anchor.fact);
    case Kind::latest_event: return events(anchor.events);
    case Kind::first_event: return "the first " + events(anchor.events);
    case Kind::its_date: return "the date of the round";
    case Kind::date_word: {
      const model::DateWord& date = policy_.dates[anchor.fact];
      spoken_of_.dates.insert(anchor.fact);
      return quoted(date.title) + " (" + rule_of(date) + ")";
    }
    case Kind::later:
    case Kind::earlier: break;
  }
  std::vector<std::string> parts;
  for (const model::Anchor& one : anchor.of) parts.push_back(this->anchor(one));
  return (anchor.kind == Kind::later ? "the later of " : "the earlier of ") + joined(parts, "and");
}

// “3 years after “Born””
std::string PolicyWords::rule_of(const model::DateWord& date) {
  const std::string from = anchor(date.anchor);
  switch (date.kind) {
    case model::DateWord::Kind::same_day: break;
    case model::DateWord::Kind::counted:
      return to_string(date.duration) + (date.before ? " before " : " after ") + from + adjusted(date.adjust);
    case model::DateWord::Kind::day_of_month:
      return "day " + std::to_string(date.day) + (date.next_month ? " of the month after " : " of the month of ") +
             from;
    case model::DateWord::Kind::last_day_of_month: return "the last day of the month of " + from;
  }
  return "the day of " + from;
}

std::string PolicyWords::deadline(const model::DeadlineLine& line) {
  using Kind = model::DeadlineLine::Kind;
  const std::string length = to_string(line.duration);
  switch (line.kind) {
    case Kind::after_opening: return "within " + length + adjusted(line.adjust);
    case Kind::after_anchor: return "within " + length + " of " + anchor(line.anchor) + adjusted(line.adjust);
    case Kind::no_later: break;
  }
  if (line.same_day) return "no later than " + anchor(line.anchor);
  return "no later than " + length + (line.before ? " before " : " after ") + anchor(line.anchor);
}

bool is_always_known(const model::DeadlineLine& line) {
  using Kind = model::Anchor::Kind;
  return line.kind == model::DeadlineLine::Kind::after_opening || line.anchor.kind == Kind::start ||
         line.anchor.kind == Kind::stage_start;
}

std::string PolicyWords::deadline(const model::Step& step) {
  std::vector<std::string> lines;
  for (const model::DeadlineLine& line : step.deadlines) lines.push_back(deadline(line));
  if (lines.size() < 2) return joined(lines, "or");
  const bool all_known = std::ranges::all_of(step.deadlines, is_always_known);
  return joined(lines, "or") + (all_known ? ", whichever comes first" : ", whichever of those known comes first");
}

std::string PolicyWords::time_of(const model::Step& step) { return hour_of(step) + aim_of(step); }

std::string PolicyWords::hour_of(const model::Step& step) {
  std::string text;
  if (step.by_time) text += ", by " + clock_time({*step.by_time}) + " of that day";
  if (step.give_at_least) text += ", but never earlier than " + to_string(*step.give_at_least) + " after it opens";
  return text;
}

std::string PolicyWords::aim_of(const model::Step& step) {
  if (!step.aim) return {};
  const std::string from = step.aim->anchor ? " of " + anchor(*step.aim->anchor) : "";
  return "; to aim at: within " + to_string(step.aim->duration) + from;
}

}  // namespace engage::show
