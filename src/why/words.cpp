#include "why/words.h"

#include <fmt/format.h>

#include <vector>

namespace engage::why {

std::string names_of(const model::EventSet& events, const model::Words& words) {
  std::vector<std::string> names;
  for (model::EventId id = 0; id < words.events.size(); ++id) {
    if (events.contains(id)) names.push_back(words.events[id].name);
  }
  return fmt::format("{}", fmt::join(names, " or "));
}

std::string text_of_rule(const model::Rule& rule, const model::Policy& policy, const model::Words& words) {
  std::string text = rule.kind == model::Rule::Kind::on ? "on " + names_of(rule.events, words) : "when";
  if (rule.kind == model::Rule::Kind::on && rule.condition) text += " if";
  return rule.condition ? text + " " + policy.conditions[*rule.condition].text : text;
}

}  // namespace engage::why
