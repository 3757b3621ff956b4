#include "play/standstill.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "why/words.h"

namespace engage::play {
namespace {

using engine::Status;

std::string names_of(const std::vector<model::FactId>& facts, const model::Words& words) {
  std::vector<std::string> names;
  for (const model::FactId fact : facts) names.push_back(words.facts[fact].name);
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

std::string reason_of_no_start(const engine::Assessment& now, const model::Words& words) {
  const model::Policy& policy = *now.policy;
  if (!now.reason.empty()) return now.reason;
  std::string text;
  if (now.status == Status::not_applicable && policy.applies_when) {
    text = fmt::format("`applies when {}` is not true", policy.conditions[*policy.applies_when].text);
  } else if (policy.starts_when) {
    text = fmt::format("it starts on {} when {}", why::names_of(policy.starts_on, words),
                       policy.conditions[*policy.starts_when].text);
  } else {
    text = "it starts on " + why::names_of(policy.starts_on, words);
  }
  if (!now.unknown.empty()) text += "; not recorded: " + names_of(now.unknown, words);
  return text;
}

std::string what_it_waits_for(const engine::Assessment& last, const std::vector<std::string>& holds,
                              const model::Words& words) {
  if (last.status == Status::not_applicable || last.status == Status::not_started) {
    return reason_of_no_start(last, words);
  }
  std::vector<model::FactId> facts;
  for (const engine::BlockedStep& blocked : last.blocked) {
    for (const model::FactId fact : blocked.find_out) {
      if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
    }
  }
  if (!facts.empty()) return "somebody has to find out " + names_of(facts, words);
  if (last.status != Status::active) return {};
  model::EventSet events;
  for (const model::Rule& rule : last.policy->rules) {
    if (rule.kind == model::Rule::Kind::on && rule.active[*last.stage]) events.add(rule.events);
  }
  if (events.empty() && holds.empty()) return "nothing leads out of this stage";
  std::vector<std::string> awaited = holds;
  if (!events.empty()) awaited.push_back(why::names_of(events, words));
  return fmt::format("it waits for {}", fmt::join(awaited, ", or for "));
}

}  // namespace engage::play
