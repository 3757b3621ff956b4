#include "engine/trace.h"

#include <algorithm>

#include "engine/replay.h"

// What the replay notes of its way, for those who ask why.
namespace engage::engine {

std::optional<std::uint32_t> Trace::find(const Opening& opening) const {
  for (std::uint32_t i = 0; i < happenings.size(); ++i) {
    const Happening& happening = happenings[i];
    if (happening.kind == Happening::Kind::step_opened && happening.policy == opening.policy &&
        happening.step == opening.step && happening.number == opening.number) {
      return i;
    }
  }
  return std::nullopt;
}

Happening& Replay::note(Happening::Kind kind, const model::Policy& policy, std::uint32_t cause) {
  Happening& happening = trace_->happenings.emplace_back();
  happening.kind = kind;
  happening.at = state_.now;
  happening.cause = cause;
  happening.policy = &policy;
  if (by_event_ > 0) happening.entry = by_event_ - 1;
  happening.taken = state_.taken;
  return happening;
}

void Replay::note_start(EpisodeState& episode) {
  Happening& started = note(Happening::Kind::episode_started, *episode.policy, Happening::kNone);
  started.entry = episode.start_event;
  for (const auto& condition : {episode.policy->applies_when, episode.policy->starts_when}) {
    if (condition) evaluator_.add_dated_grounds(*condition, {*episode.policy, nullptr}, false, started.grounds);
  }
  episode.start_cause = latest_note();
  note(Happening::Kind::stage_entered, *episode.policy, episode.start_cause);
  episode.stage_cause = latest_note();
}

std::uint32_t Replay::note_stage(model::StageId stage, std::uint32_t cause, model::StatementId statement) {
  Happening& entered = note(Happening::Kind::stage_entered, *current().policy, cause);
  entered.stage = stage;
  entered.statement = statement;
  return latest_note();
}

std::uint32_t Replay::note_finish(model::OutcomeId outcome, std::uint32_t cause, model::StatementId statement) {
  Happening& finished = note(Happening::Kind::finished, *current().policy, cause);
  finished.outcome = outcome;
  finished.statement = statement;
  return latest_note();
}

std::uint32_t Replay::note_limit(model::LimitId id) {
  const EpisodeState& episode = current();
  const model::Limit& limit = episode.policy->limits[id];
  const std::uint32_t cause = limit.stage ? episode.stage_cause : episode.start_cause;
  Happening& out = note(Happening::Kind::limit_ran_out, *episode.policy, cause);
  out.limit = id;
  out.counting = evaluator_.counting_of(limit, episode);
  return latest_note();
}

// A rule that is active wherever the episode goes owes nothing to the stage it fires in.
void Replay::note_firing(Thread& thread, model::RuleId id) {
  const EpisodeState& episode = current();
  const model::Rule& rule = episode.policy->rules[id];
  const bool everywhere = std::find(rule.active.begin(), rule.active.end(), false) == rule.active.end();
  Happening& fired =
      note(Happening::Kind::rule_fired, *episode.policy, everywhere ? episode.start_cause : episode.stage_cause);
  fired.rule = id;
  if (rule.condition) evaluator_.add_dated_grounds(*rule.condition, view(thread.episode), false, fired.grounds);
  thread.cause = latest_note();
}

void Replay::note_step(Thread& thread, Happening::Kind kind, const StepInstance& instance) {
  const EpisodeState& episode = state_.episodes[instance.episode];
  const model::Step& step = episode.policy->steps[instance.step];
  Happening& happening = note(kind, *episode.policy, thread.cause);
  happening.step = instance.step;
  happening.number = instance.number;
  happening.statement = thread.at.statement;
  if (kind != Happening::Kind::step_opened) {  // why what was not done was not owed
    for (std::size_t i = 0; i < step.lines.size(); ++i) {
      if ((instance.settled >> i & 1) != 0) continue;
      for (const model::EventId action : step.lines[i].actions) {
        evaluator_.for_each_condition(instance, i, action, [&](model::ConditionId condition) {
          evaluator_.add_dated_grounds(condition, view(instance.episode), true, happening.grounds);
        });
      }
    }
  }
  thread.cause = latest_note();
}

void Replay::note_settled(const StepInstance& instance, std::size_t line) {
  const model::Policy& policy = *state_.episodes[instance.episode].policy;
  Happening& settled = note(Happening::Kind::line_settled, policy, Happening::kNone);
  settled.step = instance.step;
  settled.number = instance.number;
  settled.line = static_cast<std::uint8_t>(line);
}

void Replay::note_left(const StepInstance& instance, std::uint32_t cause) {
  const model::Policy& policy = *state_.episodes[instance.episode].policy;
  Happening& left = note(Happening::Kind::step_left, policy, cause);
  left.step = instance.step;
  left.number = instance.number;
}

// The wait, hold or rest that the thread stands at is over.
void Replay::note_wait(Thread& thread) {
  const model::Policy& policy = *state_.episodes[thread.episode].policy;
  const auto& node = policy.statements[thread.at.statement].node;
  const auto kind = thread.state == Thread::State::waiting   ? Happening::Kind::wait_ended
                    : thread.state == Thread::State::holding ? Happening::Kind::hold_ended
                                                             : Happening::Kind::rest_ended;
  Happening& ended = note(kind, policy, thread.cause);
  ended.statement = thread.at.statement;
  Counting counting{thread.from, {}, Adjust::none, false};
  if (const auto* wait = std::get_if<model::Wait>(&node)) {
    counting.duration = wait->low;
    ended.met = thread.released;
  } else if (const auto* repeat = std::get_if<model::Repeat>(&node)) {
    counting.duration = repeat->every;
    ended.number = thread.rounds[repeat->depth];
  } else {
    std::optional<Duration> at_most;
    ended.met = thread.released;
    if (const auto* hold = std::get_if<model::WaitFor>(&node)) {
      at_most = hold->at_most;
    } else {
      const auto& until = std::get<model::WaitUntil>(node);
      at_most = until.at_most;
      ended.met = evaluator_.truth(until.condition, view(thread.episode)) == Truth::yes;
      if (ended.met) evaluator_.add_dated_grounds(until.condition, view(thread.episode), false, ended.grounds);
    }
    if (at_most) counting.duration = *at_most;
  }
  ended.counting = counting;
  thread.cause = latest_note();
}

void Replay::note_branch(Thread& thread, const model::If& branch, bool met) {
  Happening& taken = note(Happening::Kind::branch_taken, *state_.episodes[thread.episode].policy, thread.cause);
  taken.met = met;
  taken.statement = thread.at.statement;
  evaluator_.add_dated_grounds(branch.condition, view(thread.episode), !met, taken.grounds);
  thread.cause = latest_note();
}

void Replay::note_round(Thread& thread, const model::Repeat& repeat, Happening::Kind kind, bool met) {
  const EpisodeState& episode = state_.episodes[thread.episode];
  Happening& happening = note(kind, *episode.policy, thread.cause);
  happening.met = met;
  happening.statement = thread.at.statement;
  happening.number = thread.rounds[repeat.depth];
  if (met) evaluator_.add_dated_grounds(*repeat.until, view(thread.episode), false, happening.grounds);
  thread.cause = latest_note();
}

}  // namespace engage::engine
