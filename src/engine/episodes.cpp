#include <fmt/format.h>

#include <algorithm>

#include "engine/replay.h"

// How episodes start, change stage and end (language reference 6.3, 6.6, 6.7).
namespace engage::engine {
namespace {

constexpr std::uint16_t kGone = 0xFFFF;           // the number of an episode that is not kept
constexpr std::size_t kMostEpisodes = kGone - 1;  // that are kept

}  // namespace

std::size_t Replay::version_in_effect() const {
  std::size_t found = regime_.first;
  if (regime_.for_all) return found;
  const Date today = date_of(state_.now);
  for (std::size_t i = regime_.first; i < regime_.last; ++i) {
    const model::Policy& version = family_.versions[i];
    if (!version.effective || *version.effective <= today) found = i;
  }
  return found;
}

std::optional<std::uint32_t> Replay::unused_start(std::size_t version) const {
  const model::EventSet& starts = family_.versions[version].starts_on;
  for (std::uint32_t i = state_.taken; i-- > state_.floors[version];) {
    const cases::Entry& entry = record_->entries[i];
    if (entry.is(starts)) return i;
  }
  return std::nullopt;
}

// Each version's text is watched by itself. A start outside the time in which the version may start
// episodes is used up.
bool Replay::try_start() {
  const Date today = date_of(state_.now);
  const std::size_t in_effect = version_in_effect();
  for (std::size_t i = regime_.first; i < regime_.last; ++i) {
    const model::Policy& version = family_.versions[i];
    const std::optional<std::uint32_t> event = unused_start(i);
    if (!event) continue;
    state_.too_early[i].reset();
    const Evaluator::View nowhere{version, nullptr};
    const Truth when = evaluator_.truth(version.starts_when, nowhere);
    const Truth applies = evaluator_.truth(version.applies_when, nowhere);
    if (when != Truth::yes || applies != Truth::yes) continue;
    const bool begun = regime_.for_all || !version.effective || *version.effective <= today;
    if (begun && i == in_effect) {
      start_episode(i, *event);
      return true;
    }
    state_.floors[i] = state_.taken;
    const std::optional<Date>& first = family_.versions[regime_.first].effective;
    if (first && today < *first) state_.too_early[i] = state_.now;
  }
  return false;
}

void Replay::start_episode(std::size_t version, std::uint32_t event) {
  const int number = state_.any_episode ? current().number + 1 : 1;
  if (state_.any_episode) forget_old();
  if (state_.episodes.size() == kMostEpisodes) {
    throw CannotDecide{fmt::format("{} earlier episodes have escalations that are still open", kMostEpisodes)};
  }
  const model::Policy& policy = family_.versions[version];
  EpisodeState& episode = state_.episodes.emplace_back(std::move(spare_));
  episode.active = true;
  episode.outcome.reset();
  episode.policy = &policy;
  episode.number = number;
  episode.start = state_.now;
  episode.start_event = event;
  episode.start_taken = state_.taken;
  episode.finish_before = state_.finish_taken;
  episode.rules.assign(policy.rules.size(), {});
  episode.spent.assign(policy.limits.size(), 0);
  episode.runs_out.assign(policy.limits.size(), kNever);
  episode.latest.assign(policy.steps.size(), -1);
  state_.any_episode = true;
  std::fill(state_.too_early.begin(), state_.too_early.end(), std::nullopt);
  if (trace_) note_start(episode);
  enter_stage(0, std::nullopt);
}

// What the last episode left behind goes, except escalations that still run, and what the very event
// that starts the new one brought about.
void Replay::forget_old() {
  std::vector<std::uint16_t> new_episode(state_.episodes.size(), kGone);
  std::vector<bool> keep_thread(state_.threads.size()), keep_instance(state_.instances.size());
  for (std::size_t t = 0; t < state_.threads.size(); ++t) {
    keep_thread[t] = state_.threads[t].alive();
    if (keep_thread[t]) new_episode[state_.threads[t].episode] = 0;
  }
  for (std::size_t i = 0; i < state_.instances.size(); ++i) {
    keep_instance[i] = new_episode[state_.instances[i].episode] != kGone;
  }
  std::erase_if(state_.escalations, [&](const EscalationState& e) { return !keep_thread[e.thread]; });
  pack(keep_instance, keep_thread);
  std::uint16_t kept = 0;
  for (std::size_t e = 0; e < state_.episodes.size(); ++e) {
    if (new_episode[e] == kGone) continue;
    new_episode[e] = kept;
    if (kept != e) state_.episodes[kept] = std::move(state_.episodes[e]);
    ++kept;
  }
  state_.episodes.resize(kept);
  for (StepInstance& instance : state_.instances) instance.episode = new_episode[instance.episode];
  for (Thread& thread : state_.threads) thread.episode = new_episode[thread.episode];
  for (EscalationState& escalation : state_.escalations) escalation.episode = new_episode[escalation.episode];
  auto forget = [&](auto& list) {
    std::erase_if(list, [&](const auto& item) { return by_event_ == 0 || item.by_event != by_event_; });
  };
  forget(state_.passed_over);
  forget(state_.lapsed);
  forget(state_.breaches);
  forget(state_.late);
  forget(state_.repeated);
}

// Of what has ended, conditions ask for the latest opening of a step alone, and the report for escalations.
void Replay::tidy() {
  if (!forgets_ended_ || state_.instances.size() + state_.threads.size() <= tidy_at_) return;
  std::vector<bool> keep_instance(state_.instances.size()), keep_thread(state_.threads.size());
  for (std::size_t i = 0; i < state_.instances.size(); ++i) {
    keep_instance[i] = state_.instances[i].state == StepInstance::State::open;
  }
  for (const EpisodeState& episode : state_.episodes) {
    for (const std::int32_t latest : episode.latest) {
      if (latest >= 0) keep_instance[static_cast<std::size_t>(latest)] = true;
    }
  }
  for (std::size_t t = 0; t < state_.threads.size(); ++t) {
    const Thread& thread = state_.threads[t];
    keep_thread[t] = thread.alive();
    if (thread.alive() && thread.state == Thread::State::at_step) keep_instance[thread.instance] = true;
  }
  for (const EscalationState& escalation : state_.escalations) keep_thread[escalation.thread] = true;
  pack(keep_instance, keep_thread);
  constexpr std::size_t kFew = 256;
  tidy_at_ = std::max(kFew, 2 * (state_.instances.size() + state_.threads.size()));
}

// Drops the others, and gives those that are kept new numbers wherever they are named.
void Replay::pack(const std::vector<bool>& keep_instance, const std::vector<bool>& keep_thread) {
  const auto packed = [](auto& list, const std::vector<bool>& keep) {
    std::vector<std::uint32_t> numbers(list.size());
    std::uint32_t kept = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      numbers[i] = kept;
      if (!keep[i]) continue;
      if (kept != i) list[kept] = std::move(list[i]);
      ++kept;
    }
    list.erase(list.begin() + kept, list.end());
    return numbers;
  };
  const std::vector<std::uint32_t> instances = packed(state_.instances, keep_instance);
  const std::vector<std::uint32_t> threads = packed(state_.threads, keep_thread);
  state_.alive.clear();
  for (std::size_t t = 0; t < state_.threads.size(); ++t) {
    Thread& thread = state_.threads[t];
    if (!thread.alive()) continue;
    state_.alive.push_back(static_cast<std::uint32_t>(t));
    if (thread.state == Thread::State::at_step) thread.instance = instances[thread.instance];
  }
  for (EpisodeState& episode : state_.episodes) {
    for (std::int32_t& latest : episode.latest) {
      if (latest >= 0) latest = static_cast<std::int32_t>(instances[static_cast<std::size_t>(latest)]);
    }
    for (RuleState& rule : episode.rules) {
      if (!rule.last) continue;
      if (keep_thread[*rule.last]) rule.last = threads[*rule.last];
      else rule.last.reset();
    }
  }
  for (EscalationState& escalation : state_.escalations) escalation.thread = threads[escalation.thread];
}

// Ends sequences of the present episode; all that they leave open is looked at before any is ended.
template <typename Ends>
void Replay::end_threads(Ends ends, std::uint32_t cause) {
  for (const std::uint32_t i : state_.alive) {
    const Thread& thread = state_.threads[i];
    if (!thread.alive() || thread.episode != current_index() || !ends(thread)) continue;
    if (thread.state == Thread::State::at_step && !end_step(state_.instances[thread.instance])) {
      leave_step(state_.instances[thread.instance]);
    }
  }
  for (const std::uint32_t i : state_.alive) {
    Thread& thread = state_.threads[i];
    if (!thread.alive() || thread.episode != current_index() || !ends(thread)) continue;
    if (thread.state == Thread::State::at_step &&
        state_.instances[thread.instance].state == StepInstance::State::open) {
      state_.instances[thread.instance].state = StepInstance::State::left;
      if (trace_) note_left(state_.instances[thread.instance], cause);
    }
    thread.state = Thread::State::ended;
  }
}

void Replay::end_firings(model::RuleId rule, std::uint32_t cause) {
  end_threads([&](const Thread& thread) { return thread.rule == rule; }, cause);
}

// Whether the step has ended: every line is settled or not owed, and it is not blocked.
bool Replay::end_step(StepInstance& instance) {
  if (instance.state != StepInstance::State::open) return true;
  if (!evaluator_.status(instance).ended(instance)) return false;
  if (instance.settled != 0) {
    instance.state = StepInstance::State::done;
  } else {
    pass_over(instance);
    instance.state = StepInstance::State::skipped;
  }
  return true;
}

// `executor` is the thread that says `go to`, if one does.
void Replay::go_to(model::StageId stage, std::optional<std::size_t> executor, std::uint32_t cause,
                   model::StatementId statement) {
  const model::Policy& policy = *current().policy;
  const model::StageId old = current().stage;
  std::optional<Instant> watched_since;  // of the sequences whose place the stage's own takes
  auto inherit = [&](Thread& thread) {
    if (!thread.watched) return;
    watched_since = std::min(watched_since.value_or(thread.watched_since), thread.watched_since);
    thread.watched = false;
  };
  auto ends = [&](const Thread& thread) {
    if (!thread.rule) return true;
    const model::Rule& rule = policy.rules[*thread.rule];
    const bool own = rule.stage && *rule.stage == stage && old == stage;
    return !rule.escalation && (!rule.active[stage] || own);
  };
  for (const std::uint32_t i : state_.alive) {
    Thread& thread = state_.threads[i];
    if (thread.alive() && thread.episode == current_index() && ends(thread)) inherit(thread);
  }
  if (executor) inherit(state_.threads[*executor]);
  if (trace_) current().stage_cause = note_stage(stage, cause, statement);
  end_threads(ends, current().stage_cause);
  for (model::RuleId id = 0; id < policy.rules.size(); ++id) {
    const model::Rule& rule = policy.rules[id];
    if (rule.active[stage] && (!rule.active[old] || rule.stage == stage)) current().rules[id].was_true = false;
  }
  Thread& begun = enter_stage(stage, old);
  if (watched_since) {
    begun.watched = true;
    begun.watched_since = *watched_since;
  }
}

// What begins with it goes on in the next round: its own sequence, then what stands alongside in it and in the policy.
Thread& Replay::enter_stage(model::StageId stage, std::optional<model::StageId> from) {
  EpisodeState& episode = current();
  episode.stage = stage;
  episode.stage_start = state_.now;
  episode.stage_taken = state_.taken;
  evaluator_.scope_changed();
  const model::Policy& policy = *episode.policy;
  for (model::LimitId id : policy.stages[stage].limits) episode.runs_out[id] = kNever;
  spend_limits();
  Thread thread;
  thread.episode = current_index();
  thread.at = policy.stages[stage].body;
  thread.born_in_round = round_;
  thread.cause = episode.stage_cause;
  const std::uint32_t own = add(thread);
  const RuleLists& beside = rules_of(policy).alongside;
  for (const model::RuleId id : beside.of_stages[stage]) begin_alongside(id);
  for (const model::RuleId id : beside.of_policy) {
    const std::vector<bool>& active = policy.rules[id].active;
    if (active[stage] && (!from || !active[*from])) begin_alongside(id);
  }
  return state_.threads[own];
}

// A rule's sequence at its beginning; whoever asks for it adds it.
Thread Replay::firing_of(model::RuleId id) {
  Thread thread;
  thread.episode = current_index();
  thread.rule = id;
  thread.at = current().policy->rules[id].body;
  if (Coverage* coverage = evaluator_.coverage()) coverage->of(*current().policy).rules_fired[id] = 1;
  if (trace_) note_firing(thread, id);
  return thread;
}

void Replay::begin_alongside(model::RuleId id) {
  Thread thread = firing_of(id);
  thread.born_in_round = round_;
  add(thread);
}

std::uint32_t Replay::add(const Thread& thread) {
  const auto index = static_cast<std::uint32_t>(state_.threads.size());
  state_.threads.push_back(thread);
  state_.alive.push_back(index);
  return index;
}

// Being in the stage that a run-out limit leads to spends it.
void Replay::spend_limits() {
  EpisodeState& episode = current();
  for (model::LimitId id : episode.policy->policy_limits) {
    const model::Limit& limit = episode.policy->limits[id];
    if (episode.spent[id] != 0 || limit.go_to != episode.stage) continue;
    const std::optional<Instant> out = runs_out(id);
    if (out && *out <= state_.now) episode.spent[id] = 1;
  }
}

// When it runs out; nothing while its anchor is not known. Without an anchor that is worked out once.
std::optional<Instant> Replay::runs_out(model::LimitId id) {
  EpisodeState& episode = current();
  const model::Limit& limit = episode.policy->limits[id];
  if (limit.since) return evaluator_.runs_out(limit, episode);
  if (episode.runs_out[id] == kNever) episode.runs_out[id] = *evaluator_.runs_out(limit, episode);
  return episode.runs_out[id];
}

void Replay::finish(model::OutcomeId outcome, std::uint32_t cause, model::StatementId statement) {
  if (trace_) cause = note_finish(outcome, cause, statement);
  auto ends = [&](const Thread& thread) { return !thread.rule || !current().policy->rules[*thread.rule].escalation; };
  end_threads(ends, cause);
  EpisodeState& episode = current();
  episode.active = false;
  episode.outcome = outcome;
  episode.finish = state_.now;
  state_.finish_taken = state_.taken;
  evaluator_.scope_changed();
  std::fill(state_.floors.begin(), state_.floors.end(), state_.taken);
}

// What was open lapses; a blocked step is passed over.
void Replay::leave_step(const StepInstance& instance) {
  const EpisodeState& episode = state_.episodes[instance.episode];
  const Opening opening{episode.policy, instance.step, instance.number};
  if (evaluator_.status(instance).blocked(instance)) pass_over(instance);
  const std::size_t lines = episode.policy->steps[instance.step].lines.size();
  for (std::size_t i = 0; i < lines; ++i) {
    if ((instance.settled >> i & 1) != 0 || evaluator_.line(instance, i).owed != Truth::yes) continue;
    remember(state_.lapsed, LapsedAction{opening, static_cast<std::uint8_t>(i), state_.now});
  }
}

}  // namespace engage::engine
