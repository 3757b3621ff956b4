#include <algorithm>
#include <charconv>

#include "generate.h"

namespace engage::reference {

namespace {

const std::vector<std::pair<std::string, std::vector<std::string>>> kFacts = {
    {"consent", {"yes", "yes", "yes", "yes", "no"}},
    {"consent_mail", {"yes", "yes", "yes", "no"}},
    {"ready", {"yes", "yes", "no"}},
    {"risk", {"low", "medium", "high"}},
    {"service", {"individual", "individual", "family"}},
    {"age", {"12", "18", "40.5"}},
    {"review", {"2026-01-12", "2026-01-20", "2026-02-02", "2026-03-10"}},
    {"referred_by", {"clinic", "school"}},
    {"language", {"English", "French"}},
    {"housed", {"yes", "no"}},
};

// What comes often in a case comes often here.
const std::vector<std::string> kEvents = {"call",    "call",  "call",     "email",        "email",        "letter",
                                          "letter",  "visit", "consult",  "text_message", "text_message", "contact",
                                          "contact", "reply", "referral", "crisis",       "close_file",   "close_file",
                                          "consult", "visit", "moved",    "find_room"};

model::Value value_of(const model::Fact& fact, const std::string& text) {
  using model::FactType;
  if (text.empty()) return model::Value::unknown();
  switch (fact.type) {
    case FactType::yes_no: return model::Value::yes_no(text == "yes");
    case FactType::choice:
    case FactType::scale: {
      const auto found = std::find(fact.options.begin(), fact.options.end(), text);
      return model::Value::option(static_cast<int>(found - fact.options.begin()));
    }
    case FactType::number: {
      double number = 0;
      std::from_chars(text.data(), text.data() + text.size(), number);
      return model::Value::of(number);
    }
    case FactType::date: return model::Value::of(*parse_date(text));
    case FactType::text: return model::Value::of(std::string_view(text));
  }
  return model::Value::unknown();
}

std::pair<std::string, std::string> random_fact(Dice& dice, int unknown) {
  const auto& [name, values] = dice.pick(kFacts);
  return {name, dice.chance(unknown) ? "" : dice.pick(values)};
}

std::string json_value(const std::string& value) {
  if (value.empty()) return "null";
  if (value == "yes") return "true";
  if (value == "no") return "false";
  const bool number = value == "12" || value == "18" || value == "40.5";
  return number ? value : '"' + value + '"';
}

std::string json_facts(const std::vector<std::pair<std::string, std::string>>& facts) {
  std::string out = "{";
  for (const auto& [name, value] : facts) {
    if (out.size() > 1) out += ", ";
    out += '"' + name + "\": " + json_value(value);
  }
  return out + "}";
}

}  // namespace

Case generate_case(Dice& dice) {
  Case result;
  for (const auto& [name, values] : kFacts) {
    if (dice.chance(85)) result.facts.emplace_back(name, dice.chance(5) ? "" : dice.pick(values));
  }
  // Some begin where a calendar's coverage ends.
  const Date first =
      dice.chance(94) ? *make_date(2026, 1, dice.between(2, 20)) : *make_date(2026, 12, dice.between(5, 30));
  int minute = start_of(first).minutes;
  const int count = dice.between(1, 20);
  const bool eager = dice.chance(85);  // begins with what starts an episode
  for (int i = 0; i < count; ++i) {
    Case::Entry entry;
    entry.at = {minute};
    if (i == 0 && eager) {
      entry.event = "referral";
    } else if (dice.chance(15)) {
      entry.set.push_back(random_fact(dice, 25));
    } else {
      entry.event = dice.chance(1) ? "child" : dice.pick(kEvents);
      if (entry.event == "call" && dice.chance(80)) entry.outcome = dice.chance(50) ? "answered" : "voicemail";
      if (entry.event == "visit" && dice.chance(80)) entry.outcome = dice.chance(50) ? "seen" : "not_seen";
      if (dice.chance(60)) entry.role = dice.pick(std::vector<std::string>{"worker", "supervisor", "driver"});
      if (dice.chance(8)) entry.set.push_back(random_fact(dice, 25));
    }
    result.entries.push_back(entry);
    const int gap = dice.below(10);
    if (gap < 2) continue;  // the same minute
    if (gap < 4) {
      minute += dice.pick(std::vector<int>{1, 30, 60, 61, 120, 121, 240, 600});
    } else {
      const int days = dice.chance(10) ? dice.between(5, 30) : dice.between(1, 5);
      const int clock = dice.pick(std::vector<int>{0, 0, 0, 540, 599, 720, 1019, 1020, 1439});
      minute = start_of(date_of({minute}) + days).minutes + clock;
    }
  }
  return result;
}

Instant generate_instant(Dice& dice, const Case& from) {
  if (dice.chance(20)) return {dice.pick(from.entries).at.minutes + dice.between(-1, 1)};
  const Date first = date_of(from.entries.front().at);
  const Date last = date_of(from.entries.back().at);
  const Date date = first + dice.between(-2, (last - first) + 15);
  return dice.chance(70) ? last_minute_of(date) : Instant{start_of(date).minutes + dice.below(kMinutesPerDay)};
}

cases::Record to_record(const Case& from, const model::Words& words) {
  cases::Record record;
  record.id = "C-1";
  for (const model::Fact& fact : words.facts) record.facts.push_back(fact.fallback.value_or(model::Value::unknown()));
  for (const auto& [name, value] : from.facts) {
    if (const auto fact = words.find_fact(name)) record.facts[*fact] = value_of(words.facts[*fact], value);
  }
  for (const Case::Entry& entry : from.entries) {
    cases::Entry made;
    made.at = entry.at;
    made.event = words.find_event(entry.event);
    if (made.event && !entry.outcome.empty()) {
      const auto& outcomes = words.events[*made.event].outcomes;
      const auto found = std::ranges::find(outcomes, entry.outcome, &model::EventOutcome::name);
      if (found != outcomes.end()) made.outcome = static_cast<std::uint16_t>(found - outcomes.begin());
    }
    if (made.event && !entry.role.empty()) made.role = words.find_role(entry.role).value_or(model::kNone);
    made.first_change = static_cast<std::uint32_t>(record.changes.size());
    for (const auto& [name, value] : entry.set) {
      if (const auto fact = words.find_fact(name))
        record.changes.push_back({*fact, value_of(words.facts[*fact], value)});
    }
    made.change_count = static_cast<std::uint32_t>(record.changes.size()) - made.first_change;
    record.entries.push_back(made);
  }
  return record;
}

std::string to_json(const Case& from) {
  std::string out =
      "{\"id\": \"C-1\", \"policy\": \"care\", \"facts\": " + json_facts(from.facts) + ",\n \"events\": [";
  for (const Case::Entry& entry : from.entries) {
    out += &entry == &from.entries.front() ? "\n  {\"at\": \"" : ",\n  {\"at\": \"";
    append_minute(out, entry.at);
    out += '"';
    if (!entry.event.empty()) out += ", \"event\": \"" + entry.event + '"';
    if (!entry.outcome.empty()) out += ", \"outcome\": \"" + entry.outcome + '"';
    if (!entry.role.empty()) out += ", \"role\": \"" + entry.role + '"';
    if (!entry.set.empty()) out += ", \"set\": " + json_facts(entry.set);
    out += '}';
  }
  return out + "]}\n";
}

std::string to_scenario(const Case& from) {
  // Texts are the only values that begin with a capital.
  const auto literal = [](const std::string& value) {
    if (value.empty()) return std::string("unknown");
    return value[0] >= 'A' && value[0] <= 'Z' ? '"' + value + '"' : value;
  };
  std::string out = "scenario \"A difference\" for care\n";
  if (!from.facts.empty()) out += "  facts\n";
  for (const auto& [name, value] : from.facts) out += "    " + name + " is " + literal(value) + '\n';
  for (const Case::Entry& entry : from.entries) {
    std::string at;
    append_minute(at, entry.at);
    at[10] = ' ';
    std::string items = entry.event;
    if (!entry.outcome.empty()) items += " as " + entry.outcome;
    if (!entry.role.empty()) items += " done by " + entry.role;
    for (const auto& [name, value] : entry.set) {
      items += (items.empty() ? "set " : ", set ") + name + " is " + literal(value);
    }
    out += "  on " + at + ' ' + items + '\n';
  }
  return out;
}

}  // namespace engage::reference
