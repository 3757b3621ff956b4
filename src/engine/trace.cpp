#include "engine/trace.h"

#include <algorithm>

#include "engine/replay.h"

// What the replay notes of its way, for those who ask why.
namespace engage::engine {

std::optional<std::uint32_t> Trace::find(const Opening& opening) const {
  for (std::uint32_t i = 0; i < happenings.size(); ++i) {
    const Happening& happening = happenings[i];
    if (happening.kind == Happening::Kind::step_opened && happening.policy == opening.policy &&
        happening.id == opening.step && happening.number == opening.number) {
      return i;
    }
  }
  return std::nullopt;
}

Happening& Replay::note(Happening::Kind kind, const model::Policy& policy, std::uint16_t id, std::uint32_t cause) {
  Happening& happening = trace_->happenings.emplace_back();
  happening.kind = kind;
  happening.at = state_.now;
  happening.cause = cause;
  happening.policy = &policy;
  happening.id = id;
  if (by_event_ > 0) happening.entry = by_event_ - 1;
  happening.taken = state_.taken;
  return happening;
}

void Replay::note_start(EpisodeState& episode) {
  Happening& started = note(Happening::Kind::episode_started, *episode.policy, 0, Happening::kNone);
  started.entry = episode.start_event;
  for (const auto& condition : {episode.policy->applies_when, episode.policy->starts_when}) {
    if (condition) evaluator_.add_dated_grounds(*condition, {*episode.policy, nullptr}, false, started.grounds);
  }
  episode.start_cause = latest_note();
  note(Happening::Kind::stage_entered, *episode.policy, 0, episode.start_cause);
  episode.stage_cause = latest_note();
}

std::uint32_t Replay::note_exit(Happening::Kind kind, std::uint16_t id, std::uint32_t cause,
                                model::StatementId statement) {
  note(kind, *current().policy, id, cause).statement = statement;
  return latest_note();
}

std::uint32_t Replay::note_limit(model::LimitId id) {
  const EpisodeState& episode = current();
  const model::Limit& limit = episode.policy->limits[id];
  const std::uint32_t cause = limit.stage ? episode.stage_cause : episode.start_cause;
  note(Happening::Kind::limit_ran_out, *episode.policy, id, cause).counting = evaluator_.counting_of(limit, episode);
  return latest_note();
}

// A rule that is active wherever the episode goes owes nothing to the stage it fires in.
void Replay::note_firing(Thread& thread, model::RuleId id) {
  const EpisodeState& episode = current();
  const model::Rule& rule = episode.policy->rules[id];
  const bool everywhere = std::find(rule.active.begin(), rule.active.end(), false) == rule.active.end();
  Happening& fired =
      note(Happening::Kind::rule_fired, *episode.policy, id, everywhere ? episode.start_cause : episode.stage_cause);
  if (rule.condition) evaluator_.add_dated_grounds(*rule.condition, view(thread.episode), false, fired.grounds);
  thread.cause = latest_note();
}

void Replay::note_step(Thread& thread, Happening::Kind kind, const StepInstance& instance) {
  const EpisodeState& episode = state_.episodes[instance.episode];
  const model::Step& step = episode.policy->steps[instance.step];
  Happening& happening = note(kind, *episode.policy, instance.step, thread.cause);
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
  Happening& settled = note(Happening::Kind::line_settled, policy, instance.step, Happening::kNone);
  settled.number = instance.number;
  settled.line = static_cast<std::uint8_t>(line);
}

void Replay::note_left(const StepInstance& instance, std::uint32_t cause) {
  const model::Policy& policy = *state_.episodes[instance.episode].policy;
  note(Happening::Kind::step_left, policy, instance.step, cause).number = instance.number;
}

// The wait, hold or rest that the thread stands at is over.
void Replay::note_wait(Thread& thread) {
  const model::Policy& policy = *state_.episodes[thread.episode].policy;
  const auto& node = policy.statements[thread.at.statement].node;
  const auto kind = thread.state == Thread::State::waiting   ? Happening::Kind::wait_ended
                    : thread.state == Thread::State::holding ? Happening::Kind::hold_ended
                                                             : Happening::Kind::rest_ended;
  Happening& ended = note(kind, policy, 0, thread.cause);
  ended.statement = thread.at.statement;
  Counting counting{thread.from, {}, Adjust::none, false};
  if (const auto* wait = std::get_if<model::Wait>(&node)) {
    counting.duration = wait->low;
    ended.so = thread.released;
  } else if (const auto* repeat = std::get_if<model::Repeat>(&node)) {
    counting.duration = repeat->every;
    ended.number = thread.rounds[repeat->depth];
  } else {
    std::optional<Duration> at_most;
    bool over = thread.released;
    if (const auto* hold = std::get_if<model::WaitFor>(&node)) {
      at_most = hold->at_most;
    } else {
      const auto& until = std::get<model::WaitUntil>(node);
      at_most = until.at_most;
      over = evaluator_.truth(until.condition, view(thread.episode)) == Truth::yes;
      if (over) evaluator_.add_dated_grounds(until.condition, view(thread.episode), false, ended.grounds);
    }
    ended.so = over;
    if (at_most) counting.duration = *at_most;
  }
  ended.counting = counting;
  thread.cause = latest_note();
}

void Replay::note_branch(Thread& thread, const model::If& branch, bool so) {
  Happening& taken = note(Happening::Kind::branch_taken, *state_.episodes[thread.episode].policy, 0, thread.cause);
  taken.so = so;
  taken.statement = thread.at.statement;
  evaluator_.add_dated_grounds(branch.condition, view(thread.episode), !so, taken.grounds);
  thread.cause = latest_note();
}

void Replay::note_round(Thread& thread, const model::Repeat& repeat, Happening::Kind kind, bool by_until) {
  const EpisodeState& episode = state_.episodes[thread.episode];
  Happening& happening = note(kind, *episode.policy, 0, thread.cause);
  happening.so = by_until;
  happening.statement = thread.at.statement;
  happening.number = thread.rounds[repeat.depth];
  if (by_until) evaluator_.add_dated_grounds(*repeat.until, view(thread.episode), false, happening.grounds);
  thread.cause = latest_note();
}

}  // namespace engage::engine
