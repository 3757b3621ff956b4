#include "model/check_scenarios.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/check_scenario_names.h"
#include "model/check_words.h"
#include "text/bounds.h"
#include "text/near.h"

namespace engage::model {
namespace {

// Checks one scenario.
class ScenarioChecker {
 public:
  ScenarioChecker(const InputFile& file, const Surroundings& around, Program& program, Diagnostics& diagnostics)
      : file_(file), around_(around), program_(program), diagnostics_(diagnostics) {}

  void check(const syntax::Statement& statement, const syntax::ScenarioDecl& written);

 private:
  bool find_policy(const syntax::ScenarioDecl& written);
  bool within_bounds(const syntax::Statement& scenario);
  void in_order(const syntax::Moment& at);
  void read_facts(const syntax::Statement& facts);
  Instant time_of(const syntax::Moment& written) const;
  void read_happens(const syntax::Happens& happens);
  void read_check(const syntax::Check& written, Span span);
  std::optional<GivenFact> given(const syntax::FactSet& written);
  void resolve_subject(const syntax::Check& written, Check& check);
  void resolve_action(const syntax::EventUse& use, Check& check);

  const InputFile& file_;
  const Surroundings& around_;
  Program& program_;
  Diagnostics& diagnostics_;
  Scenario scenario_;
  std::optional<syntax::Moment> last_;        // of the line before
  std::optional<syntax::Moment> last_timed_;  // of the last line of that date that has a time
  std::set<FactId> facts_given_;
  std::optional<ScenarioNames> names_;  // of the policy that it tries
};

static_assert(static_cast<int>(Check::Kind::next_change) == static_cast<int>(syntax::Check::Kind::next_change),
              "both list the same checks in the same order");

Moment moment_of(const syntax::Moment& written) { return {written.date, written.minute}; }

bool ScenarioChecker::find_policy(const syntax::ScenarioDecl& written) {
  const std::string& name = written.policy.text;
  const bool seen = around_.policies.contains(name);
  auto family = std::find_if(program_.families.begin(), program_.families.end(),
                             [&](const Family& candidate) { return candidate.name == name; });
  if (!seen) {
    if (around_.damaged.contains(name)) return false;
    const bool elsewhere = family != program_.families.end();
    Diagnostic& d =
        diagnostics_.add(Code::E230, written.policy.span,
                         fmt::format("{} policy called `{}`", elsewhere ? "this file sees no" : "no", name));
    if (elsewhere) {
      d.help = "say that it uses the file of the policy: `use \"…\"`";
      d.labels.push_back({family->versions.front().span, "it is declared here"});
    } else {
      d.help = did_you_mean(diagnostics_, name,
                            std::vector<std::string_view>(around_.policies.begin(), around_.policies.end()));
    }
    return false;
  }
  if (family == program_.families.end()) return false;  // its own faults have been reported
  scenario_.family = static_cast<std::size_t>(family - program_.families.begin());
  const std::vector<Policy>& versions = family->versions;
  auto version = std::max_element(versions.begin(), versions.end(),
                                  [](const Policy& a, const Policy& b) { return a.version < b.version; });
  if (written.version) {
    version =
        std::find_if(versions.begin(), versions.end(), [&](const Policy& p) { return p.version == *written.version; });
  }
  if (version == versions.end()) {
    std::vector<int> numbers;
    for (const Policy& policy : versions) numbers.push_back(policy.version);
    std::sort(numbers.begin(), numbers.end());
    diagnostics_.add(Code::E231, written.policy.span, fmt::format("`{}` has no version {}", name, *written.version))
        .help =
        fmt::format("there {} {}", numbers.size() == 1 ? "is version" : "are versions", fmt::join(numbers, ", "));
    return false;
  }
  scenario_.version = static_cast<std::size_t>(version - versions.begin());
  names_.emplace(*family, written.version ? &*version : nullptr, around_, diagnostics_);
  return true;
}

bool ScenarioChecker::within_bounds(const syntax::Statement& scenario) {
  std::size_t lines = 0;
  for (const syntax::Statement& line : scenario.block) {
    const auto* happens = std::get_if<syntax::Happens>(&line.node);
    lines += happens ? happens->items.size() : 1 + line.block.size();
    if (lines <= kMostScenarioLines) continue;
    diagnostics_
        .add(Code::E225, line.span,
             fmt::format("this scenario has more than {} facts, events and checks", with_thousands(kMostScenarioLines)))
        .help = "try one thing in each scenario";
    return false;
  }
  return true;
}

void ScenarioChecker::check(const syntax::Statement& statement, const syntax::ScenarioDecl& written) {
  scenario_.title = written.title.value;
  scenario_.todo = written.todo;
  scenario_.named = file_.named;
  scenario_.span = statement.span;
  if (!find_policy(written) || !within_bounds(statement)) return;
  bool may_check = false;  // some line is a check, or was meant to be one
  for (const syntax::Statement& line : statement.block) {
    if (std::holds_alternative<syntax::Facts>(line.node)) {
      read_facts(line);
    } else if (const auto* happens = std::get_if<syntax::Happens>(&line.node)) {
      read_happens(*happens);
    } else if (const auto* check = std::get_if<syntax::Check>(&line.node)) {
      may_check = true;
      read_check(*check, line.span);
    } else {
      may_check = true;
    }
  }
  if (!may_check && !statement.block.empty()) {
    diagnostics_.add(Code::E232, statement.span, "this scenario checks nothing").help =
        "say what should be so on which day: `check 2026-01-09 nothing is due`";
  }
  program_.scenarios.push_back(std::move(scenario_));
}

// Lines stand in order of date, and of time where both have one. Each is held against the one before
// it, so that one wrong date is told once.
void ScenarioChecker::in_order(const syntax::Moment& at) {
  const syntax::Moment* later = nullptr;
  if (last_ && at.date < last_->date) later = &*last_;
  if (last_ && at.date != last_->date) last_timed_.reset();
  if (at.minute && last_timed_ && *at.minute < *last_timed_->minute) later = &*last_timed_;
  if (later) {
    Diagnostic& d = diagnostics_.add(Code::E233, at.span, "this line is earlier than one above it");
    d.labels.push_back({later->span, "this comes later"});
    d.help = "the lines of a scenario stand in the order in which things happen";
  }
  last_ = at;
  if (at.minute) last_timed_ = at;
}

void ScenarioChecker::read_facts(const syntax::Statement& facts) {
  if (last_) {
    diagnostics_.add(Code::E235, facts.span, "`facts` stands below lines that have a date").help =
        "facts hold from the beginning and stand first; a later change is `on 2026-01-07 set FACT is VALUE`";
  }
  for (const syntax::Statement& line : facts.block) {
    const auto* written = std::get_if<syntax::FactSet>(&line.node);
    if (!written) continue;
    const std::optional<GivenFact> fact = given(*written);
    if (!fact) continue;
    if (!facts_given_.insert(fact->fact).second) {
      diagnostics_.add(Code::E236, written->fact.span, fmt::format("`{}` is given twice", written->fact.text)).help =
          "a later change is `on 2026-01-07 set FACT is VALUE`";
    }
    scenario_.facts.push_back(*fact);
  }
}

// An event without a time takes the time of the nearest one listed before it on the same date that is done and not
// retracted, or 00:00.
Instant ScenarioChecker::time_of(const syntax::Moment& written) const {
  const auto& listed = scenario_.entries;
  for (auto entry = listed.rbegin(); !written.minute && entry != listed.rend(); ++entry) {
    if (date_of(entry->at) != written.date) break;
    if (entry->done && !entry->retracted) return entry->at;
  }
  return moment_of(written).first();
}

void ScenarioChecker::read_happens(const syntax::Happens& happens) {
  in_order(happens.at);
  for (const syntax::Entry& item : happens.items) {
    ScenarioEntry entry;
    entry.at = time_of(happens.at);
    entry.done = item.done;
    entry.retracted = item.retracted;
    if (const auto* use = std::get_if<syntax::EventUse>(&item.what)) {
      const std::optional<std::size_t> event = names_->find(use->name, Wanted::happening);
      if (!event) continue;
      entry.event = static_cast<EventId>(*event);
      const std::optional<Narrowing> came_to = names_->narrowing(*entry.event, *use);
      if (!came_to) continue;
      entry.came_to = *came_to;
    } else {
      entry.change = given(std::get<syntax::FactSet>(item.what));
      if (!entry.change) continue;
    }
    scenario_.entries.push_back(entry);
  }
}

std::optional<GivenFact> ScenarioChecker::given(const syntax::FactSet& written) {
  const std::optional<std::size_t> id = names_->find(written.fact, Wanted::fact);
  if (!id) return std::nullopt;
  GivenFact result{static_cast<FactId>(*id), Value::unknown()};
  if (!written.value) return result;
  std::string storage;
  const std::optional<Value> value = value_of(names_->words().facts[*id], *written.value, storage, diagnostics_);
  if (!value) return std::nullopt;
  result.value = *value;
  if (value->kind == Value::Kind::text) {
    const auto& kept = scenario_.texts.emplace_back(std::make_unique<const std::string>(std::move(storage)));
    result.value = Value::of(std::string_view(*kept));
  }
  return result;
}

void ScenarioChecker::read_check(const syntax::Check& written, Span span) {
  in_order(written.at);
  Check check;
  check.kind = static_cast<Check::Kind>(written.kind);
  check.negated = written.negated;
  check.at = moment_of(written.at);
  check.entries = scenario_.entries.size();
  check.number = written.number.value_or(0);
  check.span = span;
  if (written.from) check.from = moment_of(*written.from);
  if (written.by) check.by = moment_of(*written.by);
  if (written.role) {
    if (const auto role = names_->find(*written.role, Wanted::role)) check.role = static_cast<RoleId>(*role);
  }
  resolve_subject(written, check);
  scenario_.checks.push_back(std::move(check));
}

void ScenarioChecker::resolve_subject(const syntax::Check& written, Check& check) {
  using Kind = syntax::Check::Kind;
  switch (written.kind) {
    case Kind::due:
    case Kind::overdue:
    case Kind::upcoming:
    case Kind::withheld:
    case Kind::was_late:
    case Kind::lapsed:
    case Kind::repeated_slot:
    case Kind::breach:
    case Kind::aims_at: resolve_action(*written.subject, check); return;
    case Kind::fact_unknown:
      names_->no_narrowing(*written.subject, Wanted::fact);
      if (const auto id = names_->find(written.subject->name, Wanted::fact)) check.fact = static_cast<FactId>(*id);
      return;
    case Kind::step_is:
    case Kind::blocked:
    case Kind::passed_over:
      names_->no_narrowing(*written.subject, Wanted::step);
      check.name = names_->part(written.subject->name, Wanted::step);
      return;
    case Kind::stage_is: check.name = names_->part(written.subject->name, Wanted::stage); return;
    case Kind::finished_as: check.name = names_->part(written.subject->name, Wanted::outcome); return;
    case Kind::escalated: check.name = names_->part(written.subject->name, Wanted::escalation); return;
    case Kind::nothing_due:
    case Kind::finished:
    case Kind::not_started:
    case Kind::not_applicable:
    case Kind::undecided:
    case Kind::episode_is:
    case Kind::no_breach:
    case Kind::next_change: return;
  }
}

void ScenarioChecker::resolve_action(const syntax::EventUse& use, Check& check) {
  const std::optional<std::size_t> id = names_->find(use.name, Wanted::action);
  if (!id) return;
  check.action = static_cast<EventId>(*id);
  check.line = names_->narrowing(*check.action, use).value_or(Narrowing{});
}

}  // namespace

void check_scenarios(const std::vector<InputFile>& files, const Visible& visible, Program& program,
                     Diagnostics& diagnostics) {
  for (std::size_t file = 0; file < files.size(); ++file) {
    std::optional<Surroundings> around;  // costs a walk over the files seen
    for (const syntax::Statement& statement : files[file].tree.statements) {
      const auto* written = std::get_if<syntax::ScenarioDecl>(&statement.node);
      if (!written) continue;
      if (!around) {
        around.emplace();
        for (const std::size_t seen : visible.from(file)) around->take_in(files[seen].tree.statements);
      }
      ScenarioChecker(files[file], *around, program, diagnostics).check(statement, *written);
    }
  }
}

}  // namespace engage::model
