#include "engine/describe.h"

#include <fmt/format.h>

#include <algorithm>

namespace engage::engine {
namespace {

constexpr int kMonthsAhead = 60;

// In order of declaration, each once.
void sort_once(std::vector<model::FactId>& facts) {
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
}

DueState due_state(const std::optional<Deadline>& due, Instant now) {
  if (!due) return DueState::open;
  if (due->passed_at() <= now) return DueState::overdue;
  return date_of(due->at) == date_of(now) ? DueState::due_today : DueState::open;
}

// Withheld actions are written over those of the case before, so that their reasons keep their memory.
struct Withheld {
  std::vector<WithheldAction>& actions;
  std::size_t used = 0;

  WithheldAction& next() {
    if (used == actions.size()) actions.emplace_back().because.reserve(4);
    WithheldAction& action = actions[used++];
    action.because.clear();
    return action;
  }
};

// The actions of a line of an open step that would be owed but for their guard; and facts that are missing to say so.
void add_withheld(Replay& replay, const StepInstance& instance, std::size_t i, const Evaluator::Line& line,
                  Withheld& withheld, std::vector<model::FactId>& unknown) {
  if (line.wanted == Truth::no) return;
  Evaluator& evaluator = replay.evaluator();
  const Evaluator::View view = evaluator.view(instance);
  const std::vector<model::EventId>& actions = view.policy.steps[instance.step].lines[i].actions;
  for (std::size_t a = 0; a < actions.size(); ++a) {
    const bool allowed = (line.allowed >> a & 1) != 0;
    if (allowed && line.wanted == Truth::yes) continue;
    const Truth guard = evaluator.guard(actions[a], view);
    if (guard != Truth::no && (guard == Truth::unknown || line.wanted == Truth::unknown)) {
      evaluator.for_each_condition(instance, i, actions[a],
                                   [&](model::ConditionId id) { evaluator.add_unknown(id, view, unknown); });
    }
    if (line.wanted != Truth::yes) continue;
    WithheldAction& action = withheld.next();
    action.opening = {&view.policy, instance.step, instance.number};
    action.action = actions[a];
    evaluator.add_grounds(instance, i, actions[a], action.because);
  }
}

void add_blocked(Replay& replay, const StepInstance& instance, Assessment& result) {
  Evaluator& evaluator = replay.evaluator();
  const Evaluator::View view = evaluator.view(instance);
  const model::Step& step = view.policy.steps[instance.step];
  BlockedStep& blocked = result.blocked.emplace_back();
  blocked.opening = {&view.policy, instance.step, instance.number};
  blocked.opens = instance.opened;
  blocked.due = evaluator.deadline(instance);
  blocked.basis = instance.basis;
  blocked.state = due_state(blocked.due, replay.state().now);
  for (std::size_t i = 0; i < step.lines.size(); ++i) {
    const Evaluator::Line line = evaluator.line(instance, i);
    if (line.owed != Truth::unknown) continue;
    if (step.only_if) evaluator.add_unknown(*step.only_if, view, blocked.find_out);
    if (step.lines[i].condition) evaluator.add_unknown(*step.lines[i].condition, view, blocked.find_out);
    if (line.allowed != 0) continue;  // one alternative is allowed: the guards are not what is missing
    for (const model::EventId action : step.lines[i].actions) {
      if (const auto& guard = view.policy.guards[action]) evaluator.add_unknown(*guard, view, blocked.find_out);
    }
  }
  sort_once(blocked.find_out);
}

void add_without_episode(Replay& replay, Assessment& result) {
  Evaluator& evaluator = replay.evaluator();
  const State& state = replay.state();
  if (!replay.episode()) {
    const std::size_t version = replay.version_in_effect();
    const model::Policy& policy = replay.family().versions[version];
    result.policy = &policy;
    const Truth applies = evaluator.truth(policy.applies_when, {policy, nullptr});
    result.status = applies == Truth::yes ? Status::not_started : Status::not_applicable;
    if (policy.applies_when) evaluator.add_unknown(*policy.applies_when, {policy, nullptr}, result.unknown);
    if (state.too_early[version]) {
      const model::Policy& first = replay.family().versions[replay.regime().first];
      result.status = Status::not_applicable;
      result.reason =
          fmt::format("it would have started on {}, before version {} took effect on {}",
                      to_string(date_of(*state.too_early[version])), first.version, to_string(*first.effective));
    }
  }
  const std::size_t version = replay.version_in_effect();
  if (replay.unused_start(version)) {
    const model::Policy& policy = replay.family().versions[version];
    if (policy.starts_when) evaluator.add_unknown(*policy.starts_when, {policy, nullptr}, result.unknown);
    if (policy.applies_when) evaluator.add_unknown(*policy.applies_when, {policy, nullptr}, result.unknown);
  }
}

// The conditions that rules and holds ask now.
void add_asked(Replay& replay, Assessment& result) {
  Evaluator& evaluator = replay.evaluator();
  const State& state = replay.state();
  if (replay.episode()) {
    const EpisodeState& episode = *replay.episode();
    const Evaluator::View context{*episode.policy, &episode};
    for (const model::Rule& rule : episode.policy->rules) {
      if (rule.kind != model::Rule::Kind::when || !rule.active[episode.stage]) continue;
      if (replay.in_episode() || rule.after_closing) evaluator.add_unknown(*rule.condition, context, result.unknown);
    }
  }
  for (const Thread& thread : state.threads) {
    if (thread.state != Thread::State::holding) continue;
    const EpisodeState& episode = state.episodes[thread.episode];
    const auto& node = episode.policy->statements[thread.at.statement].node;
    if (const auto* hold = std::get_if<model::WaitUntil>(&node)) {
      evaluator.add_unknown(hold->condition, {*episode.policy, &episode}, result.unknown);
    }
  }
}

// Entries that do not say what came of them, or who did it, and would count if they did.
void add_unsaid(const Replay& replay, Assessment& result) {
  const model::Policy& policy = *result.policy;
  if (policy.outcomes_asked.empty() && policy.roles_asked.empty()) return;
  const std::uint32_t first = replay.episode() ? replay.episode()->finish_before : replay.state().finish_taken;
  for (std::uint32_t i = first; i < replay.state().taken; ++i) {
    const cases::Entry& entry = replay.record().entries[i];
    if (!entry.event) continue;
    if (entry.outcome == model::kNone && policy.outcomes_asked.contains(*entry.event)) {
      result.outcome_missing.push_back({*entry.event, entry.at});
    }
    const bool counts = std::ranges::any_of(policy.roles_asked, [&](const model::EventSet::Narrowed& asked) {
      return asked.event == *entry.event && model::Narrowing{asked.to.outcome}.fits(entry.what());
    });
    if (entry.role == model::kNone && counts) result.role_missing.push_back({*entry.event, entry.at});
  }
}

template <typename T>
void copy_remembered(const std::vector<Remembered<T>>& from, std::vector<T>& to) {
  for (const Remembered<T>& item : from) to.push_back(item.what);
}

void clear(Assessment& result) {
  result.policy = nullptr;
  result.status = Status::not_applicable;
  result.reason.clear();
  result.pending.reset();
  result.episode = 0;
  result.stage.reset();
  result.since.reset();
  result.outcome.reset();
  result.actions.clear();
  result.blocked.clear();
  result.upcoming.clear();
  result.passed_over.clear();
  result.escalations.clear();
  result.lapsed.clear();
  result.breaches.clear();
  result.late.clear();
  result.repeated_slots.clear();
  result.outcome_missing.clear();
  result.role_missing.clear();
  result.unknown.clear();
  result.next_change.reset();
}

}  // namespace

Awaits awaits(const Pending& pending) {
  if (!pending.applies) return pending.undecided ? Awaits::applicability : Awaits::nothing;
  return pending.event || pending.recorded == 0 ? Awaits::start : Awaits::referral;
}

OwedAction owed_action(Replay& replay, const StepInstance& instance, std::size_t line, std::uint64_t allowed,
                       const std::optional<Deadline>& due) {
  const State& state = replay.state();
  const EpisodeState& episode = state.episodes[instance.episode];
  const model::Policy& policy = *episode.policy;
  const model::Step& step = policy.steps[instance.step];
  OwedAction action;
  action.opening = {&policy, instance.step, instance.number};
  action.line = static_cast<std::uint8_t>(line);
  action.allowed = allowed;
  action.opens = instance.opened;
  action.due = due;
  action.basis = instance.basis;
  action.state = due_state(action.due, state.now);
  if (action.state == DueState::overdue) action.days_late = date_of(state.now) - date_of(action.due->at);
  action.aim = replay.evaluator().aim(instance);
  action.aim_missed = action.aim && action.aim->passed_at() <= state.now;
  if (step.rule && policy.rules[*step.rule].escalation) action.escalation = step.rule;
  if (const auto& varying = step.lines[line].varying) {
    for (std::uint32_t i = episode.start_event; i < state.taken; ++i) {
      const cases::Entry& entry = replay.record().entries[i];
      if (!entry.is(varying->among)) continue;
      const Slot slot = slot_of(*varying, entry);
      if (varying->from_last_time) action.avoid.clear();
      if (std::find(action.avoid.begin(), action.avoid.end(), slot) == action.avoid.end()) action.avoid.push_back(slot);
    }
  }
  return action;
}

void describe(Replay& replay, Assessment& result) {
  clear(result);
  const State& state = replay.state();
  if (const EpisodeState* episode = replay.episode()) {
    result.policy = episode->policy;
    result.episode = episode->number;
    if (episode->active) {
      result.status = Status::active;
      result.stage = episode->stage;
      result.since = episode->stage_start;
    } else {
      result.status = Status::finished;
      result.since = episode->finish;
      result.outcome = episode->outcome;
    }
  }
  if (!replay.in_episode()) add_without_episode(replay, result);
  Withheld withheld{result.withheld};
  for (const StepInstance& instance : state.instances) {
    if (instance.state != StepInstance::State::open) continue;
    const std::optional<Deadline> due = replay.evaluator().deadline(instance);
    Evaluator::StepStatus status;
    for_each_line(replay, instance, [&](std::size_t i, const Evaluator::Line& line) {
      status.owed |= line.owed == Truth::yes;
      status.undecided |= line.owed == Truth::unknown;
      if (line.owed == Truth::yes) {
        result.actions.push_back(owed_action(replay, instance, i, line.allowed, due));
      }
      add_withheld(replay, instance, i, line, withheld, result.unknown);
    });
    if (status.blocked(instance)) add_blocked(replay, instance, result);
  }
  result.withheld.resize(withheld.used);
  add_unsaid(replay, result);
  add_asked(replay, result);
  for (const EscalationState& fired : state.escalations) {
    const bool present = fired.episode + 1u == state.episodes.size();
    if (present || state.threads[fired.thread].alive()) {
      result.escalations.push_back({state.episodes[fired.episode].policy, fired.rule, fired.at});
    }
  }
  copy_remembered(state.passed_over, result.passed_over);
  copy_remembered(state.lapsed, result.lapsed);
  copy_remembered(state.breaches, result.breaches);
  copy_remembered(state.late, result.late);
  copy_remembered(state.repeated, result.repeated_slots);
  sort_once(result.unknown);
}

std::optional<Pending> pending_start(Replay& replay) {
  if (replay.in_episode()) return std::nullopt;
  const std::size_t version = replay.version_in_effect();
  const std::optional<std::uint32_t> event = replay.unused_start(version);
  if (!event && replay.episode()) return std::nullopt;
  Evaluator& evaluator = replay.evaluator();
  const model::Policy& policy = replay.family().versions[version];
  const std::vector<cases::Entry>& entries = replay.record().entries;
  const Evaluator::View nowhere{policy, nullptr};
  Pending pending;
  const auto ask = [&](const std::optional<model::ConditionId>& condition) {
    const Truth answer = condition ? evaluator.truth(*condition, nowhere) : Truth::yes;
    if (answer == Truth::yes) return true;
    if (answer == Truth::unknown) pending.undecided = true;
    evaluator.add_grounds(*condition, nowhere, true, pending.because);
    evaluator.add_unknown(*condition, nowhere, pending.find_out);
    return false;
  };
  pending.applies = ask(policy.applies_when);
  if (event) {
    pending.event = entries[*event].event;
    pending.at = entries[*event].at;
    ask(policy.starts_when);
  }
  sort_once(pending.find_out);
  const auto end = entries.begin() + replay.state().taken;
  pending.recorded = static_cast<std::uint32_t>(
      std::count_if(entries.begin(), end, [](const cases::Entry& entry) { return entry.event.has_value(); }));
  return pending;
}

Instant next_due_change(const Assessment& assessment, Instant now) {
  Instant next = kNever;
  auto consider = [&](const std::optional<Deadline>& due) {
    if (!due) return;
    for (Instant at : {start_of(date_of(due->at)), due->passed_at()}) {
      if (at > now && at < next) next = at;
    }
  };
  for (const OwedAction& action : assessment.actions) consider(action.due);
  for (const BlockedStep& step : assessment.blocked) consider(step.due);
  return next;
}

Instant end_of_view(const model::Policy& policy, Instant now) {
  const Date in_five_years = add_months(date_of(now), kMonthsAhead);
  const Date last = std::min(in_five_years, policy.calendar->last());
  return last < in_five_years ? last_minute_of(last) : Instant{start_of(last).minutes + minute_of_day(now)};
}

}  // namespace engage::engine
