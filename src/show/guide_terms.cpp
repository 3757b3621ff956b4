#include <algorithm>

#include "show/guide_writer.h"

// The end of a guide: what its words mean, which figures were set, which days count.
namespace engage::show {

void GuideWriter::never() {
  std::vector<form::Item> items;
  for (model::EventId id = 0; id < words_.events.size(); ++id) {
    if (words_.events[id].never_allowed) items.push_back({"", say_.action(id) + ".", {}});
  }
  if (items.empty()) return;
  heading(2, "What is never done");
  list(false, std::move(items));
}

void GuideWriter::settings() {
  if (policy_.settings.empty()) return;
  heading(2, "Figures that were set");
  form::Table table{{"What", "Set to", "Never less than", "Never more than"}, {}};
  const auto bound = [](const std::optional<Duration>& length) { return length ? to_string(*length) : "–"; };
  for (const model::Setting& setting : policy_.settings) {
    table.rows.push_back({setting.title.empty() ? setting.name : setting.title, to_string(setting.value),
                          bound(setting.at_least), bound(setting.at_most)});
  }
  guide_.document.blocks.push_back({table});
}

// Meanings speak of further words, until none is new.
void GuideWriter::terms() {
  std::vector<form::Item> items;
  std::set<std::size_t> told;
  while (told.size() < say_.spoken_of().defines.size()) {
    const std::set<std::size_t> spoken_of = say_.spoken_of().defines;
    for (const std::size_t define : spoken_of) {
      if (!told.insert(define).second) continue;
      std::string name = policy_.defines[define].name;
      std::replace(name.begin(), name.end(), '_', ' ');
      items.push_back({quoted(name), "holds if " + say_.meaning(define) + ".", {}});
    }
  }
  const std::set<std::size_t> groups = say_.spoken_of().groups;
  for (const std::size_t group : groups) {
    items.push_back({quoted(policy_.groups[group].title), "is " + say_.group(group) + ".", {}});
  }
  if (items.empty()) return;
  heading(2, "What is meant by");
  list(false, std::move(items));
}

void GuideWriter::facts() {
  const std::set<model::FactId> spoken_of = say_.spoken_of().facts;
  if (spoken_of.empty()) return;
  heading(2, "What has to be known");
  form::Table table{{"What", "Possible answers", "While nothing is recorded"}, {}};
  for (const model::FactId id : spoken_of) {
    const model::Fact& fact = words_.facts[id];
    table.rows.push_back({fact.title, values(fact), fact.fallback ? in_words(fact, *fact.fallback) : "not known"});
  }
  guide_.document.blocks.push_back({table});
}

void GuideWriter::days() {
  heading(2, "Which days count");
  for (form::Block& block : days_in_words(policy_)) guide_.document.blocks.push_back(std::move(block));
}

void GuideWriter::faults() {
  const auto miss = [&](bool titled, std::string_view kind, const std::string& name, Span span) {
    if (titled) return;
    guide_.faults.push_back(path_and_line(sources_, span) + ": the " + std::string(kind) + " `" + name +
                            "` has no title");
  };
  miss(policy_.titled, "policy", policy_.name, policy_.span);
  for (const model::Stage& stage : policy_.stages) miss(stage.titled, "stage", stage.name, stage.span);
  for (const model::Step& step : policy_.steps) miss(step.titled, "step", step.name, step.span);
  for (const model::Rule& rule : policy_.rules) {
    if (rule.escalation) miss(rule.escalation->titled, "escalation", rule.escalation->name, rule.span);
  }
  for (model::OutcomeId id = 0; id < policy_.outcomes.size(); ++id) {
    Span first = policy_.span;  // where only a limit leads to it
    for (const model::Statement& statement : policy_.statements) {
      const auto* finish = std::get_if<model::Finish>(&statement.node);
      if (finish && finish->outcome == id && (first == policy_.span || statement.span < first)) first = statement.span;
    }
    miss(policy_.outcomes[id].titled, "outcome", policy_.outcomes[id].name, first);
  }
  for (const model::Setting& setting : policy_.settings) {
    miss(!setting.title.empty(), "setting", setting.name, policy_.span);
  }
  const SpokenOf& spoken_of = say_.spoken_of();
  for (const auto id : spoken_of.roles) {
    const model::Role& role = words_.roles[id];
    miss(role.titled, "role", role.name, role.span);
  }
  for (const auto id : spoken_of.facts) {
    const model::Fact& fact = words_.facts[id];
    miss(fact.titled, "fact", fact.name, fact.span);
  }
  for (const auto id : spoken_of.events) {
    const model::Event& event = words_.events[id];
    miss(event.titled, event.action ? "action" : "event", event.name, event.span);
  }
  for (const auto id : spoken_of.groups) {
    const model::Group& group = policy_.groups[id];
    miss(group.titled, "group", group.name, group.span);
  }
  if (guide_.faults.empty()) return;
  heading(2, "What has no words yet");
  std::vector<form::Item> items;
  for (const std::string& fault : guide_.faults) items.push_back({"", fault, {}});
  list(false, std::move(items));
}

}  // namespace engage::show
