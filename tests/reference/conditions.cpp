#include <algorithm>

#include "count.h"
#include "run.h"

// Conditions (language reference, section 5), asked anew each time.
namespace engage::reference {

using model::Anchor;
using model::Scope;

namespace {

Truth truth(bool yes) { return yes ? Truth::yes : Truth::no; }
Truth negated(Truth value) {
  if (value == Truth::unknown) return value;
  return truth(value == Truth::no);
}

Truth compare(const model::Value& value, model::Comparison how, const model::Value& with) {
  if (!value.known()) return Truth::unknown;
  const bool by_number = value.kind == model::Value::Kind::number;
  const double left = by_number ? value.number : value.index;
  const double right = by_number ? with.number : with.index;
  switch (how) {
    case model::Comparison::at_least: return truth(left >= right);
    case model::Comparison::at_most: return truth(left <= right);
    case model::Comparison::above: return truth(left > right);
    case model::Comparison::below: return truth(left < right);
  }
  return Truth::unknown;
}

}  // namespace

Truth Run::ask(const Context& context, const std::optional<model::ConditionId>& condition) const {
  return condition ? ask(context, *condition) : Truth::yes;
}

Truth Run::ask(const Context& context, model::ConditionId id) const {
  const auto& node = context.policy->conditions[id].node;
  // "Both sides of `and` and `or` are always asked."
  if (const auto* both = std::get_if<model::And>(&node)) {
    const Truth left = ask(context, both->left);
    const Truth right = ask(context, both->right);
    return std::min(left, right);
  }
  if (const auto* either = std::get_if<model::Or>(&node)) {
    const Truth left = ask(context, either->left);
    const Truth right = ask(context, either->right);
    return std::max(left, right);
  }
  if (const auto* inner = std::get_if<model::Not>(&node)) return negated(ask(context, inner->inner));
  if (const auto* is = std::get_if<model::FactIs>(&node)) {
    const model::Value& value = facts_[is->fact];
    if (!value.known()) return Truth::unknown;
    return truth(std::find(is->values.begin(), is->values.end(), value) != is->values.end());
  }
  if (const auto* comparison = std::get_if<model::FactCompares>(&node)) {
    return compare(facts_[comparison->fact], comparison->how, comparison->value);
  }
  if (const auto* known = std::get_if<model::FactKnown>(&node)) {
    return truth(facts_[known->fact].known() == known->known);
  }
  if (const auto* asked = std::get_if<model::Happened>(&node)) return happened(context, *asked);
  if (const auto* asked = std::get_if<model::NoneHappened>(&node)) return none_happened(context, *asked);
  if (const auto* asked = std::get_if<model::Elapsed>(&node)) return elapsed(context, *asked);
  if (const auto* asked = std::get_if<model::StepState>(&node)) return step_state(context, *asked);
  return overdue(context, std::get<model::StepOverdue>(node));
}

// "It holds wherever the action is used"; a `never allowed` action is never allowed.
Truth Run::guard(const Context& context, model::EventId action) const {
  if (family_->words.events[action].never_allowed) return Truth::no;
  const auto& guards = context.policy->guards;
  return action < guards.size() ? ask(context, guards[action]) : Truth::yes;
}

// "ANCHOR: `start` (of the episode), `stage start`, a date fact (00:00 of it), or an event: its
// latest occurrence so far in the whole log (`first E`: its first)."
Run::Point Run::resolve(const Context& context, const Anchor& anchor) const {
  switch (anchor.kind) {
    case Anchor::Kind::start: {
      const Episode& episode = episodes_[*context.episode];
      return {Truth::yes, episode.start, episode.starting_event + 1, false};
    }
    case Anchor::Kind::stage_start: {
      const Episode& episode = episodes_[*context.episode];
      return {Truth::yes, episode.stage_start, episode.stage_from, false};
    }
    case Anchor::Kind::date_fact: {
      const model::Value& value = facts_[anchor.fact];
      if (!value.known()) return {Truth::unknown, {}, 0, true};
      return {Truth::yes, start_of(value.date()), 0, true};
    }
    case Anchor::Kind::latest_event:
      for (std::size_t i = log_.size(); i-- > 0;) {
        if (anchor.events.contains(log_[i].event)) return {Truth::yes, log_[i].at, i + 1, false};
      }
      return {Truth::no, {}, 0, false};
    case Anchor::Kind::first_event:
      for (std::size_t i = 0; i < log_.size(); ++i) {
        if (anchor.events.contains(log_[i].event)) return {Truth::yes, log_[i].at, i + 1, false};
      }
      return {Truth::no, {}, 0, false};
  }
  return {};
}

// How many of the events lie in the scope; the anchor is known.
int Run::count(const Context& context, const model::EventSet& events, const Scope& scope, const Point& anchor) const {
  // "Scopes see the log from the starting event on." In `applies when` and `starts on … when` "no
  // scope means since the previous finish"; the other scopes see the whole log there.
  std::size_t from = 0;
  if (context.episode) {
    from = episodes_[*context.episode].starting_event;
  } else if (scope.kind == Scope::Kind::episode) {
    from = finished_up_to_;
  }
  std::optional<Deadline> until;
  if (scope.kind == Scope::Kind::within) until = must(deadline_after(*context.policy, anchor.at, scope.duration));

  int found = 0;
  for (std::size_t i = from; i < log_.size(); ++i) {
    if (!events.contains(log_[i].event)) continue;
    const Instant at = log_[i].at;
    bool inside = true;
    switch (scope.kind) {
      case Scope::Kind::episode: break;
      // "Order in the log decides, not the minute."
      case Scope::Kind::stage: inside = i >= episodes_[*context.episode].stage_from; break;
      case Scope::Kind::since: inside = anchor.by_clock ? at >= anchor.at : i >= anchor.from; break;
      // "while now is not past the deadline D after it"
      case Scope::Kind::last:
        inside = now_ < must(deadline_after(*context.policy, at, scope.duration)).passed_at();
        break;
      // "goes by the clock: from the anchor's minute, it included, to the deadline D after it"
      // In the hour that comes twice, what was taken after the anchoring event lies after it.
      case Scope::Kind::within: {
        const bool of_event =
            scope.anchor.kind == Anchor::Kind::latest_event || scope.anchor.kind == Anchor::Kind::first_event;
        inside = (at >= anchor.at || (of_event && i >= anchor.from)) && at < until->passed_at();
        break;
      }
    }
    if (inside) ++found;
  }
  return found;
}

Truth Run::happened(const Context& context, const model::Happened& asked) const {
  Point anchor;
  if (asked.scope.kind == Scope::Kind::since || asked.scope.kind == Scope::Kind::within) {
    anchor = resolve(context, asked.scope.anchor);
  }
  // "An event that has not happened makes the form false …; a date fact that is unknown makes it unknown."
  if (anchor.known != Truth::yes) return anchor.known;
  return truth(count(context, asked.events, asked.scope, anchor) >= asked.at_least);
}

Truth Run::none_happened(const Context& context, const model::NoneHappened& asked) const {
  Point anchor;
  if (asked.scope.kind == Scope::Kind::since || asked.scope.kind == Scope::Kind::within) {
    anchor = resolve(context, asked.scope.anchor);
  }
  if (anchor.known != Truth::yes) return anchor.known;  // "also under `no`"
  bool none = count(context, asked.events, asked.scope, anchor) == 0;
  // "`no E within D of A` is true when A has happened, that deadline has passed, and none lay inside."
  if (asked.scope.kind == Scope::Kind::within) {
    none = must(deadline_after(*context.policy, anchor.at, asked.scope.duration)).passed_at() <= now_ && none;
  }
  // "`no E in the last D` also needs the deadline D after the episode's start to have passed."
  if (asked.scope.kind == Scope::Kind::last) {
    const Instant start = episodes_[*context.episode].start;
    none = must(deadline_after(*context.policy, start, asked.scope.duration)).passed_at() <= now_ && none;
  }
  return truth(none);
}

Truth Run::elapsed(const Context& context, const model::Elapsed& asked) const {
  const Point anchor = resolve(context, asked.anchor);
  if (anchor.known != Truth::yes) return anchor.known;
  const Instant opening = asked.before ? must(opening_before(*context.policy, anchor.at, asked.duration))
                                       : must(opening_after(*context.policy, anchor.at, asked.duration));
  return truth(opening <= now_);
}

// "its latest opening in this episode has ended: with an action settled; with none; either"
Truth Run::step_state(const Context& context, const model::StepState& asked) const {
  for (std::size_t i = openings_.size(); i-- > 0;) {
    const StepOpening& opening = openings_[i];
    if (opening.episode != *context.episode || opening.step != asked.step) continue;
    const bool done = opening.state == StepOpening::State::done;
    const bool skipped = opening.state == StepOpening::State::skipped;
    switch (asked.state) {
      case model::StepState::State::done: return truth(done);
      case model::StepState::State::skipped: return truth(skipped);
      case model::StepState::State::over: return truth(done || skipped);
    }
  }
  return Truth::no;
}

// "an open line of it is past its deadline (by D: the opening D after its due date has been
// reached; hours count from the end of a whole-day due date)"; blocked openings can be overdue too.
Truth Run::overdue(const Context& context, const model::StepOverdue& asked) const {
  bool found = false;
  for (const StepOpening& opening : openings_) {
    if (opening.episode != *context.episode || opening.state != StepOpening::State::open) continue;
    if (asked.step && opening.step != *asked.step) continue;
    bool stands = is_blocked(opening);
    for (std::size_t line = 0; line < step_of(opening).lines.size(); ++line) {
      if (!is_settled(opening, line) && owed(opening, line) == Truth::yes) stands = true;
    }
    if (!stands) continue;
    const std::optional<Deadline> deadline = due(opening);
    if (!deadline) continue;
    bool late = deadline->passed_at() <= now_;
    if (asked.by) {
      const bool hours = asked.by->unit == Unit::hours || asked.by->unit == Unit::business_hours;
      const Instant from = hours && deadline->whole_day ? deadline->passed_at() : deadline->at;
      late = must(opening_after(*context.policy, from, *asked.by)) <= now_ && late;
    }
    if (late) found = true;
  }
  return truth(found);
}

// "a condition whose whole value is unknown is descended through its unknown parts; the facts of
// the unknown leaves are named"
void Run::unknown_facts(const Context& context, model::ConditionId id, std::set<model::FactId>& facts) const {
  if (ask(context, id) != Truth::unknown) return;
  const auto& node = context.policy->conditions[id].node;
  if (const auto* both = std::get_if<model::And>(&node)) {
    unknown_facts(context, both->left, facts);
    unknown_facts(context, both->right, facts);
  } else if (const auto* either = std::get_if<model::Or>(&node)) {
    unknown_facts(context, either->left, facts);
    unknown_facts(context, either->right, facts);
  } else if (const auto* inner = std::get_if<model::Not>(&node)) {
    unknown_facts(context, inner->inner, facts);
  } else if (const auto* is = std::get_if<model::FactIs>(&node)) {
    facts.insert(is->fact);
  } else if (const auto* comparison = std::get_if<model::FactCompares>(&node)) {
    facts.insert(comparison->fact);
  } else if (const auto* happened = std::get_if<model::Happened>(&node)) {
    facts.insert(happened->scope.anchor.fact);
  } else if (const auto* none = std::get_if<model::NoneHappened>(&node)) {
    facts.insert(none->scope.anchor.fact);
  } else if (const auto* elapsed = std::get_if<model::Elapsed>(&node)) {
    facts.insert(elapsed->anchor.fact);
  }
}

// The facts that keep a condition from being what is wanted.
void Run::blamed_facts(const Context& context, model::ConditionId id, bool wanted,
                       std::set<model::FactId>& facts) const {
  if (ask(context, id) == truth(wanted)) return;
  const auto& node = context.policy->conditions[id].node;
  if (const auto* both = std::get_if<model::And>(&node)) {
    blamed_facts(context, both->left, wanted, facts);
    blamed_facts(context, both->right, wanted, facts);
  } else if (const auto* either = std::get_if<model::Or>(&node)) {
    blamed_facts(context, either->left, wanted, facts);
    blamed_facts(context, either->right, wanted, facts);
  } else if (const auto* inner = std::get_if<model::Not>(&node)) {
    blamed_facts(context, inner->inner, !wanted, facts);
  } else if (const auto* is = std::get_if<model::FactIs>(&node)) {
    facts.insert(is->fact);
  } else if (const auto* comparison = std::get_if<model::FactCompares>(&node)) {
    facts.insert(comparison->fact);
  } else if (const auto* known = std::get_if<model::FactKnown>(&node)) {
    facts.insert(known->fact);
  }
}

// Why an action is withheld, or undecided. Which parts are named is not held against the engine's.
std::vector<engine::Ground> Run::because(const Context& context, model::EventId action, Truth asked_for) const {
  const auto only = [](const model::Condition& part) {
    return std::vector{engine::Ground{&part, engine::Truth::no, std::nullopt, {}}};
  };
  static const model::Condition not_known{model::FactKnown{}, "whether it is asked for is not known", {}};
  if (asked_for == Truth::unknown) return only(not_known);
  const auto& id = context.policy->guards[action];
  std::set<model::FactId> facts;
  if (id) blamed_facts(context, *id, true, facts);
  std::vector<engine::Ground> grounds;
  for (const model::FactId fact : facts) grounds.push_back({nullptr, engine::Truth::unknown, fact, facts_[fact]});
  static const model::Condition not_true{model::FactKnown{}, "its guard is not true", {}};
  return grounds.empty() ? only(not_true) : grounds;
}

}  // namespace engage::reference
