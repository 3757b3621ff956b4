#include "fixture.h"

#include <fmt/format.h>
#include <ostream>

namespace engage::cases {
namespace {

model::Fact fact(std::string name, model::FactType type, std::vector<std::string> options = {}) {
  model::Fact fact;
  fact.name = std::move(name);
  fact.type = type;
  fact.options = std::move(options);
  return fact;
}

std::string value_text(const model::Fact& fact, const model::Value& value) {
  switch (value.kind) {
    case model::Value::Kind::unknown: return "unknown";
    case model::Value::Kind::yes_no: return value.index != 0 ? "yes" : "no";
    case model::Value::Kind::option: return fact.options[static_cast<std::size_t>(value.index)];
    case model::Value::Kind::number: return fmt::format("{}", value.number);
    case model::Value::Kind::date: return to_string(value.date());
    case model::Value::Kind::text: return std::string(value.text);
  }
  return {};
}

void add(std::string& list, std::string_view separator, const std::string& item) {
  if (!list.empty()) list += separator;
  list += item;
}

}  // namespace

model::Family counselling() {
  using model::FactType;
  model::Family family;
  family.name = "individual_entry";
  family.words.roles = {{"worker", "Assigned worker", {}}, {"supervisor", "Program supervisor", {}}};
  family.words.facts = {fact("consent_voicemail", FactType::yes_no),
                        fact("service", FactType::choice, {"individual", "family"}),
                        fact("risk", FactType::scale, {"low", "medium", "high", "extreme"}),
                        fact("age", FactType::number),
                        fact("next_appointment", FactType::date),
                        fact("referral_source", FactType::text),
                        fact("spoken_language", FactType::text)};
  family.words.facts.back().fallback = model::Value::of("English");
  for (const char* name : {"referral_assigned", "contact", "call_main", "leave_message"}) {
    model::Event event;
    event.name = name;
    family.words.events.push_back(event);
  }
  return family;
}

ReadOptions with(Repeats repeats) {
  ReadOptions options;
  options.repeats = repeats;
  return options;
}

ReadOptions strictly() {
  ReadOptions options;
  options.strict = true;
  return options;
}

ReadOptions known_on(int year, int month, int day) {
  ReadOptions options;
  options.known_on = make_date(year, month, day);
  return options;
}

ReadCase shown(const model::Family& family, const Record& record, const Findings& findings) {
  ReadCase shown;
  shown.id = record.id;
  shown.faults = findings.faults;
  for (const Ignored& ignored : findings.ignored) shown.ignored.emplace_back(ignored.name);
  for (const Misfit& misfit : findings.misfits) {
    const std::string_view of = misfit.kind == Misfit::Kind::event ? "event" : misfit.name;
    shown.misfits.push_back(fmt::format("{} {}", of, misfit.cell));
  }
  const auto count = [&](std::string_view name, std::uint32_t number) {
    if (number > 0) add(shown.counts, " ", fmt::format("{} {}", name, number));
  };
  count("repeats", findings.repeats);
  count("later", findings.later);
  count("not done", findings.not_done);
  count("midnights", findings.midnights);
  if (!findings.faults.empty()) return shown;
  for (const Entry& entry : record.entries) {
    std::string line = to_string(entry.at);
    if (entry.event) line += " " + family.words.events[*entry.event].name;
    for (std::uint32_t i = 0; i < entry.change_count; ++i) {
      const Change& change = record.changes[entry.first_change + i];
      const model::Fact& fact = family.words.facts[change.fact];
      line += " " + fact.name + "=" + value_text(fact, change.value);
    }
    add(shown.log, "; ", line);
  }
  for (std::size_t i = 0; i < record.facts.size(); ++i) {
    const model::Fact& fact = family.words.facts[i];
    if (record.facts[i].known()) add(shown.facts, " ", fact.name + "=" + value_text(fact, record.facts[i]));
  }
  for (const auto& [role, name] : record.assignees) add(shown.assignees, " ", fmt::format("{}={}", role, name));
  return shown;
}

ReadCase read(std::string_view json, const ReadOptions& options, const TimeZone* zone) {
  const model::Family family = counselling();
  JsonReader reader(family, zone);
  JsonCase one;
  one.open({json, 1, {}});
  Record record;
  Findings findings;
  reader.read(one, options, record, findings);
  return shown(family, record, findings);
}

void PrintTo(const SplitCase& c, std::ostream* out) { *out << c.line << ": " << c.bytes << " [" << c.fault << "]"; }

std::vector<SplitCase> split(std::string_view file, std::size_t block, Splitter::Form form) {
  Splitter splitter(form);
  Chunk chunk;
  std::vector<SplitCase> cases;
  const auto keep = [&] {
    for (const RawCase& raw : chunk.cases) cases.push_back({std::string(raw.bytes), raw.line, raw.fault_in_words()});
  };
  for (; !file.empty(); file.remove_prefix(std::min(block, file.size()))) {
    splitter.feed(file.substr(0, block), chunk);
    keep();
  }
  splitter.finish(chunk);
  keep();
  return cases;
}

}  // namespace engage::cases
