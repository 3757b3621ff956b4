#include "engine/replay.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace engage::engine {
namespace {

constexpr std::uint32_t kTidyEvery = 256;  // events, or wakes

std::uint8_t part_of_day(Instant at) {
  const int minute = minute_of_day(at);
  return minute < 12 * 60 ? 0 : minute < 17 * 60 ? 1 : 2;
}

}  // namespace

Slot slot_of(const model::Varying& varying, const cases::Entry& entry) {
  Slot slot;
  if (varying.weekday) slot.weekday = weekday(date_of(entry.at));
  if (varying.time_of_day) slot.part_of_day = part_of_day(entry.at);
  if (varying.way) slot.way = *entry.event;
  return slot;
}

std::optional<std::size_t> settled_by(const model::DoLine& line, const model::Occurrence& what) {
  for (std::size_t i = 0; i < line.actions.size(); ++i) {
    if (line.actions[i] == what.event && line.narrowing(i).fits(what)) return i;
  }
  return std::nullopt;
}

namespace {

// The statements from which a sequence may come to a step. When a stage is left, that of the next takes the place of
// those that end: if any stage that can be entered comes to a step, all do.
std::vector<bool> leading_to_steps(const model::Policy& policy) {
  std::vector<std::vector<model::StatementId>> before(policy.statements.size());
  std::vector<model::StatementId> found;
  for (model::StatementId id = 0; id < policy.statements.size(); ++id) {
    const auto leads_to = [&](const model::Next& next) {
      if (next.statement != model::kEnd) before[next.statement].push_back(id);
    };
    const model::Statement& statement = policy.statements[id];
    leads_to(statement.next);
    if (std::holds_alternative<model::OpenStep>(statement.node)) {
      found.push_back(id);
    } else if (const auto* branch = std::get_if<model::If>(&statement.node)) {
      leads_to(branch->then);
      leads_to(branch->otherwise);
    } else if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
      leads_to(repeat->body);
    }
  }
  std::vector<bool> leading(policy.statements.size());
  while (!found.empty()) {
    const model::StatementId id = found.back();
    found.pop_back();
    if (leading[id]) continue;
    leading[id] = true;
    found.insert(found.end(), before[id].begin(), before[id].end());
  }
  const auto leads = [&](model::StageId stage) {
    const model::StatementId first = policy.stages[stage].body.statement;
    return first != model::kEnd && leading[first];
  };
  const bool by_limit = std::any_of(policy.limits.begin(), policy.limits.end(),
                                    [&](const model::Limit& limit) { return limit.go_to && leads(*limit.go_to); });
  const bool by_statement =
      std::any_of(policy.statements.begin(), policy.statements.end(), [&](const model::Statement& statement) {
        const auto* go = std::get_if<model::GoTo>(&statement.node);
        return go != nullptr && leads(go->stage);
      });
  if (by_limit || by_statement) leading.assign(leading.size(), true);
  return leading;
}

}  // namespace

Regime regime_at(const model::Family& family, Date date) {
  Regime regime{0, family.versions.size(), false, {}};
  std::optional<std::size_t> in_effect;
  for (std::size_t i = 0; i < family.versions.size(); ++i) {
    const model::Policy& version = family.versions[i];
    if (!version.effective || *version.effective <= date) in_effect = i;
  }
  if (in_effect && family.versions[*in_effect].for_all_cases) regime = {*in_effect, *in_effect + 1, true, {}};
  for (std::size_t i = in_effect ? *in_effect + 1 : 0; i < family.versions.size(); ++i) {
    if (regime.for_all || family.versions[i].for_all_cases) {
      regime.until = family.versions[i].effective;
      break;
    }
  }
  return regime;
}

Replay::Replay(const model::Family& family) : family_(family), evaluator_(family) {
  std::unordered_map<std::string, std::uint16_t> names;
  for (const model::Policy& version : family.versions) {
    leads_to_step_.push_back(leading_to_steps(version));
    auto& steps = step_names_.emplace_back();
    for (const model::Step& step : version.steps) {
      const auto next = static_cast<std::uint16_t>(names.size());
      steps.push_back(names.try_emplace(step.name, next).first->second);
    }
  }
  step_name_count_ = names.size();
  for (const model::Policy& version : family.versions) {
    auto of_kind = [&](model::Rule::Kind kind) {
      auto pick = [&](const std::vector<model::RuleId>& rules) {
        std::vector<model::RuleId> picked;
        std::copy_if(rules.begin(), rules.end(), std::back_inserter(picked),
                     [&](model::RuleId id) { return version.rules[id].kind == kind; });
        return picked;
      };
      RuleLists lists;
      for (const model::Stage& stage : version.stages) lists.of_stages.push_back(pick(stage.rules));
      lists.of_policy = pick(version.policy_rules);
      return lists;
    };
    rules_.push_back(
        {of_kind(model::Rule::Kind::on), of_kind(model::Rule::Kind::when), of_kind(model::Rule::Kind::alongside)});
    for (const model::Statement& statement : version.statements) {
      const auto* repeat = std::get_if<model::Repeat>(&statement.node);
      may_open_early_ = may_open_early_ || (repeat != nullptr && repeat->kind == model::Repeat::Kind::longest);
    }
    for (const model::Rule& rule : version.rules) asks_after_closing_ = asks_after_closing_ || rule.after_closing;
    for (const model::Limit& limit : version.limits) {
      if (limit.since) asked_for_.add(limit.since->events);
    }
  }
  asked_for_.add(evaluator_.events_asked_for());
  asks_for_steps_ = evaluator_.asks_for_steps();
}

void Replay::begin(const cases::Record& record, const Regime& regime) {
  record_ = &record;
  regime_ = regime;
  facts_ = record.facts;
  state_.now = start_of(kFirstDate);
  state_.taken = 0;
  state_.wake = kNever;
  if (!state_.episodes.empty()) spare_ = std::move(state_.episodes.back());
  state_.episodes.clear();
  state_.any_episode = false;
  state_.threads.clear();
  state_.alive.clear();
  state_.instances.clear();
  state_.openings.assign(step_name_count_, 0);
  state_.floors.assign(family_.versions.size(), 0);
  state_.too_early.assign(family_.versions.size(), std::nullopt);
  state_.finish_taken = 0;
  state_.escalations.clear();
  state_.passed_over.clear();
  state_.lapsed.clear();
  state_.breaches.clear();
  state_.late.clear();
  state_.repeated.clear();
  by_event_ = 0;
  round_ = 0;
  work_ = nullptr;
  evaluator_.attach(record, facts_, state_);
}

void Replay::run_until(Instant now, Instant log_end) {
  const auto count = static_cast<std::uint32_t>(record_->entries.size());
  while (state_.taken < count && record_->entries[state_.taken].at <= std::min(now, log_end)) {
    const Instant at = record_->entries[state_.taken].at;
    while (state_.wake <= at) wake();
    if (at < state_.now) clock_set_back();
    state_.now = at;
    take(state_.taken);
  }
  while (state_.wake <= now) wake();
  state_.now = now;
  if (state_.taken == 0) settle_down();  // nothing has happened, but time may change what applies
}

// Answers that time gave may have to be given again.
void Replay::clock_set_back() {
  evaluator_.facts_changed();
  evaluator_.scope_changed();
}

void Replay::wake() {
  if (++wakes_ % kTidyEvery == 0) tidy();
  state_.now = state_.wake;
  by_event_ = 0;
  settle_down();
}

void Replay::come_back(const State& kept) {
  state_ = kept;
  evaluator_.facts_changed();
  evaluator_.scope_changed();
}

void Replay::watch_waiting() {
  for (const std::uint32_t i : state_.alive) {
    Thread& thread = state_.threads[i];
    if (!thread.in_wait() || thread.watched) continue;
    const auto version = static_cast<std::size_t>(state_.episodes[thread.episode].policy - family_.versions.data());
    if (!leads_to_step_[version][thread.at.statement]) continue;
    thread.watched = true;
    thread.watched_since = state_.now;
  }
}

bool Replay::watching() const {
  return std::any_of(state_.alive.begin(), state_.alive.end(),
                     [&](std::uint32_t i) { return state_.threads[i].watched && state_.threads[i].alive(); });
}

// Section 6.4: facts, what is settled, waits that end, `on` rules, settling down.
void Replay::take(std::uint32_t index) {
  if ((index + 1) % kTidyEvery == 0) tidy();
  const cases::Entry& entry = record_->entries[index];
  by_event_ = index + 1;
  for (std::uint32_t i = 0; i < entry.change_count; ++i) {
    const cases::Change& change = record_->changes[entry.first_change + i];
    facts_[change.fact] = change.value;
  }
  if (entry.change_count > 0) evaluator_.facts_changed();
  const bool was_in_episode = in_episode();
  bool breach = false, changed = entry.change_count > 0;
  if (entry.event) {
    if (may_open_early_) changed |= open_early(entry.what());
    breach = !find_lines(entry.what());
    for (const FoundLine& found : found_) settle_line(state_.instances[found.instance], found.line, entry);
    changed |= end_waits(entry.what());
  }
  state_.taken = index + 1;
  evaluator_.event_taken();
  if (entry.event) changed |= end_settled_steps() || asks_for_steps_ || asked_for_.contains(*entry.event);
  if (was_in_episode) {
    if (breach) remember(state_.breaches, Breach{*entry.event, entry.at});
    if (entry.event) changed |= fire_on_rules(entry.what());
  } else {
    changed = true;
    const bool started = try_start();
    const bool is_start = started && current().start_event == index;
    if (breach && !is_start) remember(state_.breaches, Breach{*entry.event, entry.at});
  }
  // All had settled down before; what nothing asks for leaves it so.
  if (changed) settle_down();
}

// Finds the lines that the event settles: of each line that owes it, the oldest open instance. False
// when it is a breach: an action whose guard is not true, in an episode or where a surviving escalation
// asks for it.
bool Replay::find_lines(const model::Occurrence& what) {
  found_.clear();
  const model::EventId event = what.event;
  if (!family_.words.events[event].action) return true;
  if (in_episode() && evaluator_.guard(event, view(current_index())) != Truth::yes) return false;
  bool forbidden = false;
  for (std::size_t at = 0; at < state_.instances.size(); ++at) {
    const StepInstance& instance = state_.instances[at];
    if (instance.state != StepInstance::State::open) continue;
    const model::Policy* policy = state_.episodes[instance.episode].policy;
    const std::vector<model::DoLine>& lines = policy->steps[instance.step].lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if ((instance.settled >> i & 1) != 0) continue;
      const std::optional<std::size_t> action = settled_by(lines[i], what);
      if (!action) continue;
      const bool older = std::any_of(found_.begin(), found_.end(), [&](const FoundLine& found) {
        const StepInstance& other = state_.instances[found.instance];
        return found.line == i && other.step == instance.step && state_.episodes[other.episode].policy == policy;
      });
      if (older) continue;
      const Evaluator::Line line = evaluator_.line(instance, i);
      if (line.wanted != Truth::yes) continue;
      if ((line.allowed >> *action & 1) != 0) {
        found_.push_back({at, i});
      } else {
        forbidden = true;
      }
    }
  }
  return in_episode() || !forbidden || !found_.empty();
}

void Replay::settle_line(StepInstance& instance, std::size_t line, const cases::Entry& entry) {
  const Instant at = entry.at;
  const EpisodeState& episode = state_.episodes[instance.episode];
  const Opening opening{episode.policy, instance.step, instance.number};
  const auto number = static_cast<std::uint8_t>(line);
  if (const auto due = evaluator_.deadline(instance); due && due->passed_at() <= at) {
    remember(state_.late, LateAction{opening, number, *due, at, date_of(at) - date_of(due->at)});
  }
  const model::DoLine& written = episode.policy->steps[instance.step].lines[line];
  if (written.varying && slot_used(written, episode, entry)) {
    remember(state_.repeated, RepeatedSlot{opening, number, at});
  }
  instance.settled |= std::uint64_t{1} << line;
  if (trace_) note_settled(instance, line);
  if (Coverage* coverage = evaluator_.coverage()) {
    coverage->of(*episode.policy).lines_settled[instance.step] |= std::uint64_t{1} << line;
  }
}

// A step ends when the event that settles its last line has been taken, before any rule fires. Says
// whether one has.
bool Replay::end_settled_steps() {
  bool ended = false;
  for (const FoundLine& found : found_) {
    StepInstance& instance = state_.instances[found.instance];
    if (!evaluator_.status(instance).ended(instance)) continue;
    instance.state = StepInstance::State::done;
    ended = true;
  }
  return ended;
}

bool Replay::slot_used(const model::DoLine& line, const EpisodeState& episode, const cases::Entry& entry) const {
  const Slot slot = slot_of(*line.varying, entry);
  for (std::uint32_t i = state_.taken; i-- > episode.start_event;) {
    const cases::Entry& earlier = record_->entries[i];
    if (!earlier.is(line.varying->among)) continue;
    if (slot_of(*line.varying, earlier) == slot) return true;
    if (line.varying->from_last_time) return false;
  }
  return false;
}

bool Replay::end_waits(const model::Occurrence& what) {
  bool ended = false;
  for (Thread& thread : state_.threads) {
    if (thread.state != Thread::State::waiting && thread.state != Thread::State::holding) continue;
    const model::Policy& policy = *state_.episodes[thread.episode].policy;
    const auto& node = policy.statements[thread.at.statement].node;
    const auto* wait = std::get_if<model::Wait>(&node);
    const auto* hold = std::get_if<model::WaitFor>(&node);
    if ((wait && wait->events.contains(what)) || (hold && hold->events.contains(what))) {
      thread.released = true;
      ended = true;
    }
  }
  return ended;
}

// Whether an earlier firing of the rule, of this episode, is still on its way.
bool Replay::runs(model::RuleId id) const {
  return std::any_of(state_.alive.begin(), state_.alive.end(), [&](std::uint32_t i) {
    const Thread& thread = state_.threads[i];
    return thread.alive() && thread.episode == current_index() && thread.rule == id;
  });
}

// The rules of the stage in which the event came, then those of the policy, each if it is active when
// its turn comes. Says whether one fired.
bool Replay::fire_on_rules(const model::Occurrence& what) {
  bool fired = false;
  const model::Policy& policy = *current().policy;
  const RuleLists& lists = rules_of(policy).on;
  for (const std::vector<model::RuleId>* list : {&lists.of_stages[current().stage], &lists.of_policy}) {
    for (model::RuleId id : *list) {
      const model::Rule& rule = policy.rules[id];
      if (!rule.events.contains(what) || !in_episode() || !rule.active[current().stage]) continue;
      if (rule.again == model::Rule::Again::unless_open && runs(id)) {
        if (trace_) note(Happening::Kind::rule_held, policy, current().start_cause).rule = id;
        continue;
      }
      if (evaluator_.truth(rule.condition, view(current_index())) != Truth::yes) continue;
      fire(id);
      fired = true;
    }
  }
  return fired;
}

}  // namespace engage::engine
