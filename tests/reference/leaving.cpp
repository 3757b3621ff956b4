#include <algorithm>

#include "run.h"

// Leaving a stage, and the episode (language reference, sections 6.6 and 6.7).
namespace engage::reference {

using model::Rule;

void Run::end_sequences(const std::vector<std::size_t>& sequences) {
  std::vector<std::size_t> left;
  for (const std::size_t index : sequences) {
    Sequence& sequence = sequences_[index];
    sequence.alive = false;
    if (sequence.where != Sequence::Where::at_step) continue;
    if (openings_[sequence.opening].state == StepOpening::State::open) left.push_back(sequence.opening);
  }
  leave_steps(left);
}

// "`go to` ends the stage's sequence and every rule firing whose rule is not active in the new stage;
// their open actions lapse. `go to` the present stage starts it anew and ends the firings of its own rules."
void Run::go_to(std::size_t episode, model::StageId stage) {
  const model::Policy& policy = policy_of(episode);
  const model::StageId old = episodes_[episode].stage;
  const std::size_t next = sequences_.size();
  std::vector<std::size_t> ended;
  for (std::size_t i = 0; i < next; ++i) {
    Sequence& sequence = sequences_[i];
    if (!sequence.alive || sequence.episode != episode || sequence.escalation) continue;
    if (sequence.rule) {
      const Rule& rule = policy.rules[*sequence.rule];
      if (rule.active[stage] && !rule.stage) continue;
    }
    sequence.replaced_by = next;
    ended.push_back(i);
  }
  end_sequences(ended);
  Episode& present = episodes_[episode];
  present.stage = stage;
  present.stage_start = now_;
  present.stage_from = log_.size();
  // "A `when` rule starts as "not true" when … a stage in which it is active is entered from one in
  // which it is not (or is entered again, for a rule of that stage)"
  for (std::size_t id = 0; id < policy.rules.size(); ++id) {
    const Rule& rule = policy.rules[id];
    if (rule.active[stage] && (!rule.active[old] || rule.stage)) present.rule_was_true[id] = false;
  }
  for (const model::LimitId id : policy.policy_limits) {
    const model::Limit& limit = policy.limits[id];
    if (!present.limit_spent[id] && limit.go_to == stage && limit_ran_out(limit)) present.limit_spent[id] = true;
  }
  Sequence sequence;
  sequence.episode = episode;
  sequence.at = policy.stages[stage].body;
  sequence.waits_for_round = round_;
  sequences_.push_back(sequence);
  for (const model::RuleId id : policy.stages[stage].rules) {
    if (policy.rules[id].kind == Rule::Kind::alongside) begin_alongside(id);
  }
  // "(the policy: when … a stage of `during` is entered from outside them)"
  for (const model::RuleId id : policy.policy_rules) {
    const Rule& rule = policy.rules[id];
    if (rule.kind == Rule::Kind::alongside && rule.active[stage] && !rule.active[old]) begin_alongside(id);
  }
  changed();
}

// "`finish` ends all. Escalations are the exception."
void Run::finish(std::size_t episode, model::OutcomeId outcome) {
  std::vector<std::size_t> ended;
  for (std::size_t i = 0; i < sequences_.size(); ++i) {
    const Sequence& sequence = sequences_[i];
    if (sequence.alive && sequence.episode == episode && !sequence.escalation) ended.push_back(i);
  }
  end_sequences(ended);
  Episode& present = episodes_[episode];
  present.finished = true;
  present.finish = now_;
  present.outcome = outcome;
  finished_up_to_ = log_.size();
  changed();
}

}  // namespace engage::reference
