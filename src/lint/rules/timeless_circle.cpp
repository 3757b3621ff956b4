#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lint/asked.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

// In one policy; beyond it nothing is told.
constexpr int kMostLooks = 2000;
constexpr int kMostVisits = 200'000;     // statements come by on the way from one stage to another, again and again
constexpr std::size_t kMostGivens = 64;  // conditions on one way: of more, nothing can be said

// How a case gets from one stage to another at one instant, and what has to be so for it.
struct Way {
  model::StageId to = 0;
  std::vector<Given> given;
  Span span;
  std::optional<model::RuleId> rule;  // by which it goes; none: the stage's sequence, or a limit
};

// The ways that take no time, of one policy.
class Ways {
 public:
  explicit Ways(const model::Policy& policy) : policy_(policy) {
    for (const model::Rule& rule : policy.rules) {
      const pace::Exits out = pace::exits_of(policy, model::statements_from(policy, rule.body));
      leads_out_.push_back(out.finish || !out.stages.empty());
    }
  }

  // By what comes from `at` on before anything waits.
  void follow(model::Next at, std::vector<Given> given, std::optional<model::RuleId> rule,
              std::vector<Way>& ways) const {
    if (at.statement == model::kEnd || ways.size() > static_cast<std::size_t>(kMostLooks)) return;
    if (given.size() > kMostGivens || ++visits_ > kMostVisits) return;
    const model::Statement& statement = policy_.statements[at.statement];
    auto knowing = [&](std::optional<model::ConditionId> condition, bool is_true) {
      std::vector<Given> more = given;
      if (condition) more.push_back({*condition, is_true});
      return more;
    };
    if (const auto* go = std::get_if<model::GoTo>(&statement.node)) {
      ways.push_back({go->stage, std::move(given), statement.span, rule});
    } else if (const auto* branch = std::get_if<model::If>(&statement.node)) {
      follow(branch->then, knowing(branch->condition, true), rule, ways);
      follow(branch->otherwise, knowing(branch->condition, false), rule, ways);
    } else if (const auto* repeat = std::get_if<model::Repeat>(&statement.node); repeat && !at.round_ended) {
      follow(repeat->body, knowing(repeat->until, false), rule, ways);
      if (repeat->until) follow(statement.next, knowing(repeat->until, true), rule, ways);
    }
  }

  // On from a statement at which a sequence has waited.
  void follow_wait(model::StatementId id, std::vector<Way>& ways) const {
    const model::Statement& statement = policy_.statements[id];
    if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
      follow({id, false}, {}, {}, ways);
      if (repeat->times) follow(statement.next, {}, {}, ways);
    } else if (const auto* hold = std::get_if<model::WaitUntil>(&statement.node); hold && !hold->at_most) {
      follow(statement.next, {{hold->condition, true}}, {}, ways);
    } else if (!std::holds_alternative<model::If>(statement.node)) {
      follow(statement.next, {}, {}, ways);
    }
  }

  // Out of a stage at the instant at which it is entered: its sequence, a limit that had run out before
  // the stage began, rules that find their condition true.
  std::vector<Way> on_entry(model::StageId stage) const {
    std::vector<Way> ways;
    follow(policy_.stages[stage].body, {}, {}, ways);
    for (const model::LimitId id : policy_.stages[stage].limits) {
      const model::Limit& limit = policy_.limits[id];
      const bool before = limit.since && limit.since->kind != model::Anchor::Kind::stage_start;
      if (before && limit.go_to) ways.push_back({*limit.go_to, {}, limit.span, {}});
    }
    for (std::size_t i = 0; i < policy_.rules.size(); ++i) {
      const model::Rule& rule = policy_.rules[i];
      if (rule.kind != model::Rule::Kind::when || !rule.active[stage]) continue;
      follow(rule.body, {{*rule.condition, true}}, static_cast<model::RuleId>(i), ways);
    }
    for (Way& way : ways) rule_out_others(stage, way);
    std::erase_if(ways, [](const Way& way) { return way.given.size() > kMostGivens; });
    return ways;
  }

  // Into a stage after time has passed, or at an event.
  std::vector<Way> fresh() const {
    const pace::Flow flow(policy_);
    std::vector<Way> ways;
    Way first{0, {}, policy_.stages.front().span, {}};
    for (const auto& condition : {policy_.applies_when, policy_.starts_when}) {
      if (condition) first.given.push_back({*condition, true});
    }
    ways.push_back(std::move(first));
    auto after_waits = [&](model::Next body) {
      for (const model::StatementId id : model::statements_from(policy_, body)) {
        if (!std::holds_alternative<model::GoTo>(policy_.statements[id].node)) follow_wait(id, ways);
      }
    };
    for (std::size_t i = 0; i < policy_.stages.size(); ++i) {
      if (flow.reached(static_cast<model::StageId>(i))) after_waits(policy_.stages[i].body);
    }
    for (std::size_t i = 0; i < policy_.rules.size(); ++i) {
      const model::Rule& rule = policy_.rules[i];
      if (!counts(flow, rule.active)) continue;
      std::vector<Given> given;
      if (rule.condition) given.push_back({*rule.condition, true});
      follow(rule.body, std::move(given), static_cast<model::RuleId>(i), ways);
      after_waits(rule.body);
    }
    for (const model::Limit& limit : policy_.limits) {
      if (limit.go_to && counts(flow, limit.active)) ways.push_back({*limit.go_to, {}, limit.span, {}});
    }
    return ways;
  }

 private:
  static bool counts(const pace::Flow& flow, const std::vector<bool>& active) {
    for (std::size_t i = 0; i < active.size(); ++i) {
      if (active[i] && flow.reached(static_cast<model::StageId>(i))) return true;
    }
    return false;
  }

  // Another rule that leads out must not come first.
  void rule_out_others(model::StageId stage, Way& way) const {
    for (std::size_t i = 0; i < policy_.rules.size() && way.given.size() <= kMostGivens; ++i) {
      const model::Rule& rule = policy_.rules[i];
      if (rule.kind != model::Rule::Kind::when || !rule.active[stage] || way.rule == i) continue;
      if (leads_out_[i]) way.given.push_back({*rule.condition, false});
    }
  }

  const model::Policy& policy_;
  std::vector<bool> leads_out_;  // by RuleId: out of the stage
  mutable int visits_ = 0;
};

class Search {
 public:
  Search(const model::Policy& policy, const model::Words& words, Diagnostics& diagnostics)
      : policy_(policy), words_(words), diagnostics_(diagnostics) {
    const Ways ways(policy);
    for (std::size_t i = 0; i < policy.stages.size(); ++i) {
      ways_.push_back(ways.on_entry(static_cast<model::StageId>(i)));
    }
    for (const Way& entry : ways.fresh()) {
      path_ = {&entry};
      go_on(entry.given);
    }
  }

 private:
  bool possible(const std::vector<Given>& given) const {
    std::vector<model::ConditionId> asked;
    for (const Given& one : given) asked.push_back(one.condition);
    Answers answers(policy_, words_, asked, Asking::on_entry);
    if (answers.too_many()) return false;
    do {
      if (answers.agrees(given)) return true;
    } while (answers.next());
    return false;
  }

  void go_on(const std::vector<Given>& given) {
    if (++looks_ > kMostLooks || !possible(given)) return;
    for (const Way& way : ways_[path_.back()->to]) {
      std::vector<Given> more = given;
      more.insert(more.end(), way.given.begin(), way.given.end());
      const auto been = std::find_if(path_.begin(), path_.end(), [&](const Way* other) { return other->to == way.to; });
      const auto begin = been - path_.begin() + 1;
      const bool round = been != path_.end();
      path_.push_back(&way);
      if (!round) {
        go_on(more);
      } else if (possible(more)) {
        const std::vector<const Way*> circle(path_.begin() + begin, path_.end());
        if (certain(circle)) tell(circle);
      }
      path_.pop_back();
    }
  }

  // Facts can be as a circle needs them. Of what else it asks, one rule's question may be true by itself;
  // two may not be true together.
  bool certain(const std::vector<const Way*>& circle) const {
    int other_questions = 0;
    for (std::size_t i = 0; i < circle.size(); ++i) {
      const Way& way = *circle[i];
      const model::StageId from = circle[i == 0 ? circle.size() - 1 : i - 1]->to;
      if (way.rule) {
        const model::Rule& rule = policy_.rules[*way.rule];
        const model::StageId before = circle[(i + circle.size() - 2) % circle.size()]->to;
        const bool anew = rule.stage == from || !rule.active[before];
        if (!anew) return false;
        if (!asks_facts(*rule.condition)) ++other_questions;
      }
      for (const Given& given : way.given) {
        const bool of_rule = way.rule && given.condition == *policy_.rules[*way.rule].condition;
        const bool kept_quiet = !given.is_true && is_of_rule(given.condition);
        if (of_rule || kept_quiet || asks_facts(given.condition)) continue;
        if (possible({{given.condition, !given.is_true}})) return false;
      }
    }
    return other_questions <= 1;
  }

  bool is_of_rule(model::ConditionId condition) const {
    return std::any_of(policy_.rules.begin(), policy_.rules.end(),
                       [&](const model::Rule& rule) { return rule.condition == condition; });
  }

  bool asks_facts(model::ConditionId root) const { return asks_facts_only(policy_, root); }

  void tell(std::vector<const Way*> circle) {
    std::set<model::StageId> stages;
    for (const Way* way : circle) stages.insert(way->to);
    if (!told_.insert(stages).second) return;
    std::string names;
    for (const model::StageId stage : stages) names += fmt::format("`{}`, ", policy_.stages[stage].name);
    std::sort(circle.begin(), circle.end(), [](const Way* a, const Way* b) { return a->span < b->span; });
    Diagnostic& found =
        diagnostics_.add(Code::L107, circle.back()->span,
                         fmt::format("no time passes on the way round: {}and again from the start", names));
    circle.pop_back();
    for (const Way* way : circle) found.labels.push_back({way->span, "part of the way round"});
    found.help = "let a step or a wait stand on the way, or lead somewhere else";
    found.note = "a case that gets here is undecided: nobody is told anything about it any more";
  }

  const model::Policy& policy_;
  const model::Words& words_;
  Diagnostics& diagnostics_;
  std::vector<std::vector<Way>> ways_;  // by StageId
  std::vector<const Way*> path_;
  std::set<std::set<model::StageId>> told_;
  int looks_ = 0;
};

}  // namespace

// Told only where some record certainly leads round: conditions on the way ask for facts, save that of one
// `when` rule, and they can be true together with what leads there.
void timeless_circle(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input,
                  [&](const model::Policy& policy, const model::Words& words) { Search(policy, words, diagnostics); });
}

}  // namespace engage::lint
