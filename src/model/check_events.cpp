#include <fmt/format.h>

#include <algorithm>

#include "model/check_chains.h"
#include "model/check_words.h"
#include "text/near.h"

// Which events are meant where they are named: groups, outcomes, doers.
namespace engage::model {

std::optional<EventSet> WordTable::events(const syntax::Name& name) {
  const Symbol* symbol = find(name, {Kind::event, Kind::action, Kind::group}, "an event, action or group");
  if (!symbol) return std::nullopt;
  if (symbol->kind == Kind::group) return groups_[symbol->index].events;
  EventSet set;
  set.add(static_cast<EventId>(symbol->index));
  return set;
}

std::optional<Narrowing> WordTable::narrowing(EventId event, const syntax::EventUse& use) {
  Narrowing result;
  if (use.outcome) {
    const std::vector<EventOutcome>& outcomes = words_.events[event].outcomes;
    const auto found = std::ranges::find(outcomes, use.outcome->text, &EventOutcome::name);
    if (found == outcomes.end()) {
      std::vector<std::string_view> names;
      for (const EventOutcome& outcome : outcomes) names.push_back(outcome.name);
      Diagnostic& d = diagnostics_.add(Code::E201, use.outcome->span,
                                       fmt::format("`{}` has no outcome `{}`", use.name.text, use.outcome->text));
      d.labels.push_back({words_.events[event].span, "declared here"});
      d.help = outcomes.empty() ? fmt::format("say what it can come to where the action is declared: `outcomes {}`",
                                              use.outcome->text)
                                : did_you_mean_or_list(diagnostics_, use.outcome->text, names, "outcomes");
      return std::nullopt;
    }
    result.outcome = static_cast<std::uint16_t>(found - outcomes.begin());
  }
  if (use.done_by) {
    const std::optional<RoleId> role = find_role(*use.done_by);
    if (!role) return std::nullopt;
    result.role = *role;
  }
  return result;
}

std::optional<EventSet> WordTable::events(const syntax::EventUse& use) {
  if (!use.outcome && !use.done_by) return events(use.name);
  const Symbol* symbol = find(use.name, {Kind::event, Kind::action, Kind::group}, "an event, action or group");
  if (!symbol) return std::nullopt;
  if (symbol->kind != Kind::group) {
    const auto event = static_cast<EventId>(symbol->index);
    const std::optional<Narrowing> to = narrowing(event, use);
    if (!to) return std::nullopt;
    EventSet set;
    set.add(event, *to);
    return set;
  }
  if (use.outcome) {
    diagnostics_
        .add(Code::E203, use.outcome->span, fmt::format("`{}` is a group, and groups have no outcomes", use.name.text))
        .help = "name its actions one by one, each with its `as`, or let the group hold them so";
    return std::nullopt;
  }
  const std::optional<RoleId> role = find_role(*use.done_by);
  return role ? std::optional(groups_[symbol->index].events.done_by(*role)) : std::nullopt;
}

std::optional<EventSet> WordTable::events(const std::vector<syntax::EventUse>& uses) {
  EventSet all;
  bool complete = true;
  for (const syntax::EventUse& use : uses) {
    if (std::optional<EventSet> some = events(use)) {
      all.add(*some);
    } else {
      complete = false;
    }
  }
  return complete ? std::optional(all) : std::nullopt;
}

void WordTable::resolve_groups() {
  std::vector<std::vector<std::size_t>> members(groups_.size());
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    for (const syntax::EventUse& member : groups_[i].written->members) {
      const Symbol* symbol = look_up(member.name.text);
      if (symbol != nullptr && symbol->kind == Kind::group) members[i].push_back(symbol->index);
    }
  }
  const Chains chains = chains_of(members);
  std::vector<const syntax::Name*> names;
  for (const GroupWord& group : groups_) names.push_back(&group.written->name);
  report_chains(chains, {"group", "is a member of itself", "", "let it hold events and actions themselves"}, names,
                diagnostics_);
  for (const std::size_t i : chains.order) {
    if (const auto events = this->events(groups_[i].written->members)) groups_[i].events = *events;
  }
  for (const auto& [action, name] : action_roles_) {
    const std::optional<RoleId> role = find_role(name);
    Event& event = words_.events[action];
    if (role && event.by && *event.by != *role) report_difference(name, event.span);
    if (role) event.by = role;
  }
}

}  // namespace engage::model
