#include "show/by_time.h"

#include <algorithm>

#include "model/parts.h"
#include "pace/flow.h"
#include "pace/sequence.h"
#include "pace/silence.h"
#include "pace/walk.h"

namespace engage::show {
namespace {

constexpr std::string_view kNoDay = "no day can be told";

class Follower {
 public:
  Follower(const model::Policy& policy, const model::Words& words) : policy_(policy), silence_(policy, words) {
    found_.stages.resize(policy.stages.size());
    found_.steps.resize(policy.steps.size());
    found_.outcomes.resize(policy.outcomes.size());
  }

  ByTime follow() {
    enter(0, std::string(kNoDay));
    return std::move(found_);
  }

 private:
  void enter(model::StageId stage, const std::string& how) {
    if (!found_.stages[stage].empty()) return;
    found_.stages[stage] = how;
    sequence(policy_.stages[stage].body, {}, stage, how == kNoDay ? how : "from then on");
    for (const model::Limit& limit : policy_.limits) {
      if (!limit.active[stage] || !pace::counts_from_start(limit)) continue;
      const std::string over =
          "once " + to_string(limit.duration) + (limit.duration.count == 1 ? " is over" : " are over");
      if (limit.go_to) enter(*limit.go_to, over);
      if (limit.finish) end(*limit.finish, over);
    }
    for (const model::Rule& rule : policy_.rules) {
      const bool when = rule.kind == model::Rule::Kind::when && rule.active[stage];
      if (when && asks_time_only(*rule.condition)) sequence(rule.body, {}, stage, "by time alone");
    }
  }

  void end(model::OutcomeId outcome, const std::string& how) {
    if (found_.outcomes[outcome].empty()) found_.outcomes[outcome] = how;
  }

  // False where it goes on only if something happens.
  bool sequence(model::Next from, model::Next until, model::StageId stage, const std::string& how) {
    bool goes_on = true;
    pace::for_each_statement(policy_, from, until, [&](const model::Statement& statement, model::StatementId id) {
      if (goes_on) goes_on = pass(statement, id, stage, how);
    });
    return goes_on;
  }

  bool pass(const model::Statement& statement, model::StatementId id, model::StageId stage, const std::string& how) {
    const auto& node = statement.node;
    if (const auto* open = std::get_if<model::OpenStep>(&node)) {
      const model::Step& step = policy_.steps[open->step];
      if (step.only_if && silence_.decide(*step.only_if, {}) == false) return true;
      if (found_.steps[open->step].empty()) found_.steps[open->step] = how;
      return !work_may_lead_away(step, stage);
    }
    if (const auto* wait = std::get_if<model::WaitFor>(&node)) return wait->at_most.has_value();
    if (const auto* until = std::get_if<model::WaitUntil>(&node)) {
      return until->at_most || asks_time_only(until->condition) || silence_.decide(until->condition, {}) == true;
    }
    if (const auto* repeat = std::get_if<model::Repeat>(&node)) {
      return sequence(repeat->body, {id, true}, stage, how) && (repeat->times || repeat->until);
    }
    if (const auto* branch = std::get_if<model::If>(&node)) {
      const std::optional<bool> so = silence_.decide(branch->condition, {});
      const bool then = so != false && sequence(branch->then, statement.next, stage, how);
      const bool otherwise = so != true && sequence(branch->otherwise, statement.next, stage, how);
      return then || otherwise;
    }
    if (const auto* go = std::get_if<model::GoTo>(&node)) enter(go->stage, how);
    if (const auto* finish = std::get_if<model::Finish>(&node)) end(finish->outcome, how);
    return true;
  }

  bool work_may_lead_away(const model::Step& step, model::StageId stage) const {
    return std::ranges::any_of(policy_.rules, [&](const model::Rule& rule) {
      if (rule.kind != model::Rule::Kind::on || !rule.active[stage]) return false;
      const pace::Exits exits = pace::exits_of(policy_, model::statements_from(policy_, rule.body));
      const bool meets = std::ranges::any_of(step.lines, [&](const model::DoLine& line) {
        return std::ranges::any_of(line.actions, [&](model::EventId action) { return rule.events.contains(action); });
      });
      return meets && (exits.finish || !exits.stages.empty());
    });
  }

  // Whether it becomes true by time whatever the facts are, if nothing happens.
  bool asks_time_only(model::ConditionId id) const {
    const auto& node = policy_.conditions[id].node;
    if (const auto* both = std::get_if<model::And>(&node)) {
      return asks_time_only(both->left) && asks_time_only(both->right);
    }
    if (const auto* either = std::get_if<model::Or>(&node)) {
      return asks_time_only(either->left) || asks_time_only(either->right);
    }
    if (const auto* none = std::get_if<model::NoneHappened>(&node)) {
      using Kind = model::Scope::Kind;
      if (none->scope.kind == Kind::last) return true;
      return none->scope.kind == Kind::within && is_known(none->scope.anchor);
    }
    if (const auto* elapsed = std::get_if<model::Elapsed>(&node)) return is_known(elapsed->anchor);
    return std::holds_alternative<model::StepOverdue>(node) || std::holds_alternative<model::Today>(node);
  }

  bool is_known(const model::Anchor& anchor) const {
    using Kind = model::Anchor::Kind;
    return anchor.kind == Kind::start || anchor.kind == Kind::stage_start ||
           (!anchor.events.empty() && anchor.events.includes(policy_.starts_on));
  }

  const model::Policy& policy_;
  pace::Silence silence_;
  ByTime found_;
};

}  // namespace

ByTime by_time(const model::Policy& policy, const model::Words& words) { return Follower(policy, words).follow(); }

}  // namespace engage::show
