#include "why/obstacles.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "why/deadline.h"

namespace engage::why {

using engine::StepInstance;
using engine::Thread;
using engine::Truth;

namespace {

Reason simple(Reason::Kind kind, std::string text, Span span) {
  Reason reason;
  reason.kind = kind;
  reason.text = std::move(text);
  reason.span = span;
  return reason;
}

}  // namespace

bool Obstacles::leads_to(model::Next from, model::StepId step) const {
  return std::ranges::any_of(statements_from(policy(), from), [&](model::StatementId id) {
    const auto* open = std::get_if<model::OpenStep>(&policy().statements[id].node);
    return open && open->step == step;
  });
}

bool Obstacles::holds(model::Next from, model::StatementId statement) const {
  const std::vector<model::StatementId> all = statements_from(policy(), from);
  return std::ranges::find(all, statement) != all.end();
}

// The running sequence of the present stage, or of a rule's last firing.
const Thread* Obstacles::thread_of(std::optional<model::RuleId> rule) const {
  const engine::State& state = inquiry_.state();
  for (auto thread = state.threads.rbegin(); thread != state.threads.rend(); ++thread) {
    const bool present = thread->episode + 1u == state.episodes.size();
    if (present && thread->rule == rule && thread->alive()) return &*thread;
  }
  return nullptr;
}

void Obstacles::add_condition(std::vector<Reason>& reasons, std::string_view word,
                              std::optional<model::ConditionId> condition, const engine::EpisodeState* episode) {
  if (!condition || inquiry_.truth(*condition, policy(), episode) == Truth::yes) return;
  Reason reason = causes_.condition(word, *condition, policy(), inquiry_.grounds(*condition, policy(), episode, true));
  reason.text += " is not so";
  reasons.push_back(std::move(reason));
}

void Obstacles::add_open_step(std::vector<Reason>& reasons, const StepInstance& instance) {
  const model::Step& step = policy().steps[instance.step];
  Reason open = simple(Reason::Kind::step, {}, step.span);
  open.at = instance.opened;
  open.clause = step.clause;
  std::string owed;
  for (const engine::OwedAction& action : question_.assessment.actions) {
    if (action.opening != engine::Opening{&policy(), instance.step, instance.number}) continue;
    owed += fmt::format("{}{}, due {}", owed.empty() ? "" : "; ", step.lines[action.line].id, say(action.due));
  }
  open.text = fmt::format("the step {} is still open since {}", step.name, say(instance.opened));
  if (!owed.empty()) open.text += ": " + owed;
  for (const engine::BlockedStep& blocked : question_.assessment.blocked) {
    if (blocked.opening != engine::Opening{&policy(), instance.step, instance.number}) continue;
    open.text += ", blocked until somebody finds out what is missing";
    for (const model::FactId fact : blocked.find_out) open.because.push_back(causes_.fact(fact));
  }
  reasons.push_back(std::move(open));
}

// Where a sequence stands, and what it needs to go on.
void Obstacles::add_place(std::vector<Reason>& reasons, const Thread& thread) {
  if (thread.state == Thread::State::at_step) {
    return add_open_step(reasons, inquiry_.state().instances[thread.instance]);
  }
  const model::Statement& statement = policy().statements[thread.at.statement];
  Reason wait = simple(Reason::Kind::wait, {}, statement.span);
  const std::string begun = fmt::format("{}, begun on {},", causes_.quoted(statement.span), say(thread.from));
  engine::Counting counting{thread.from, {}, Adjust::none, false};
  if (const auto* plain = std::get_if<model::Wait>(&statement.node)) {
    counting.duration = plain->low;
    wait.at = thread.opens;
    wait.text = fmt::format("{} is over on {}", begun, say(thread.opens));
    if (!plain->events.empty()) wait.text += ", or with " + causes_.names_of(plain->events);
    wait.days = days_of(*policy().calendar, counting);
  } else if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
    counting.duration = repeat->every;
    wait.at = thread.opens;
    wait.text = fmt::format("the next round of {} begins on {}: {} after {}", causes_.quoted(statement.span),
                            say(thread.opens), to_string(repeat->every), say(thread.from));
    wait.days = days_of(*policy().calendar, counting);
  } else if (const auto* hold = std::get_if<model::WaitFor>(&statement.node)) {
    wait.text = fmt::format("{} goes on: {} has not happened since", begun, causes_.names_of(hold->events));
  } else if (const auto* until = std::get_if<model::WaitUntil>(&statement.node)) {
    wait.text = fmt::format("{} goes on", begun);
    const auto grounds = inquiry_.grounds(until->condition, policy(), &episode(), true);
    wait.because = causes_.of(grounds, policy(), inquiry_.state().taken, inquiry_.now());
  }
  reasons.push_back(std::move(wait));
}

// The place of the step in the sequence is behind it, or was not on its way.
void Obstacles::add_passed(std::vector<Reason>& reasons, model::StepId step) {
  const engine::Trace& trace = inquiry_.trace();
  for (std::uint32_t i = inquiry_.happened(); i-- > 0;) {
    const engine::Happening& h = trace.happenings[i];
    if (h.policy != &policy() || h.kind == engine::Happening::Kind::stage_entered) break;
    if (h.kind != engine::Happening::Kind::branch_taken) continue;
    const auto& branch = std::get<model::If>(policy().statements[h.statement].node);
    const model::Next taken = h.met ? branch.then : branch.otherwise, other = h.met ? branch.otherwise : branch.then;
    if (leads_to(taken, step) || !leads_to(other, step)) continue;
    Reason decided = simple(Reason::Kind::branch, {}, policy().statements[h.statement].span);
    decided.at = h.at;
    decided.text =
        fmt::format("{} was decided on {}: it was {}so", causes_.quoted(*decided.span), say(h.at), h.met ? "" : "not ");
    decided.because = causes_.of(h.grounds, policy(), h.taken, h.at);
    reasons.push_back(std::move(decided));
    return;
  }
  const model::Stage& stage = policy().stages[*policy().steps[step].stage];
  reasons.push_back(
      simple(Reason::Kind::stage, fmt::format("the stage {} has come past this step", stage.name), stage.span));
}

std::vector<Reason> Obstacles::before(model::StepId id, std::size_t index, std::optional<model::EventId> action) {
  std::vector<Reason> reasons;
  const model::Step& step = policy().steps[id];
  if (step.rule) {
    const Thread* firing = thread_of(step.rule);
    if (firing && leads_to(firing->at, id)) add_place(reasons, *firing);
    else reasons = before_firing(*step.rule);
  } else if (step.stage && *step.stage != episode().stage) {
    add_ways_into(reasons, *step.stage);
  } else if (const Thread* thread = thread_of({}); thread && leads_to(thread->at, id)) {
    add_place(reasons, *thread);
  } else {
    add_passed(reasons, id);
  }
  add_condition(reasons, "only if", step.only_if, &episode());
  const model::DoLine& line = step.lines[index];
  add_condition(reasons, "if", line.condition, &episode());
  for (const model::EventId one : line.actions) {
    if (action ? one != *action : line.actions.size() > 1) continue;
    add_condition(reasons, "allowed if", policy().guards[one], &episode());
  }
  return reasons;
}

std::vector<Reason> Obstacles::before_firing(model::RuleId id) {
  std::vector<Reason> reasons;
  const model::Rule& rule = policy().rules[id];
  if (!rule.active[episode().stage]) {
    std::string stages;
    for (model::StageId stage = 0; stage < policy().stages.size(); ++stage) {
      if (rule.active[stage]) stages += (stages.empty() ? "" : " or ") + policy().stages[stage].name;
    }
    reasons.push_back(simple(Reason::Kind::stage,
                             fmt::format("{} acts in the stage {}, and the stage is {}", causes_.quoted(rule.span),
                                         stages, policy().stages[episode().stage].name),
                             rule.span));
    return reasons;
  }
  if (rule.kind == model::Rule::Kind::on) {
    Reason wait = simple(Reason::Kind::rule, {}, rule.span);
    wait.clause = rule.clause;
    const Thread* open = rule.again == model::Rule::Again::unless_open ? thread_of(id) : nullptr;
    wait.text = open ? fmt::format("{} does not fire again while a firing of it is open", causes_.quoted(rule.span))
                     : fmt::format("it waits for {}", causes_.names_of(rule.events));
    if (open) wait.because = causes_.held(policy(), id, episode().start);
    reasons.push_back(std::move(wait));
    add_condition(reasons, "if", rule.condition, &episode());
    return reasons;
  }
  if (rule.kind == model::Rule::Kind::alongside) {
    reasons.push_back(simple(Reason::Kind::rule,
                             fmt::format("{} began already, and has come past this or to its end; it begins anew when "
                                         "what it belongs to is entered again",
                                         causes_.quoted(rule.span)),
                             rule.span));
    return reasons;
  }
  add_condition(reasons, "when", rule.condition, &episode());
  if (reasons.empty()) {
    reasons.push_back(simple(
        Reason::Kind::rule,
        fmt::format("{} is true already, and acts when it becomes true again", causes_.quoted(rule.span)), rule.span));
  }
  return reasons;
}

void Obstacles::add_way(std::vector<Reason>& reasons, model::StageId from, const model::Statement& statement) {
  const auto id = static_cast<model::StatementId>(&statement - policy().statements.data());
  if (holds(policy().stages[from].body, id)) {
    Reason way =
        simple(Reason::Kind::stage,
               fmt::format("{} stands in the stage {}", causes_.quoted(statement.span), policy().stages[from].name),
               statement.span);
    const Thread* thread = from == episode().stage ? thread_of({}) : nullptr;
    if (thread && holds(thread->at, id)) add_place(way.because, *thread);
    reasons.push_back(std::move(way));
  }
  for (model::RuleId rule = 0; rule < policy().rules.size(); ++rule) {
    if (!policy().rules[rule].active[from] || !holds(policy().rules[rule].body, id)) continue;
    Reason way = simple(Reason::Kind::rule, fmt::format("{} leads there", causes_.quoted(policy().rules[rule].span)),
                        policy().rules[rule].span);
    way.clause = policy().rules[rule].clause;
    if (from == episode().stage) way.because = before_firing(rule);
    reasons.push_back(std::move(way));
  }
}

// The ways from the present stage first; where there are none, those from all others.
void Obstacles::add_ways_into(std::vector<Reason>& reasons, model::StageId stage) {
  Reason entered =
      simple(Reason::Kind::stage,
             fmt::format("its stage {} has to be entered; the stage is {} since {}", policy().stages[stage].name,
                         policy().stages[episode().stage].name, say(episode().stage_start)),
             policy().stages[stage].span);
  const auto add_from = [&](model::StageId from) {
    for (const model::Statement& statement : policy().statements) {
      const auto* go = std::get_if<model::GoTo>(&statement.node);
      if (go && go->stage == stage) add_way(entered.because, from, statement);
    }
    for (const model::Limit& limit : policy().limits) {
      if (limit.go_to != stage || !limit.active[from]) continue;
      Reason way = simple(Reason::Kind::limit, fmt::format("{} leads there", causes_.quoted(limit.span)), limit.span);
      const auto counting = from == episode().stage ? inquiry_.counting_of(limit) : std::nullopt;
      if (counting) {
        const auto last = policy().calendar->deadline_after(counting->from, counting->duration, counting->adjust);
        if (last) {
          way.at = last->passed_at();
          way.text += fmt::format(", when {} is past", say(*last));
        }
        way.days = days_of(*policy().calendar, *counting);
      }
      entered.because.push_back(std::move(way));
    }
  };
  add_from(episode().stage);
  for (model::StageId from = 0; entered.because.empty() && from < policy().stages.size(); ++from) {
    if (from != stage && from != episode().stage) add_from(from);
  }
  if (entered.because.empty()) entered.text += ", and nothing leads back there";
  reasons.push_back(std::move(entered));
}

std::vector<Reason> Obstacles::of_line(const StepInstance& instance, std::size_t index,
                                       std::optional<model::EventId> action) {
  std::vector<Reason> reasons;
  const engine::EpisodeState& scope = inquiry_.state().episodes[instance.episode];
  const model::Policy& own = *scope.policy;
  const model::Step& step = own.steps[instance.step];
  const auto add = [&](std::string_view word, std::optional<model::ConditionId> id) {
    if (!id || inquiry_.truth(*id, own, &scope) == Truth::yes) return;
    Reason reason = causes_.condition(word, *id, own, inquiry_.grounds(*id, own, &scope, true));
    const bool unknown = inquiry_.truth(*id, own, &scope) == Truth::unknown;
    reason.text += unknown ? " cannot be said" : " is not so";
    reasons.push_back(std::move(reason));
  };
  add("only if", step.only_if);
  add("if", step.lines[index].condition);
  for (const model::EventId one : step.lines[index].actions) {
    if (action && one != *action) continue;
    const std::string word = step.lines[index].actions.size() > 1 ? causes_.name_of(one) + " allowed if" : "allowed if";
    add(word, own.guards[one]);
  }
  return reasons;
}

std::vector<Reason> Obstacles::other_lines(const StepInstance& instance, const engine::DeadlineBasis& basis,
                                           const std::optional<Deadline>& due) {
  using Source = engine::DeadlineBasis::Source;
  std::vector<Reason> reasons;
  const model::Policy& own = *inquiry_.state().episodes[instance.episode].policy;
  const model::Step& step = own.steps[instance.step];
  if (!basis.of_several) return reasons;
  for (std::size_t i = 0; i < step.deadlines.size(); ++i) {
    const model::DeadlineLine& line = step.deadlines[i];
    if (basis.source == Source::line && basis.line == i) continue;
    Reason other = simple(Reason::Kind::deadline, fmt::format("`{}` ", line.text), line.span);
    const std::optional<Deadline> date = inquiry_.line_deadline(instance, i);
    if (date) {
      const bool first = due && date->passed_at() < due->passed_at();
      other.text += fmt::format("gives {}, {}", say(*date), first ? "which is too soon" : "which is no earlier");
    } else {
      other.text += fmt::format("gives nothing: {} is not known", anchor_text(line.anchor, question_.family.words));
      if (line.anchor.kind == model::Anchor::Kind::date_fact) other.because.push_back(causes_.fact(line.anchor.fact));
    }
    reasons.push_back(std::move(other));
  }
  return reasons;
}

std::vector<Reason> Obstacles::without_episode() {
  std::vector<Reason> reasons;
  if (inquiry_.in_episode()) return reasons;
  if (inquiry_.episode()) {  // finished
    for (std::uint32_t i = inquiry_.happened(); i-- > 0;) {
      if (inquiry_.trace().happenings[i].kind == engine::Happening::Kind::finished) return causes_.chain(i);
    }
  }
  if (!question_.assessment.reason.empty()) {
    reasons.push_back(simple(Reason::Kind::episode, question_.assessment.reason, policy().span));
  }
  add_condition(reasons, "applies when", policy().applies_when, nullptr);
  if (!inquiry_.has_unused_start()) {
    reasons.push_back(
        simple(Reason::Kind::episode,
               fmt::format("it starts on {}, which has not happened{}", causes_.names_of(policy().starts_on),
                           question_.assessment.reason.empty() ? "" : " since"),
               policy().span));
  } else {
    add_condition(reasons, "starts when", policy().starts_when, nullptr);
  }
  return reasons;
}

}  // namespace engage::why
