#include "scenarios/coverage.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

namespace engage::scenarios {
namespace {

using engine::PolicyCoverage;

struct Item {
  Span span;
  std::string missed;  // what is to be said where it was not reached
  bool reached = false;
  bool follows = false;
};

// The items of one version, each told what it has reached.
class Items {
 public:
  Items(const model::Policy& policy, const PolicyCoverage& reached) : policy_(policy), reached_(reached) {}

  std::vector<Item> list();

 private:
  void add(Span span, bool reached, std::string missed, bool follows = false) {
    items_.push_back({span, std::move(missed), reached, follows});
  }
  void add_condition(std::optional<model::ConditionId> id, std::string_view place, bool follows = false);
  void add_step(model::StepId id);
  void add_statement(model::StatementId id);

  const model::Policy& policy_;
  const PolicyCoverage& reached_;
  std::vector<Item> items_;
};

void Items::add_condition(std::optional<model::ConditionId> id, std::string_view place, bool follows) {
  if (!id) return;
  const model::Condition& condition = policy_.conditions[*id];
  const std::uint8_t seen = reached_.conditions[*id];
  add(condition.span, (seen & PolicyCoverage::kTrue) != 0, fmt::format("`{} {}` was never true", place, condition.text),
      follows);
  add(condition.span, (seen & PolicyCoverage::kNotTrue) != 0,
      fmt::format("`{} {}` was always true when asked", place, condition.text), follows || seen == 0);
}

void Items::add_step(model::StepId id) {
  const model::Step& step = policy_.steps[id];
  const bool closed = reached_.steps_opened[id] == 0;
  add(step.span, !closed, fmt::format("the step `{}` was never opened", step.name));
  add_condition(step.only_if, "only if", closed);
  for (std::size_t i = 0; i < step.lines.size(); ++i) {
    const model::DoLine& line = step.lines[i];
    add(line.span, (reached_.lines_settled[id] >> i & 1) != 0, fmt::format("`{}` was never done", line.id), closed);
    add_condition(line.condition, "if", closed);
    for (const model::EventId action : line.actions) add_condition(policy_.guards[action], "allowed if", closed);
  }
}

void Items::add_statement(model::StatementId id) {
  const model::Statement& statement = policy_.statements[id];
  if (const auto* branch = std::get_if<model::If>(&statement.node)) {
    const std::string& text = policy_.conditions[branch->condition].text;
    const std::uint8_t seen = reached_.branches[id];
    add(statement.span, (seen & PolicyCoverage::kTrue) != 0, fmt::format("the branch `if {}` was never taken", text));
    add(statement.span, (seen & PolicyCoverage::kNotTrue) != 0,
        fmt::format("the other branch of `if {}` was never taken", text), seen == 0);
  } else if (const auto* hold = std::get_if<model::WaitUntil>(&statement.node)) {
    add_condition(hold->condition, "wait until");
  } else if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
    add_condition(repeat->until, "until");
  }
}

std::vector<Item> Items::list() {
  add_condition(policy_.applies_when, "applies when");
  add_condition(policy_.starts_when, "when");
  for (model::StepId id = 0; id < policy_.steps.size(); ++id) add_step(id);
  for (model::StatementId id = 0; id < policy_.statements.size(); ++id) add_statement(id);
  for (model::RuleId id = 0; id < policy_.rules.size(); ++id) {
    const model::Rule& rule = policy_.rules[id];
    const bool fired = reached_.rules_fired[id] != 0;
    add(rule.span, fired,
        rule.escalation ? fmt::format("the escalation `{}` was never called for", rule.escalation->name)
                        : "this rule never fired");
    add_condition(rule.condition, rule.kind == model::Rule::Kind::when ? "when" : "if", !fired);
  }
  for (model::LimitId id = 0; id < policy_.limits.size(); ++id) {
    add(policy_.limits[id].span, reached_.limits_run_out[id] != 0, "this limit never ran out");
  }
  return std::move(items_);
}

}  // namespace

CoverageReport coverage_of(const model::Program& program, const ScenarioRunner& runner) {
  using Place = std::pair<Span, std::string>;
  struct Known {
    bool reached = false;
    bool follows = true;
  };
  std::map<Place, Known> places;
  CoverageReport report;
  std::vector<std::vector<Place>> of_policies;
  for (std::size_t f = 0; f < program.families.size(); ++f) {
    const model::Family& family = program.families[f];
    for (std::size_t v = 0; v < family.versions.size(); ++v) {
      const model::Policy& policy = family.versions[v];
      const PolicyCoverage* tried = runner.coverage(f, v);
      if (!tried && !family.named) continue;
      const PolicyCoverage nothing(policy);
      std::vector<Item> items = Items(policy, tried ? *tried : nothing).list();
      std::vector<Place>& own = of_policies.emplace_back();
      std::set<Place> seen;
      for (Item& item : items) {
        Place place{item.span, std::move(item.missed)};
        Known& known = places[place];
        known.reached = known.reached || item.reached;
        known.follows = known.follows && (item.follows || !tried);
        if (seen.insert(place).second) own.push_back(std::move(place));
      }
      report.policies.push_back({&policy, 0, 0, tried != nullptr});
    }
  }
  for (std::size_t i = 0; i < of_policies.size(); ++i) {
    CoverageTotal& total = report.policies[i];
    total.all = of_policies[i].size();
    for (const Place& place : of_policies[i]) total.reached += places[place].reached ? 1u : 0u;
  }
  for (const auto& [place, known] : places) {
    ++report.total.all;
    report.total.reached += known.reached ? 1u : 0u;
    if (!known.reached) report.missed.push_back({place.first, place.second, known.follows});
  }
  return report;
}

}  // namespace engage::scenarios
