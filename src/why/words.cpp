#include "why/words.h"

#include <fmt/format.h>

#include <vector>

namespace engage::why {

std::string names_of(const model::EventSet& events, const model::Words& words) {
  std::vector<std::string> names;
  const model::EventSet whole = events.whole();
  for (model::EventId id = 0; id < words.events.size(); ++id) {
    if (whole.contains(id)) names.push_back(words.events[id].name);
  }
  for (const auto& [event, to] : events.narrowed()) {
    std::string name = words.events[event].name;
    if (to.outcome != model::kNone) name += " as " + words.events[event].outcomes[to.outcome].name;
    if (to.role != model::kNone) name += " done by " + words.roles[to.role].name;
    names.push_back(std::move(name));
  }
  return fmt::format("{}", fmt::join(names, " or "));
}

std::string text_of_rule(const model::Rule& rule, const model::Policy& policy, const model::Words& words) {
  if (rule.kind == model::Rule::Kind::alongside) return fmt::format("alongside \"{}\"", rule.title);
  std::string text = rule.kind == model::Rule::Kind::on ? "on " + names_of(rule.events, words) : "when";
  if (rule.kind == model::Rule::Kind::on && rule.condition) text += " if";
  return rule.condition ? text + " " + policy.conditions[*rule.condition].text : text;
}

}  // namespace engage::why
