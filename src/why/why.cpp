#include "why/why.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "why/causes.h"
#include "why/deadline.h"
#include "why/obstacles.h"
#include "why/status.h"
#include "why/subject.h"

namespace engage::why {
namespace {

using engine::Happening;
using engine::Opening;
using engine::StepInstance;
using engine::Truth;

class Explainer {
 public:
  Explainer(const Question& question, const Subject& subject, engine::Inquiry& inquiry)
      : question_(question),
        subject_(subject),
        inquiry_(inquiry),
        causes_(question, inquiry),
        obstacles_(question, inquiry, causes_) {}

  Explanation explain();

 private:
  void explain_case();
  void sort();
  void explain_escalation();
  void explain_step(model::StepId id);
  void explain_open(const StepInstance& instance, std::size_t index);
  void explain_closed(const model::Policy& policy, model::StepId step, std::uint8_t line,
                      std::optional<std::uint32_t> number);
  Account account(const model::Policy& policy, model::StepId step, std::size_t line) const;
  void set_ending(Account& told, std::uint32_t opened);
  std::optional<Reason> ahead(const engine::ComingWork* work) const;
  const engine::ComingWork* find_work(const model::Policy& policy, model::StepId step, std::uint8_t line,
                                      std::optional<std::uint32_t> number) const;
  std::optional<std::uint32_t> last_opening(model::StepId step) const;
  const Happening& happening(std::uint32_t index) const { return inquiry_.trace().happenings[index]; }
  bool is_present(const StepInstance& instance) const {
    return instance.episode + 1u == inquiry_.state().episodes.size();
  }

  const Question& question_;
  const Subject& subject_;
  engine::Inquiry& inquiry_;
  Causes causes_;
  Obstacles obstacles_;
  Explanation result_;
};

Account Explainer::account(const model::Policy& policy, model::StepId step, std::size_t line) const {
  Account account;
  account.policy = &policy;
  account.step = step;
  account.line = static_cast<std::uint8_t>(line);
  account.id = policy.steps[step].lines[line].id;
  const auto& rule = policy.steps[step].rule;
  if (rule && policy.rules[*rule].escalation) account.escalation = rule;
  return account;
}

// The first time that the line is owed from now on, if time alone brings it.
const engine::ComingWork* Explainer::find_work(const model::Policy& policy, model::StepId step, std::uint8_t line,
                                               std::optional<std::uint32_t> number) const {
  for (const engine::ComingWork& work : inquiry_.coming()) {
    const Opening& opening = work.action.opening;
    if (opening.policy != &policy || opening.step != step || work.action.line != line) continue;
    if (number && *number != opening.number) continue;
    if (subject_.action && !asks_for(work.action, *subject_.action)) continue;
    return &work;
  }
  return nullptr;
}

std::optional<Reason> Explainer::ahead(const engine::ComingWork* work) const {
  Reason reason;
  reason.kind = Reason::Kind::ahead;
  if (!work) {
    reason.text = fmt::format("if nothing more is recorded, it is not owed by {}; further was not looked",
                              to_string(date_of(inquiry_.end_of_view())));
    return reason;
  }
  reason.at = work->from;
  reason.text =
      fmt::format("if nothing more is recorded, it is owed from {} on, due {}", say(work->from), say(work->action.due));
  if (const auto& until = inquiry_.until(); until && *until <= date_of(work->from)) {
    reason.text += fmt::format(", as the policy reads before {}", to_string(*until));
  }
  if (work->opened != Happening::kNone) reason.because = causes_.chain(work->opened, inquiry_.happened());
  return reason;
}

void Explainer::explain_open(const StepInstance& instance, std::size_t index) {
  const model::Policy& policy = *inquiry_.state().episodes[instance.episode].policy;
  const Opening opening{&policy, instance.step, instance.number};
  Account told = account(policy, instance.step, index);
  told.id += fmt::format("#{}", instance.number);
  told.opening = opening;
  told.opens = instance.opened;
  if (const auto opened = inquiry_.trace().find(opening)) told.chain = causes_.chain(*opened);
  const auto same_line = [&](const engine::OwedAction& a) { return a.opening == opening && a.line == index; };
  const auto& actions = question_.assessment.actions;
  const auto owed = std::find_if(actions.begin(), actions.end(), same_line);
  const engine::Evaluator::Line line = inquiry_.line(instance, index);
  if (instance.settled >> index & 1) {
    told.standing = Standing::done;
    for (std::uint32_t i = 0; i < inquiry_.happened(); ++i) {
      const Happening& h = happening(i);
      const bool it = h.kind == Happening::Kind::line_settled && h.policy == &policy && h.step == instance.step &&
                      h.number == instance.number && h.line == index;
      if (!it) continue;
      for (Reason& reason : causes_.chain(i)) told.chain.push_back(std::move(reason));
    }
  } else if (owed != actions.end() && (!subject_.action || asks_for(*owed, *subject_.action))) {
    told.standing = owed->state == engine::DueState::overdue     ? Standing::overdue
                    : owed->state == engine::DueState::due_today ? Standing::due_today
                                                                 : Standing::open;
    told.allowed = owed->allowed;
    told.due = owed->due;
    told.days_late = owed->days_late;
    told.deadline = causes_.deadline(policy, instance.step, owed->basis, owed->due);
    told.deadline->because = obstacles_.other_lines(instance, owed->basis, owed->due);
  } else {
    const auto& blocked = question_.assessment.blocked;
    const auto block = std::find_if(blocked.begin(), blocked.end(),
                                    [&](const engine::BlockedStep& b) { return b.opening == opening; });
    told.standing = block != blocked.end() && line.owed == Truth::unknown ? Standing::blocked
                    : line.wanted == Truth::yes                           ? Standing::withheld
                                                                          : Standing::not_asked;
    if (block != blocked.end()) {
      told.due = block->due;
      told.deadline = causes_.deadline(policy, instance.step, block->basis, block->due);
      told.deadline->because = obstacles_.other_lines(instance, block->basis, block->due);
    }
    told.missing = obstacles_.of_line(instance, index, subject_.action);
    // Of a choice, the one that was asked about.
    const std::vector<model::EventId>& actions_of_line = policy.steps[instance.step].lines[index].actions;
    const auto asked = std::find(actions_of_line.begin(), actions_of_line.end(), subject_.action);
    if (asked != actions_of_line.end()) told.allowed = std::uint64_t{1} << (asked - actions_of_line.begin());
    const engine::ComingWork* work =
        find_work(policy, instance.step, static_cast<std::uint8_t>(index), instance.number);
    if (work) told.ahead = ahead(work);
  }
  const model::Step& step = policy.steps[instance.step];
  if (told.standing != Standing::done) told.beside = causes_.not_settling(step.lines[index], instance.opened);
  if (step.rule) {
    for (Reason& reason : causes_.held(policy, *step.rule, instance.opened)) told.beside.push_back(std::move(reason));
  }
  result_.accounts.push_back(std::move(told));
}

std::optional<std::uint32_t> Explainer::last_opening(model::StepId step) const {
  for (std::uint32_t i = inquiry_.happened(); i-- > 0;) {
    const Happening& h = happening(i);
    if (h.kind == Happening::Kind::episode_started) return std::nullopt;
    const bool it = h.kind == Happening::Kind::step_opened && h.policy == &inquiry_.policy() && h.step == step;
    if (it && (!subject_.number || *subject_.number == h.number)) return i;
  }
  return std::nullopt;
}

// How the latest opening ended.
void Explainer::set_ending(Account& told, std::uint32_t opened) {
  const Happening& opening = happening(opened);
  told.opening = Opening{opening.policy, opening.step, opening.number};
  told.id += fmt::format("#{}", opening.number);
  told.opens = opening.at;
  told.standing = Standing::skipped;
  std::optional<std::uint32_t> ended, settled;
  bool left = false;
  for (std::uint32_t i = opened + 1; i < inquiry_.happened(); ++i) {
    const Happening& h = happening(i);
    if (h.policy != opening.policy || h.step != opening.step || h.number != opening.number) continue;
    if (h.kind == Happening::Kind::line_settled && h.line == *told.line) settled = i;
    if (h.kind == Happening::Kind::step_left) left = true;
    if (h.kind == Happening::Kind::step_done || h.kind == Happening::Kind::step_skipped ||
        h.kind == Happening::Kind::step_left) {
      ended = i;
    }
  }
  told.chain = causes_.chain(opened);
  if (settled) {
    told.standing = Standing::done;
    for (Reason& reason : causes_.chain(*settled)) told.chain.push_back(std::move(reason));
    return;
  }
  if (ended) {
    std::vector<Reason> end = causes_.chain(*ended, opened + 1);
    if (!left) told.chain.pop_back();  // that it opened is told with its end
    for (Reason& reason : end) told.chain.push_back(std::move(reason));
  }
  if (left) told.standing = Standing::lapsed;
  const auto& actions = opening.policy->steps[opening.step].lines[*told.line].actions;
  for (const engine::WithheldAction& passed : question_.assessment.passed_over) {
    const bool here = std::find(actions.begin(), actions.end(), passed.action) != actions.end();
    if (passed.opening == *told.opening && here) told.standing = Standing::passed_over;
  }
}

// Of a step that is not open: what has become of it, what comes before it, and when it would be owed.
void Explainer::explain_closed(const model::Policy& policy, model::StepId step, std::uint8_t line,
                               std::optional<std::uint32_t> number) {
  Account told = account(policy, step, line);
  const engine::ComingWork* work = find_work(policy, step, line, number);
  const auto& upcoming = question_.assessment.upcoming;
  const bool comes = work && std::any_of(upcoming.begin(), upcoming.end(), [&](const engine::OwedAction& a) {
                       return a.opening == work->action.opening && a.line == line;
                     });
  if (comes) {
    told.standing = Standing::upcoming;
    told.opening = work->action.opening;
    told.id += fmt::format("#{}", work->action.opening.number);
    told.opens = work->action.opens;
    told.due = work->action.due;
    told.allowed = work->action.allowed;
    told.chain = causes_.chain(work->opened);
    told.deadline = causes_.deadline(policy, step, work->action.basis, work->action.due);
  } else if (const auto opened = inquiry_.episode() ? last_opening(step) : std::nullopt) {
    set_ending(told, *opened);
  } else if (number && !work) {
    return;  // it has no such opening
  }
  if (!inquiry_.in_episode()) {
    told.missing = obstacles_.without_episode();
  } else if (&policy == &inquiry_.policy()) {
    told.missing = obstacles_.before(step, line, subject_.action);
  }
  if (!comes) told.ahead = ahead(work);
  const bool over = told.opening && !comes && !work;
  if (over) {  // its chain tells how it ended, and nothing brings it back by time alone
    told.missing.clear();
    told.ahead.reset();
  }
  result_.accounts.push_back(std::move(told));
}

void Explainer::explain_step(model::StepId id) {
  const model::Step& step = inquiry_.policy().steps[id];
  bool open = false;
  for (const StepInstance& instance : inquiry_.state().instances) {
    const model::Policy& policy = *inquiry_.state().episodes[instance.episode].policy;
    if (instance.state != StepInstance::State::open || policy.steps[instance.step].name != step.name) continue;
    if (subject_.number && *subject_.number != instance.number) continue;
    const std::vector<model::DoLine>& lines = policy.steps[instance.step].lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (subject_.holds(policy.steps[instance.step], lines[i])) explain_open(instance, i);
    }
    open = open || is_present(instance);
  }
  if (open) return;
  for (std::size_t i = 0; i < step.lines.size(); ++i) {
    if (!subject_.holds(step, step.lines[i])) continue;
    explain_closed(inquiry_.policy(), id, static_cast<std::uint8_t>(i), subject_.number);
  }
}

void Explainer::explain_escalation() {
  const model::Policy& policy = inquiry_.policy();
  const auto is_it = [&](const model::Policy& of, model::RuleId rule) {
    return of.rules[rule].escalation && of.rules[rule].escalation->name == subject_.name;
  };
  for (const engine::FiredEscalation& fired : question_.assessment.escalations) {
    if (!is_it(*fired.policy, fired.rule)) continue;
    Account told;
    told.standing = Standing::fired;
    told.policy = fired.policy;
    told.id = subject_.name;
    told.escalation = fired.rule;
    told.opens = fired.at;
    if (fired.on_retracted) {
      Reason retracted;
      retracted.text = "it was raised on an entry that was retracted since, and its work is no longer due";
      told.beside.push_back(std::move(retracted));
    }
    for (std::uint32_t i = 0; i < inquiry_.happened(); ++i) {
      const Happening& h = happening(i);
      const bool it = h.kind == Happening::Kind::rule_fired && h.policy == fired.policy && h.rule == fired.rule;
      if (it && h.at == fired.at) told.chain = causes_.chain(i);
    }
    result_.accounts.push_back(std::move(told));
  }
  if (result_.accounts.empty()) {
    for (model::RuleId rule = 0; rule < policy.rules.size(); ++rule) {
      if (!is_it(policy, rule)) continue;
      Account told;
      told.standing = Standing::not_fired;
      told.policy = &policy;
      told.id = subject_.name;
      told.escalation = rule;
      const bool asked = inquiry_.in_episode() || (inquiry_.episode() && policy.rules[rule].after_closing);
      told.missing = asked ? obstacles_.before_firing(rule) : obstacles_.without_episode();
      Reason ahead;
      ahead.kind = Reason::Kind::ahead;
      ahead.text = fmt::format("if nothing more is recorded, it is not called for by {}; further was not looked",
                               to_string(date_of(inquiry_.end_of_view())));
      const auto& all = inquiry_.trace().happenings;
      for (std::uint32_t i = inquiry_.happened(); i < all.size() && !ahead.at; ++i) {
        if (all[i].kind != Happening::Kind::rule_fired || all[i].policy != &policy || all[i].rule != rule) continue;
        ahead.at = all[i].at;
        ahead.text = fmt::format("if nothing more is recorded, it is called for on {}", say(all[i].at));
        ahead.because = causes_.chain(i, inquiry_.happened());
      }
      told.ahead = std::move(ahead);
      result_.accounts.push_back(std::move(told));
    }
  }
  // Its work that is open now.
  for (const StepInstance& instance : inquiry_.state().instances) {
    const model::Policy& of = *inquiry_.state().episodes[instance.episode].policy;
    const auto& rule = of.steps[instance.step].rule;
    if (instance.state != StepInstance::State::open || !rule || !is_it(of, *rule)) continue;
    for (std::size_t i = 0; i < of.steps[instance.step].lines.size(); ++i) explain_open(instance, i);
  }
}

// What is owed, blocked or withheld, then what is upcoming.
void Explainer::explain_case() {
  for (const StepInstance& instance : inquiry_.state().instances) {
    if (instance.state != StepInstance::State::open) continue;
    const model::Policy& policy = *inquiry_.state().episodes[instance.episode].policy;
    for (std::size_t i = 0; i < policy.steps[instance.step].lines.size(); ++i) {
      if ((instance.settled >> i & 1) == 0) explain_open(instance, i);
    }
  }
  for (const engine::OwedAction& action : question_.assessment.upcoming) {
    explain_closed(*action.opening.policy, action.opening.step, action.line, action.opening.number);
  }
}

// What is to be done now comes first, and what is over last.
void Explainer::sort() {
  const auto rank = [](const Account& account) {
    switch (account.standing) {
      case Standing::open:
      case Standing::due_today:
      case Standing::overdue:
      case Standing::fired: return 0;
      case Standing::withheld:
      case Standing::blocked:
      case Standing::not_asked: return 1;
      case Standing::upcoming: return 2;
      case Standing::not_yet:
      case Standing::not_fired: return 3;
      default: return 4;
    }
  };
  std::stable_sort(result_.accounts.begin(), result_.accounts.end(),
                   [&](const Account& a, const Account& b) { return rank(a) < rank(b); });
}

Explanation Explainer::explain() {
  result_.asked = question_.about;
  result_.status = describe_status(question_.assessment);
  result_.because = obstacles_.without_episode();
  if (inquiry_.in_episode()) {
    for (std::uint32_t i = inquiry_.happened(); i-- > 0;) {
      if (happening(i).kind != Happening::Kind::stage_entered) continue;
      result_.because = causes_.chain(i);
      break;
    }
  }
  const std::vector<model::Step>& steps = inquiry_.policy().steps;
  switch (subject_.kind) {
    case Subject::Kind::whole_case: explain_case(); break;
    case Subject::Kind::escalation: explain_escalation(); break;
    default:
      for (model::StepId id = 0; id < steps.size(); ++id) {
        const bool asked = std::any_of(steps[id].lines.begin(), steps[id].lines.end(),
                                       [&](const model::DoLine& line) { return subject_.holds(steps[id], line); });
        if (asked) explain_step(id);
      }
  }
  sort();
  return std::move(result_);
}

}  // namespace

std::expected<Explanation, std::string> explain(const Question& question) {
  const auto subject = find_subject(question.family, question.about);
  if (!subject) return std::unexpected(subject.error());
  const auto inquiry = engine::Inquiry::open(question.family, question.record, question.now);
  if (!inquiry) return std::unexpected(inquiry.error().reason);
  Explanation explanation = Explainer(question, *subject, **inquiry).explain();
  if (subject->number && explanation.accounts.empty()) {
    return std::unexpected(
        fmt::format("there is no `{}`: the step has not opened that often in this episode", question.about));
  }
  return explanation;
}

}  // namespace engage::why
