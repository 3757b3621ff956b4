#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "lint/answers.h"
#include "lint/outreach.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

// How a case gets through a stage with all its attempts withheld.
struct Passage {
  std::vector<model::StepId> withheld;  // steps that are asked for, and withheld as a whole
  std::map<model::FactId, model::Value> because;
};

// One stage, for a case in which nothing is recorded but facts.
class Stage {
 public:
  Stage(const model::Policy& policy, const model::Words& words, model::StageId id)
      : policy_(policy), words_(words), id_(id) {
    collect();
    assume_entered();
    decidable_ = assume_silence();
  }

  // That with the fewest facts; nothing where there is none, or where more than facts decide.
  std::optional<Passage> find_passage() const {
    std::optional<Passage> best;
    if (!leaves_ || !decidable_ || works_beside()) return best;
    Answers answers(policy_, words_, roots_, Asking::on_entry);
    if (answers.too_many()) return best;
    do {
      if (!answers.agrees(assumed_)) continue;
      const auto passage = walk(answers);
      if (passage && (!best || passage->because.size() < best->because.size())) best = passage;
    } while (answers.next());
    return best;
  }

 private:
  const model::Step& step_at(const model::OpenStep& open) const { return policy_.steps[open.step]; }

  // All that may be come to before work that is owed whatever the case.
  void collect() {
    std::vector<bool> seen(policy_.statements.size());
    std::vector<model::StatementId> open{policy_.stages[id_].body.statement};
    auto ask = [&](std::optional<model::ConditionId> condition) {
      if (condition) roots_.push_back(*condition);
    };
    while (!open.empty()) {
      const model::StatementId id = open.back();
      open.pop_back();
      if (id == model::kEnd) {
        leaves_ = leaves_ || is_limited();
        continue;
      }
      if (seen[id]) continue;
      seen[id] = true;
      const model::Statement& statement = policy_.statements[id];
      const auto& node = statement.node;
      if (const auto* step = std::get_if<model::OpenStep>(&node)) {
        if (is_certain(step_at(*step))) continue;
        ask(step_at(*step).only_if);
        for (const model::DoLine& line : step_at(*step).lines) {
          ask(line.condition);
          for (const model::EventId action : line.actions) ask(policy_.guards[action]);
        }
      } else if (const auto* branch = std::get_if<model::If>(&node)) {
        ask(branch->condition);
        open.push_back(branch->then.statement);
        open.push_back(branch->otherwise.statement);
        continue;
      } else if (const auto* hold = std::get_if<model::WaitUntil>(&node)) {
        ask(hold->condition);
        leaves_ = leaves_ || is_limited();
      } else if (const auto* rounds = std::get_if<model::Repeat>(&node)) {
        ask(rounds->until);
        open.push_back(rounds->body.statement);
        leaves_ = leaves_ || is_limited();
      } else if (std::holds_alternative<model::WaitFor>(node)) {
        leaves_ = leaves_ || is_limited();
      } else if (const auto* go = std::get_if<model::GoTo>(&node)) {
        leaves_ = leaves_ || go->stage != id_;
        continue;
      } else if (std::holds_alternative<model::Finish>(node)) {
        leaves_ = true;
        continue;
      }
      open.push_back(statement.next.statement);
    }
  }

  // Paperwork does not reach anybody. In later stages it does count: work on the file is what they are for.
  bool counts(model::EventId action) const { return id_ != 0 || !is_paperwork(words_.events[action]); }

  bool is_certain(const model::Step& step) const {
    return !step.only_if && std::any_of(step.lines.begin(), step.lines.end(), [&](const model::DoLine& line) {
      return !line.condition && std::any_of(line.actions.begin(), line.actions.end(), [&](model::EventId action) {
        return counts(action) && !policy_.guards[action];
      });
    });
  }

  bool is_limited() const {
    return std::any_of(policy_.limits.begin(), policy_.limits.end(),
                       [&](const model::Limit& limit) { return limit.active[id_] && limit.go_to != id_; });
  }

  // Rules that fire by themselves may do the work in place of the stage.
  bool works_beside() const {
    return std::any_of(policy_.rules.begin(), policy_.rules.end(), [&](const model::Rule& rule) {
      return rule.kind == model::Rule::Kind::when && rule.active[id_] && !rule.escalation;
    });
  }

  // The policy is for the case, as far as that is asked of the same facts.
  void assume_entered() {
    std::set<model::FactId> facts;
    for (const model::ConditionId part : all_parts(policy_, roots_)) {
      if (const auto fact = fact_of(policy_.conditions[part])) facts.insert(*fact);
    }
    for (const auto& condition : {policy_.applies_when, policy_.starts_when}) {
      if (!condition) continue;
      const auto parts = all_parts(policy_, {*condition});
      const bool shared = std::any_of(parts.begin(), parts.end(), [&](model::ConditionId part) {
        const auto fact = fact_of(policy_.conditions[part]);
        return fact && facts.contains(*fact);
      });
      if (!shared) continue;
      roots_.push_back(*condition);
      assumed_.push_back({*condition, true});
    }
  }

  // Nothing has happened but the starting event. False where steps or time decide.
  bool assume_silence() {
    for (const model::ConditionId part : all_parts(policy_, roots_)) {
      const model::Condition& condition = policy_.conditions[part];
      const auto* happened = std::get_if<model::Happened>(&condition.node);
      const auto* none = std::get_if<model::NoneHappened>(&condition.node);
      if (happened) {
        if (!happened->events.meets(policy_.starts_on)) assumed_.push_back({part, false});
      } else if (none) {
        using Kind = model::Scope::Kind;
        if (none->scope.kind != Kind::episode && none->scope.kind != Kind::stage) return false;
        if (!none->events.meets(policy_.starts_on)) assumed_.push_back({part, true});
      } else if (parts_of(condition).empty() && !fact_of(condition)) {
        return false;
      }
    }
    return true;
  }

  std::optional<Passage> walk(const Answers& answers) const {
    Passage passage;
    std::vector<bool> seen(policy_.statements.size());
    model::Next at = policy_.stages[id_].body;
    auto is_true = [&](model::ConditionId condition) {
      add_grounds(answers, condition, passage);
      return answers.of(condition) == Truth::yes;
    };
    for (;;) {
      if (at.statement == model::kEnd || (seen[at.statement] && !at.round_ended)) break;
      seen[at.statement] = true;
      const model::Statement& statement = policy_.statements[at.statement];
      const auto& node = statement.node;
      const bool leaves = std::holds_alternative<model::GoTo>(node) || std::holds_alternative<model::Finish>(node);
      if (leaves) return ending(passage);
      if (const auto* step = std::get_if<model::OpenStep>(&node)) {
        if (!pass(answers, step->step, passage)) return std::nullopt;
      } else if (const auto* branch = std::get_if<model::If>(&node)) {
        at = is_true(branch->condition) ? branch->then : branch->otherwise;
        continue;
      } else if (const auto* hold = std::get_if<model::WaitFor>(&node)) {
        if (!hold->at_most) break;
      } else if (const auto* until = std::get_if<model::WaitUntil>(&node)) {
        if (!until->at_most && !is_true(until->condition)) break;
      } else if (const auto* rounds = std::get_if<model::Repeat>(&node)) {
        const bool over = rounds->until && is_true(*rounds->until);
        if (!over && !at.round_ended) {
          at = rounds->body;
          continue;
        }
        if (!over && !rounds->times) break;
      }
      at = statement.next;
    }
    return is_limited() ? ending(passage) : std::nullopt;
  }

  static std::optional<Passage> ending(const Passage& passage) {
    return passage.withheld.empty() ? std::nullopt : std::optional(passage);
  }

  // Whether the step asks nothing of anybody, and is not held up either.
  bool pass(const Answers& answers, model::StepId id, Passage& passage) const {
    const model::Step& step = policy_.steps[id];
    if (is_certain(step)) return false;  // what else it asks was not collected
    auto truth = [&](std::optional<model::ConditionId> condition) {
      return condition ? answers.of(*condition) : Truth::yes;
    };
    if (truth(step.only_if) == Truth::no) {
      add_grounds(answers, *step.only_if, passage);
      return true;
    }
    bool withheld = false;
    for (const model::DoLine& line : step.lines) {
      if (truth(line.condition) == Truth::no) {
        add_grounds(answers, *line.condition, passage);
        continue;
      }
      for (const model::EventId action : line.actions) {
        if (!counts(action)) continue;
        if (truth(policy_.guards[action]) != Truth::no) return false;
        add_grounds(answers, *policy_.guards[action], passage);
        withheld = withheld || (truth(step.only_if) == Truth::yes && truth(line.condition) == Truth::yes);
      }
    }
    if (withheld) passage.withheld.push_back(id);
    return true;
  }

  // The facts that make a condition answer what it does.
  void add_grounds(const Answers& answers, model::ConditionId id, Passage& passage) const {
    const model::Condition& condition = policy_.conditions[id];
    if (const auto fact = fact_of(condition)) passage.because.emplace(*fact, answers.value(*fact));
    const auto parts = parts_of(condition);
    const bool both =
        std::holds_alternative<model::And>(condition.node) ? answers.of(id) == Truth::yes : answers.of(id) == Truth::no;
    for (const model::ConditionId part : parts) {
      const bool decides = parts.size() == 1 || answers.of(part) == answers.of(id);
      if (decides) add_grounds(answers, part, passage);
      if (decides && !both) return;
    }
  }

  const model::Policy& policy_;
  const model::Words& words_;
  const model::StageId id_;
  std::vector<model::ConditionId> roots_;
  std::vector<Given> assumed_;
  bool leaves_ = false;  // some way leads out before work that is certain
  bool decidable_ = false;
};

std::string listed(const std::map<model::FactId, model::Value>& because, const model::Words& words) {
  std::string text;
  std::size_t left = because.size();
  for (const auto& [id, value] : because) {
    const model::Fact& fact = words.facts[id];
    const bool other = value.kind == model::Value::Kind::text && value.text == kOtherText;
    text += fmt::format("`{}` is {}", fact.name, other ? "something else" : model::to_string(fact, value));
    --left;
    text += left == 0 ? "" : left == 1 ? " and " : ", ";
  }
  return text;
}

}  // namespace

// A step that its own `only if` or a line that its own `if` takes away is skipped on purpose; so there has
// to be one that its guards take away. A stage is looked at as a whole: what another step of it asks for
// keeps the case from passing unseen.
void withheld_outreach(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    const pace::Flow flow(policy);
    const Drift drift(policy);
    for (model::StageId id = 0; id < policy.stages.size(); ++id) {
      if (!flow.reached(id) || (id != 0 && !drift.leads(0, id))) continue;
      const auto passage = Stage(policy, words, id).find_passage();
      if (!passage) continue;
      Diagnostic& found = diagnostics.add(Code::L401, policy.stages[id].span,
                                          fmt::format("a case passes `{}` with every attempt withheld when {}",
                                                      policy.stages[id].name, listed(passage->because, words)));
      for (const model::StepId step : passage->withheld) {
        found.labels.push_back({policy.steps[step].span, "all of this is withheld"});
      }
      found.help = "add a way that is open to everybody, or lead such a case to somebody who decides";
    }
  });
}

}  // namespace engage::lint
