#include "model/check_scenario_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/near.h"

namespace engage::model {
namespace {

std::string_view to_string(Wanted wanted) {
  switch (wanted) {
    case Wanted::fact: return "fact";
    case Wanted::happening: return "event or action";
    case Wanted::action: return "action";
    case Wanted::role: return "role";
    case Wanted::step: return "step";
    case Wanted::stage: return "stage";
    case Wanted::outcome: return "outcome";
    case Wanted::escalation: return "escalation";
  }
  return "";
}

}  // namespace

void Surroundings::take_in(const std::vector<syntax::Statement>& statements) {
  for (const syntax::Statement& statement : statements) {
    if (std::holds_alternative<syntax::ScenarioDecl>(statement.node)) continue;
    if (const auto* broken = std::get_if<syntax::Damaged>(&statement.node)) {
      if (broken->keyword == "scenario" || broken->keyword == "todo") continue;
      const bool named = broken->declares && broken->declares->text[0] >= 'a' && broken->declares->text[0] <= 'z';
      if (named) {
        damaged.insert(broken->declares->text);
      } else {
        unclear = true;  // nothing, or no name, such as `2nd`
      }
    } else if (const auto* group = std::get_if<syntax::GroupDecl>(&statement.node)) {
      groups.insert(group->name.text);
    } else if (const auto* define = std::get_if<syntax::Define>(&statement.node)) {
      defines.insert(define->name.text);
    } else if (const auto* policy = std::get_if<syntax::PolicyDecl>(&statement.node)) {
      policies.insert(policy->name.text);
    }
    take_in(statement.block);
  }
}

std::optional<Narrowing> ScenarioNames::narrowing(EventId event, const syntax::EventUse& use) {
  Narrowing result;
  if (use.outcome) {
    const std::vector<EventOutcome>& outcomes = words().events[event].outcomes;
    const auto found = std::ranges::find(outcomes, use.outcome->text, &EventOutcome::name);
    if (found == outcomes.end()) {
      Names known;
      for (const EventOutcome& outcome : outcomes) known.push_back(outcome.name);
      Diagnostic& d = diagnostics_.add(Code::E234, use.outcome->span,
                                       fmt::format("`{}` has no outcome `{}`", use.name.text, use.outcome->text));
      d.help = did_you_mean(diagnostics_, use.outcome->text, known);
      d.labels.push_back({words().events[event].span, "declared here"});
      return std::nullopt;
    }
    result.outcome = static_cast<std::uint16_t>(found - outcomes.begin());
  }
  if (use.done_by) {
    const std::optional<std::size_t> role = find(*use.done_by, Wanted::role);
    if (!role) return std::nullopt;
    result.role = static_cast<RoleId>(*role);
  }
  return result;
}

void ScenarioNames::no_narrowing(const syntax::EventUse& use, Wanted is) {
  if (!use.outcome && !use.done_by) return;
  const std::string_view noun = to_string(is);
  diagnostics_.add(Code::E203, use.span,
                   fmt::format("`{}` is a {}, and {}s have no outcomes and no doers", use.name.text, noun, noun));
}

std::string ScenarioNames::part(const syntax::Name& name, Wanted wanted) {
  find(name, wanted);
  return name.text;
}

// The names of that kind in all versions, or in the one that `version N` names; of words, by their ids.
ScenarioNames::Names ScenarioNames::names(Wanted wanted) const {
  Names result;
  auto add = [&](const auto& things) {
    for (const auto& thing : things) result.push_back(thing.name);
  };
  switch (wanted) {
    case Wanted::fact: add(family_.words.facts); return result;
    case Wanted::happening:
    case Wanted::action: add(family_.words.events); return result;
    case Wanted::role: add(family_.words.roles); return result;
    default: break;
  }
  for (const Policy& policy : family_.versions) {
    if (version_ != nullptr && &policy != version_) continue;
    if (wanted == Wanted::step) add(policy.steps);
    if (wanted == Wanted::stage) add(policy.stages);
    if (wanted == Wanted::outcome) add(policy.outcomes);
    for (const Rule& rule : policy.rules) {
      if (wanted == Wanted::escalation && rule.escalation) result.push_back(rule.escalation->name);
    }
  }
  return result;
}

std::optional<std::size_t> ScenarioNames::find(const syntax::Name& name, Wanted wanted) {
  const Names all = names(wanted);
  const auto found = std::find(all.begin(), all.end(), name.text);
  const auto index = static_cast<std::size_t>(found - all.begin());
  const bool wrong_event = found != all.end() && wanted == Wanted::action && !words().events[index].action;
  if (found != all.end() && !wrong_event) return index;
  if (!around_.damaged.contains(name.text) && (wrong_event || !around_.unclear)) report_missing(name, wanted);
  return std::nullopt;
}

void ScenarioNames::report_missing(const syntax::Name& name, Wanted wanted) {
  std::string_view is;  // what the name stands for instead
  for (const Wanted other : {Wanted::fact, Wanted::happening, Wanted::step, Wanted::stage, Wanted::outcome,
                             Wanted::escalation, Wanted::role}) {
    const Names all = names(other);
    const auto found = std::find(all.begin(), all.end(), name.text);
    if (other == wanted || found == all.end() || !is.empty()) continue;
    is = to_string(other);
    if (other == Wanted::happening) {
      is = words().events[static_cast<std::size_t>(found - all.begin())].action ? "action" : "event";
    }
  }
  if (is.empty() && around_.groups.contains(name.text)) is = "group";
  if (is.empty() && around_.defines.contains(name.text)) is = "define";
  const auto article = [](std::string_view noun) {
    return std::string_view("aeiou").find(noun[0]) != noun.npos ? "an" : "a";
  };
  const std::string_view what = to_string(wanted);
  if (!is.empty()) {
    Diagnostic& d = diagnostics_.add(
        Code::E203, name.span,
        fmt::format("`{}` is {} {}, and {} {} is wanted here", name.text, article(is), is, article(what), what));
    if (is == "group") d.help = "a group happens when one of its members does: write the member";
    if (is == "event" && wanted == Wanted::action) d.help = "an event is what others do; only an action can be owed";
    return;
  }
  Names near = names(wanted);
  if (wanted == Wanted::action) {
    std::erase_if(near, [&](std::string_view n) { return !words().events[*words().find_event(n)].action; });
  }
  diagnostics_
      .add(Code::E234, name.span, fmt::format("the policy `{}` has no {} called `{}`", family_.name, what, name.text))
      .help = did_you_mean(diagnostics_, name.text, near);
}

}  // namespace engage::model
