#include <algorithm>

#include "run.h"

// What a report holds (language reference, section 6.8).
namespace engage::reference {

namespace {

engine::DueState due_state(const std::optional<Deadline>& deadline, Instant now) {
  if (!deadline) return engine::DueState::open;
  if (deadline->passed_at() <= now) return engine::DueState::overdue;
  return date_of(deadline->at) == date_of(now) ? engine::DueState::due_today : engine::DueState::open;
}

}  // namespace

engine::Opening Run::name_of(const StepOpening& opening) const {
  return {&policy_of(opening.episode), opening.step, opening.number};
}

// "the named things together make a slot (weekday; part of the day: morning before 12:00, afternoon
// before 17:00, evening; way: which action)"; nothing for an event that is not among those that count.
std::optional<engine::Slot> Run::slot(const model::Varying& varying, const Happening& happening) const {
  engine::Slot result;
  if (varying.weekday) result.weekday = weekday(date_of(happening.at));
  if (varying.time_of_day) {
    const int hour = minute_of_day(happening.at) / 60;
    result.part_of_day = static_cast<std::uint8_t>(hour < 12 ? 0 : hour < 17 ? 1 : 2);
  }
  if (varying.way) result.way = happening.what.event;
  return result;
}

// "the slots that events of the line's actions (or of the group) used earlier in this episode"
std::vector<engine::Slot> Run::used_slots(const StepOpening& opening, const model::Varying& varying) const {
  std::vector<engine::Slot> used;
  for (std::size_t i = episodes_[opening.episode].starting_event; i < log_.size(); ++i) {
    if (!varying.among.contains(log_[i].what)) continue;
    const engine::Slot found = *slot(varying, log_[i]);
    if (varying.from_last_time) used.clear();  // "compared with the latest such event only"
    if (std::find(used.begin(), used.end(), found) == used.end()) used.push_back(found);
  }
  return used;
}

engine::OwedAction Run::owed_action(const StepOpening& opening, std::size_t number) const {
  const model::DoLine& line = step_of(opening).lines[number];
  engine::OwedAction result;
  result.opening = name_of(opening);
  result.line = static_cast<std::uint8_t>(number);
  for (std::size_t i = 0; i < line.actions.size(); ++i) {
    if (guard(context_of(opening), line.actions[i]) == Truth::yes) result.allowed |= std::uint64_t{1} << i;
  }
  result.opens = opening.opens;
  result.due = due(opening);
  result.state = due_state(result.due, now_);
  if (result.state == engine::DueState::overdue) result.days_late = date_of(now_) - date_of(result.due->at);
  result.aim = aim(opening);
  result.aim_missed = result.aim && result.aim->passed_at() <= now_;
  if (line.varying) result.avoid = used_slots(opening, *line.varying);
  const Sequence& sequence = sequences_[opening.sequence];
  if (sequence.escalation) result.escalation = sequence.rule;
  return result;
}

std::vector<model::FactId> Run::find_out(const StepOpening& opening) const {
  const Context context = context_of(opening);
  const model::Step& step = step_of(opening);
  std::set<model::FactId> facts;
  for (std::size_t line = 0; line < step.lines.size(); ++line) {
    if (is_settled(opening, line) || owed(opening, line) != Truth::unknown) continue;
    if (step.only_if) unknown_facts(context, *step.only_if, facts);
    if (step.lines[line].condition) unknown_facts(context, *step.lines[line].condition, facts);
    bool one_allowed = false;
    for (const model::EventId action : step.lines[line].actions) {
      if (guard(context, action) == Truth::yes) one_allowed = true;
    }
    if (one_allowed) continue;
    for (const model::EventId action : step.lines[line].actions) {
      const auto& guarded = context.policy->guards[action];
      if (guarded) unknown_facts(context, *guarded, facts);
    }
  }
  return {facts.begin(), facts.end()};
}

void Run::report_steps(engine::Assessment& result) const {
  for (const StepOpening& opening : openings_) {
    if (opening.state != StepOpening::State::open) continue;
    const Context context = context_of(opening);
    const model::Step& step = step_of(opening);
    for (std::size_t line = 0; line < step.lines.size(); ++line) {
      if (is_settled(opening, line)) continue;
      if (owed(opening, line) == Truth::yes) result.actions.push_back(owed_action(opening, line));
      // "withheld actions of open steps (those owed but for their guard) with reasons"
      const Truth is_asked = asked(opening, line);
      if (is_asked != Truth::yes) continue;
      for (const model::EventId action : step.lines[line].actions) {
        if (guard(context, action) == Truth::yes) continue;
        result.withheld.push_back({name_of(opening), action, because(context, action, is_asked)});
      }
    }
    if (!is_blocked(opening)) continue;
    const auto deadline = due(opening);
    result.blocked.push_back({name_of(opening), opening.opens, deadline, due_state(deadline, now_), find_out(opening)});
  }
}

// "every such entry of the episode, of a word of which the policy asks an outcome"; "an entry that would count but for
// a missing role is reported like one without an outcome …; both since the previous finish"
void Run::report_unsaid(engine::Assessment& result) const {
  const std::size_t from = episodes_.empty() ? finished_up_to_ : episodes_.back().finish_before;
  for (std::size_t i = from; i < log_.size(); ++i) {
    const model::Occurrence& what = log_[i].what;
    if (what.outcome == model::kNone && result.policy->outcomes_asked.contains(what.event)) {
      result.outcome_missing.push_back({what.event, log_[i].at});
    }
    bool would_count = false;
    for (const auto& asked : result.policy->roles_asked) {
      const bool outcome = asked.to.outcome == model::kNone || asked.to.outcome == what.outcome;
      if (asked.event == what.event && outcome) would_count = true;
    }
    if (what.role == model::kNone && would_count) result.role_missing.push_back({what.event, log_[i].at});
  }
}

// "the facts in the undecided parts of the conditions asked at this instant"
std::vector<model::FactId> Run::report_unknown() const {
  std::set<model::FactId> facts;
  for (const StepOpening& opening : openings_) {
    if (opening.state != StepOpening::State::open) continue;
    const Context context = context_of(opening);
    const model::Step& step = step_of(opening);
    for (std::size_t line = 0; line < step.lines.size(); ++line) {
      if (is_settled(opening, line)) continue;
      for (const model::EventId action : step.lines[line].actions) {
        if (std::min(asked(opening, line), guard(context, action)) != Truth::unknown) continue;
        if (step.only_if) unknown_facts(context, *step.only_if, facts);
        if (step.lines[line].condition) unknown_facts(context, *step.lines[line].condition, facts);
        if (context.policy->guards[action]) unknown_facts(context, *context.policy->guards[action], facts);
      }
    }
  }
  for (const Sequence& sequence : sequences_) {
    if (!sequence.alive || sequence.where != Sequence::Where::waiting) continue;
    const auto& node = policy_of(sequence.episode).statements[sequence.at.statement].node;
    if (const auto* hold = std::get_if<model::WaitUntil>(&node)) {
      unknown_facts(context_of(sequence), hold->condition, facts);
    }
  }
  if (!episodes_.empty()) {
    const std::size_t episode = episodes_.size() - 1;
    for (const model::Rule& rule : policy_of(episode).rules) {
      if (rule.kind != model::Rule::Kind::when || !rule.active[episodes_[episode].stage]) continue;
      if (in_episode() || rule.after_closing) unknown_facts(context_of(episode), *rule.condition, facts);
    }
  }
  if (!in_episode()) {
    // `applies when` for the status, as long as there was no episode; both for a start that may come.
    const model::Policy& policy = version_in_effect();
    const Context outside{&policy, std::nullopt};
    bool may_start = false;
    for (std::size_t version = 0; version < versions_.size(); ++version) {
      if (versions_[version] == &policy && unused_start(version)) may_start = true;
    }
    if (policy.applies_when && (may_start || episodes_.empty())) unknown_facts(outside, *policy.applies_when, facts);
    if (policy.starts_when && may_start) unknown_facts(outside, *policy.starts_when, facts);
  }
  return {facts.begin(), facts.end()};
}

// What an episode waits for that has not started: a case that never had one, or one that is finished and has had a
// starting event since that no start has used up.
std::optional<engine::Pending> Run::report_pending() const {
  if (in_episode()) return std::nullopt;
  const model::Policy& policy = version_in_effect();
  const Context outside{&policy, std::nullopt};
  engine::Pending pending;
  for (std::size_t version = 0; version < versions_.size(); ++version) {
    const auto start = versions_[version] == &policy ? unused_start(version) : std::nullopt;
    if (!start) continue;
    pending.event = log_[*start].what.event;
    pending.at = log_[*start].at;
  }
  if (!episodes_.empty() && !pending.event) return std::nullopt;
  std::set<model::FactId> find_out;
  const auto look = [&](const std::optional<model::ConditionId>& condition) {
    const Truth answer = ask(outside, condition);
    if (answer == Truth::unknown) {
      pending.undecided = true;
      unknown_facts(outside, *condition, find_out);
    }
    if (answer != Truth::yes) pending.because.emplace_back();
    return answer == Truth::yes;
  };
  pending.applies = look(policy.applies_when);
  if (pending.event) look(policy.starts_when);
  pending.find_out.assign(find_out.begin(), find_out.end());
  pending.recorded = static_cast<std::uint32_t>(log_.size());
  return pending;
}

engine::Assessment Run::report() const {
  engine::Assessment result;
  if (episodes_.empty()) {
    // "While none has started the case is *not applicable* if `applies when` is not true now, else
    // *not started*."
    result.policy = &version_in_effect();
    const Truth applies = ask(Context{result.policy, std::nullopt}, result.policy->applies_when);
    result.status = applies == Truth::yes ? engine::Status::not_started : engine::Status::not_applicable;
    for (std::size_t version = 0; version < versions_.size(); ++version) {
      if (versions_[version] != result.policy || !too_early_[version] || unused_start(version)) continue;
      result.status = engine::Status::not_applicable;
      result.reason = "the episode would have started before the policy came into effect";
    }
  } else {
    const Episode& episode = episodes_.back();
    result.policy = episode.policy;
    result.status = episode.finished ? engine::Status::finished : engine::Status::active;
    result.episode = static_cast<int>(episodes_.size());
    if (episode.finished) {
      result.since = episode.finish;
      result.outcome = episode.outcome;
    } else {
      result.stage = episode.stage;
      result.since = episode.stage_start;
    }
  }
  result.pending = report_pending();
  report_steps(result);
  report_unsaid(result);
  // "escalations of this episode and older ones that are still open"
  for (const Escalated& escalated : escalated_) {
    const bool present = escalated.episode + 1 == episodes_.size();
    if (present || sequences_[escalated.sequence].alive) result.escalations.push_back(escalated.fired);
  }
  result.passed_over = passed_over_;
  result.lapsed = lapsed_;
  result.breaches = breaches_;
  result.late = late_;
  result.repeated_slots = repeated_;
  result.unknown = report_unknown();
  return result;
}

// "for every sequence that is now in a wait, hold or rest"
std::vector<std::size_t> Run::waiting_sequences() const {
  std::vector<std::size_t> waiting;
  for (std::size_t i = 0; i < sequences_.size(); ++i) {
    const Sequence& sequence = sequences_[i];
    if (!sequence.alive) continue;
    if (sequence.where == Sequence::Where::waiting || sequence.where == Sequence::Where::resting) waiting.push_back(i);
  }
  return waiting;
}

void Run::note_openings() {
  noting_openings_ = true;
  for (Sequence& sequence : sequences_) {
    sequence.next_owed.reset();
    sequence.replaced_by.reset();
  }
}

// Whose calendar ends running ahead.
const model::Policy& Run::policy_of_report() const {
  return episodes_.empty() ? version_in_effect() : *episodes_.back().policy;
}

}  // namespace engage::reference
