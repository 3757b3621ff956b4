#include <fmt/format.h>

#include <algorithm>

#include "engine/describe.h"
#include "engine/replay.h"

// Settling down (language reference 6.4 to 6.6): limits, `when` rules and sequences, again and again
// until nothing changes.
namespace engage::engine {
namespace {

constexpr std::uint32_t kMaxRounds = 1000;

}  // namespace

void Replay::settle_down() {
  for (round_ = 1;; ++round_) {
    evaluator_.reset_horizon();
    end_steps();
    bool changed = false;
    if (in_episode()) {
      changed |= run_limits();
      changed |= run_when_rules();
    } else {
      changed |= try_start();
      if (!state_.any_episode) ask_applies();
      else if (asks_after_closing_ && !in_episode()) changed |= run_rules_after_closing();
    }
    changed |= run_threads();
    if (!changed) break;
    if (round_ == kMaxRounds) {
      const Thread& last = state_.threads.back();
      const model::Policy& policy = *state_.episodes[last.episode].policy;
      const std::string where =
          in_episode() ? fmt::format(" in the stage `{}`", policy.stages[current().stage].name) : "";
      throw CannotDecide{fmt::format("the policy `{}` version {} does not settle down on {}{}: more than {} rounds",
                                     policy.name, policy.version, to_string(state_.now), where, kMaxRounds)};
    }
  }
  round_ = 0;
  state_.wake = evaluator_.horizon();
}

// Steps of which nothing is owed any more have ended before limits and `when` rules are asked; their
// sequences go on when it is their turn.
void Replay::end_steps() {
  for (const std::uint32_t i : state_.alive) {
    const Thread& thread = state_.threads[i];
    if (thread.state == Thread::State::at_step) end_step(state_.instances[thread.instance]);
  }
}

// What the status of a case without an episode depends on: which version's text is asked, and its
// answer; both may change with time.
void Replay::ask_applies() {
  const model::Policy& version = family_.versions[version_in_effect()];
  evaluator_.truth(version.applies_when, {version, nullptr});
  if (regime_.for_all) return;
  for (const model::Policy& other : family_.versions) {
    if (other.effective) evaluator_.at_horizon(start_of(*other.effective));
  }
}

bool Replay::run_limits() {
  const EpisodeState& episode = current();
  const model::Policy& policy = *episode.policy;
  const model::StageId stage = episode.stage;
  bool changed = false;
  for (model::LimitId id : policy.stages[stage].limits) {
    if (changed) break;  // the stage has been left
    changed = act_on(id);
  }
  for (model::LimitId id : policy.policy_limits) {
    if (!in_episode()) break;
    changed |= act_on(id);
  }
  return changed;
}

bool Replay::act_on(model::LimitId id) {
  EpisodeState& episode = current();
  const model::Limit& limit = episode.policy->limits[id];
  if (episode.spent[id] != 0) return false;
  if (!limit.active[episode.stage] && limit.go_to != episode.stage) return false;
  const std::optional<Instant> out = runs_out(id);
  if (!out) return false;
  evaluator_.at_horizon(*out);
  if (*out > state_.now) return false;
  if (!limit.stage && limit.go_to == episode.stage) {
    episode.spent[id] = 1;
    return false;
  }
  if (!limit.active[episode.stage]) return false;
  if (!limit.stage) episode.spent[id] = 1;
  if (Coverage* coverage = evaluator_.coverage()) coverage->of(*episode.policy).limits_run_out[id] = 1;
  const std::uint32_t cause = trace_ ? note_limit(id) : 0;
  if (limit.go_to) {
    go_to(*limit.go_to, std::nullopt, cause, model::kEnd);
  } else {
    finish(*limit.finish, cause, model::kEnd);
  }
  return true;
}

bool Replay::run_when_rules() {
  bool changed = false;
  if (!in_episode()) return changed;
  const RuleLists& lists = rules_of(*current().policy).when;
  for (model::RuleId id : lists.of_stages[current().stage]) changed |= in_episode() && run_when_rule(id);
  for (model::RuleId id : lists.of_policy) changed |= in_episode() && run_when_rule(id);
  return changed;
}

// Of the last episode, as though its last stage went on.
bool Replay::run_rules_after_closing() {
  bool changed = false;
  const RuleLists& lists = rules_of(*current().policy).when;
  for (const std::vector<model::RuleId>* list : {&lists.of_stages[current().stage], &lists.of_policy}) {
    for (const model::RuleId id : *list) {
      if (current().policy->rules[id].after_closing) changed |= run_when_rule(id);
    }
  }
  return changed;
}

bool Replay::run_when_rule(model::RuleId id) {
  const model::Rule& rule = current().policy->rules[id];
  if (!rule.active[current().stage]) return false;
  const bool now = evaluator_.truth(rule.condition, view(current_index())) == Truth::yes;
  RuleState& state = current().rules[id];
  const bool becomes_true = now && !state.was_true;
  state.was_true = now;
  if (!becomes_true) return false;
  // A change to true while its last firing still runs is lost.
  if (state.last && state_.threads[*state.last].alive()) return false;
  fire(id);
  return true;
}

// A rule that fires goes on as far as it can at once.
void Replay::fire(model::RuleId id) {
  const model::Rule& rule = current().policy->rules[id];
  const Thread thread = firing_of(id);
  if (rule.again == model::Rule::Again::starting_over) end_firings(id, thread.cause);
  const std::uint32_t index = add(thread);
  current().rules[id].last = index;
  if (rule.escalation) state_.escalations.push_back({current_index(), id, state_.now, index});
  advance(index);
}

// A sequence that a `go to` began in this round waits for the next.
bool Replay::run_threads() {
  bool changed = false;
  std::erase_if(state_.alive, [&](std::uint32_t i) { return !state_.threads[i].alive(); });
  for (std::size_t n = 0; n < state_.alive.size(); ++n) {  // also those that begin meanwhile
    const std::uint32_t i = state_.alive[n];
    if (!state_.threads[i].alive() || state_.threads[i].born_in_round == round_) continue;
    changed |= advance(i);
    state_.threads[i].born_in_round = 0;
  }
  return changed;
}

// As far as it can; says whether it moved.
bool Replay::advance(std::size_t index) {
  bool moved = false;
  for (;;) {
    bool step = false;
    switch (state_.threads[index].state) {
      case Thread::State::ended: return moved;
      case Thread::State::at_step: step = advance_step(index); break;
      case Thread::State::waiting:
      case Thread::State::holding:
      case Thread::State::resting: step = advance_wait(index); break;
      case Thread::State::running: step = execute(index); break;
    }
    if (!step) return moved;
    moved = true;
  }
}

bool Replay::advance_step(std::size_t index) {
  Thread& thread = state_.threads[index];
  StepInstance& instance = state_.instances[thread.instance];
  if (!end_step(instance)) return false;
  if (trace_) {
    const bool done = instance.state == StepInstance::State::done;
    note_step(thread, done ? Happening::Kind::step_done : Happening::Kind::step_skipped, instance);
  }
  if (instance.settled != 0) {
    for (Round& round : thread.round) round.settled = true;
  }
  const model::Policy& policy = *state_.episodes[thread.episode].policy;
  thread.at = policy.statements[thread.at.statement].next;
  thread.state = Thread::State::running;
  return true;
}

bool Replay::advance_wait(std::size_t index) {
  Thread& thread = state_.threads[index];
  const EpisodeState& episode = state_.episodes[thread.episode];
  const model::Policy& policy = *episode.policy;
  const model::Statement& statement = policy.statements[thread.at.statement];
  auto go_on = [&] {
    if (trace_) note_wait(thread);
    thread.released = false;
    thread.at = statement.next;
    thread.state = Thread::State::running;
    return true;
  };
  auto held_long_enough = [&](const std::optional<Duration>& at_most) {
    if (!at_most) return false;
    const Instant passed = evaluator_.deadline_after(policy, thread.from, *at_most).passed_at();
    evaluator_.at_horizon(passed);
    return passed <= state_.now;
  };
  if (const auto* wait = std::get_if<model::Wait>(&statement.node)) {
    if (thread.released) return go_on();  // a wait that ends early hands on no deadline
    evaluator_.at_horizon(thread.opens);
    if (thread.opens > state_.now) return false;
    if (wait->high) thread.carry = UpperEnd{thread.from, *wait->high, thread.at.statement};
    return go_on();
  }
  if (const auto* hold = std::get_if<model::WaitFor>(&statement.node)) {
    const bool over = held_long_enough(hold->at_most);
    return thread.released || over ? go_on() : false;
  }
  if (const auto* hold = std::get_if<model::WaitUntil>(&statement.node)) {
    const bool over = held_long_enough(hold->at_most);
    const bool so = evaluator_.truth(std::optional(hold->condition), {policy, &episode, thread.its_date}) == Truth::yes;
    return so || over ? go_on() : false;
  }
  const auto& repeat = std::get<model::Repeat>(statement.node);
  const std::optional<Instant> opens = round_opens(thread, repeat);
  if (!opens) return false;
  evaluator_.at_horizon(*opens);
  if (*opens > state_.now) return false;
  if (trace_) note_wait(thread);
  begin_round(thread, repeat);
  return true;
}

// One statement; false when the thread has to stop before it.
bool Replay::execute(std::size_t index) {
  Thread& thread = state_.threads[index];
  if (thread.at.statement == model::kEnd) {
    thread.state = Thread::State::ended;
    return true;
  }
  const EpisodeState& episode = state_.episodes[thread.episode];
  const model::Policy& policy = *episode.policy;
  const model::Statement& statement = policy.statements[thread.at.statement];
  if (const auto* step = std::get_if<model::OpenStep>(&statement.node)) {
    open_step(index, step->step);
  } else if (const auto* wait = std::get_if<model::Wait>(&statement.node)) {
    thread.carry.reset();
    thread.from = state_.now;
    thread.opens = evaluator_.opening_after(policy, state_.now, wait->low);
    thread.state = Thread::State::waiting;
  } else if (std::holds_alternative<model::WaitFor>(statement.node) ||
             std::holds_alternative<model::WaitUntil>(statement.node)) {
    thread.carry.reset();
    thread.from = state_.now;
    thread.state = Thread::State::holding;
  } else if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
    execute_repeat(thread, *repeat);
  } else if (const auto* branch = std::get_if<model::If>(&statement.node)) {
    const bool so = evaluator_.truth(branch->condition, {policy, &episode, thread.its_date}) == Truth::yes;
    if (Coverage* coverage = evaluator_.coverage()) {
      coverage->of(policy).branches[thread.at.statement] |= so ? PolicyCoverage::kTrue : PolicyCoverage::kNotTrue;
    }
    if (trace_) note_branch(thread, *branch, so);
    thread.at = so ? branch->then : branch->otherwise;
  } else {
    // It ends the sequence that carries it out, wherever in it it stands. Once the episode is over there is
    // nothing to leave, and an escalation goes on.
    const model::StatementId said = thread.at.statement;
    thread.at = surviving(thread) ? statement.next : model::Next{};
    thread.carry.reset();
    if (surviving(thread)) return true;
    if (const auto* go = std::get_if<model::GoTo>(&statement.node)) {
      go_to(go->stage, index, thread.cause, said);
    } else {
      finish(std::get<model::Finish>(statement.node).outcome, thread.cause, said);
    }
  }
  return true;
}

void Replay::open_step(std::size_t index, model::StepId step) {
  Thread& thread = state_.threads[index];
  EpisodeState& episode = state_.episodes[thread.episode];
  const auto version = static_cast<std::size_t>(episode.policy - family_.versions.data());
  if (Coverage* coverage = evaluator_.coverage()) coverage->of(*episode.policy).steps_opened[step] = 1;
  StepInstance instance;
  instance.step = step;
  instance.episode = thread.episode;
  instance.number = ++state_.openings[step_names_[version][step]];
  instance.opened = state_.now;
  instance.carry = thread.carry;
  instance.its_date = thread.its_date;
  const auto at = static_cast<std::uint32_t>(state_.instances.size());
  state_.instances.push_back(instance);
  if (trace_) note_step(thread, Happening::Kind::step_opened, instance);
  episode.latest[step] = static_cast<std::int32_t>(at);
  thread.instance = at;
  thread.state = Thread::State::at_step;
  // A step that is skipped at its very opening hands the deadline on; any other uses it up.
  if (advance_step(index)) return;
  thread.carry.reset();
  if (work_ && (thread.watched || work_of_ == Of::all)) note_work(thread, state_.instances[at]);
  thread.watched = false;
}

void Replay::note_work(const Thread& thread, const StepInstance& instance) {
  for_each_owed(*this, instance, [&](OwedAction owed) {
    work_->push_back({std::move(owed), state_.now, thread.watched_since, trace_ ? thread.cause : Happening::kNone});
  });
}

// Nothing was done here: an entry for each action withheld or undecided.
void Replay::pass_over(const StepInstance& instance) {
  const EpisodeState& episode = state_.episodes[instance.episode];
  const Evaluator::View context{*episode.policy, &episode};
  const model::Step& step = episode.policy->steps[instance.step];
  const Opening opening{episode.policy, instance.step, instance.number};
  for (std::size_t i = 0; i < step.lines.size(); ++i) {
    if ((instance.settled >> i & 1) != 0) continue;
    const Evaluator::Line line = evaluator_.line(instance, i);
    if (line.wanted == Truth::no) continue;
    for (std::size_t a = 0; a < step.lines[i].actions.size(); ++a) {
      const model::EventId action = step.lines[i].actions[a];
      const Truth allowed = evaluator_.guard(action, context);
      const bool withheld = line.wanted == Truth::yes && allowed != Truth::yes;
      const bool undecided = line.wanted == Truth::unknown && allowed != Truth::no;
      if (!withheld && !undecided) continue;
      WithheldAction entry{opening, action, {}};
      evaluator_.add_grounds(instance, i, action, entry.because);
      remember(state_.passed_over, std::move(entry));
    }
  }
}

}  // namespace engage::engine
