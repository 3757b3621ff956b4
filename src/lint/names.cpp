#include "lint/names.h"

namespace engage::lint {
namespace {

// Enters every name that one statement uses; those that declare nothing else than themselves use none.
class Collector {
 public:
  using LeaveOut = std::function<bool(const syntax::Statement&)>;

  Collector(UsedNames& used, const syntax::Statement* except, const LeaveOut& leave_out = {})
      : used_(used), except_(except), leave_out_(leave_out) {}

  void look(const std::vector<syntax::Statement>& block) {
    for (const syntax::Statement& statement : block) {
      if (std::holds_alternative<syntax::ScenarioDecl>(statement.node)) continue;
      if (leave_out_ && leave_out_(statement)) continue;
      if (&statement != except_) std::visit([this](const auto& node) { enter(node); }, statement.node);
      look(statement.block);
    }
  }

 private:
  template <typename Other>
  void enter(const Other&) {}

  void enter(const syntax::ActionDecl& action) {
    role(action.by);
    condition(action.allowed_if);
  }
  void enter(const syntax::GroupDecl& group) { uses(group.members); }
  void enter(const syntax::Define& define) { condition(define.condition); }
  void enter(const syntax::DateDecl& date) {
    length(date.rule.length);
    anchor(date.rule.anchor);
  }
  void enter(const syntax::AppliesWhen& applies) { condition(applies.condition); }
  void enter(const syntax::StartsOn& starts) {
    uses(starts.events);
    condition(starts.when);
  }
  void enter(const syntax::DefaultWithin& within) { length(within.length); }
  void enter(const syntax::DefaultBy& by) { used_.roles.insert(by.role.text); }
  void enter(const syntax::Setting& setting) {
    length(setting.value);
    length(setting.at_most);
    length(setting.at_least);
  }
  void enter(const syntax::Set& set) { length(set.value); }
  void enter(const syntax::Limit& limit) {
    length(limit.length);
    anchor(limit.since);
  }
  void enter(const syntax::On& on) {
    uses(on.events);
    condition(on.condition);
  }
  void enter(const syntax::When& when) { condition(when.condition); }
  void enter(const syntax::Escalate& escalate) { used_.roles.insert(escalate.role.text); }
  void enter(const syntax::Wait& wait) {
    range(wait.range);
    uses(wait.events);
  }
  void enter(const syntax::WaitFor& wait) {
    uses(wait.events);
    length(wait.at_most);
  }
  void enter(const syntax::WaitUntil& wait) {
    condition(wait.condition);
    length(wait.at_most);
  }
  void enter(const syntax::Repeat& repeat) {
    range(repeat.every);
    condition(repeat.until);
  }
  void enter(const syntax::AtLeastEvery& rounds) {
    length(rounds.every);
    length(rounds.listed);
    condition(rounds.until);
  }
  void enter(const syntax::EveryFrom& rounds) {
    length(rounds.every);
    length(rounds.listed);
    anchor(rounds.from);
    condition(rounds.until);
  }
  void enter(const syntax::OnceEvery& rounds) { condition(rounds.until); }
  void enter(const syntax::If& branch) { condition(branch.condition); }
  void enter(const syntax::Within& within) {
    length(within.length);
    anchor(within.of);
  }
  void enter(const syntax::NoLaterThan& before) {
    length(before.length);
    anchor(before.anchor);
  }
  void enter(const syntax::GiveAtLeast& give) { length(give.length); }
  void enter(const syntax::Aim& aim) {
    length(aim.length);
    anchor(aim.of);
  }
  void enter(const syntax::By& by) { used_.roles.insert(by.role.text); }
  void enter(const syntax::OnlyIf& only) { condition(only.condition); }
  void enter(const syntax::Do& work) {
    uses(work.actions);
    condition(work.condition);
    if (work.varying && work.varying->among) word(*work.varying->among);
  }

  void word(const syntax::Name& name) { used_.words.insert(name.text); }
  void use(const syntax::EventUse& event) {
    word(event.name);
    role(event.done_by);
  }
  void uses(const std::vector<syntax::EventUse>& events) {
    for (const syntax::EventUse& event : events) use(event);
  }
  void role(const std::optional<syntax::Name>& name) {
    if (name) used_.roles.insert(name->text);
  }
  void length(const syntax::Length& written) {
    if (const auto* name = std::get_if<syntax::Name>(&written.value)) used_.settings.insert(name->text);
  }
  void length(const std::optional<syntax::Length>& written) {
    if (written) length(*written);
  }
  void range(const syntax::Range& range) {
    length(range.low);
    length(range.high);
  }
  void anchor(const syntax::Anchor& anchor) {
    using Kind = syntax::Anchor::Kind;
    if (anchor.kind == Kind::latest || anchor.kind == Kind::first) use(anchor.what);
    for (const syntax::Anchor& one : anchor.of) this->anchor(one);
  }
  void anchor(const std::optional<syntax::Anchor>& written) {
    if (written) anchor(*written);
  }
  void scope(const syntax::Scope& scope) {
    length(scope.length);
    anchor(scope.anchor);
  }
  void condition(const std::optional<syntax::Condition>& written) {
    if (written) condition(*written);
  }
  void condition(const syntax::Condition& written) {
    std::visit([this](const auto& node) { ask(node); }, written.node);
  }

  void ask(const syntax::Both& both) {
    condition(*both.left);
    condition(*both.right);
  }
  void ask(const syntax::Either& either) {
    condition(*either.left);
    condition(*either.right);
  }
  void ask(const syntax::Negated& negated) { condition(*negated.inner); }
  void ask(const syntax::Holds& holds) { word(holds.subject); }
  void ask(const syntax::Is& is) {
    word(is.subject);
    length(is.by);
  }
  void ask(const syntax::IsOneOf& is) { word(is.subject); }
  void ask(const syntax::Compares& compares) { word(compares.subject); }
  void ask(const syntax::IsKnown& known) { word(known.subject); }
  void ask(const syntax::Happened& happened) {
    use(happened.event);
    scope(happened.scope);
  }
  void ask(const syntax::NoneHappened& none) {
    use(none.event);
    scope(none.scope);
  }
  void ask(const syntax::Elapsed& elapsed) {
    length(elapsed.length);
    anchor(elapsed.anchor);
  }
  void ask(const syntax::AnyOverdue& overdue) { length(overdue.by); }
  void ask(const syntax::IsBusinessDay&) {}
  void ask(const syntax::DueWithin& due) {
    word(due.step);
    length(due.length);
  }

  UsedNames& used_;
  const syntax::Statement* except_;
  LeaveOut leave_out_;
};

void declare(const syntax::Statement& statement, std::vector<DeclaredName>& names) {
  auto add = [&](NameKind kind, const syntax::Name& name) { names.push_back({kind, &name, &statement}); };
  const syntax::Node& node = statement.node;
  if (const auto* role = std::get_if<syntax::RoleDecl>(&node)) add(NameKind::role, role->name);
  if (const auto* fact = std::get_if<syntax::FactDecl>(&node)) add(NameKind::fact, fact->name);
  if (const auto* event = std::get_if<syntax::EventDecl>(&node)) add(NameKind::event, event->name);
  if (const auto* action = std::get_if<syntax::ActionDecl>(&node)) add(NameKind::action, action->name);
  if (const auto* group = std::get_if<syntax::GroupDecl>(&node)) add(NameKind::group, group->name);
  if (const auto* define = std::get_if<syntax::Define>(&node)) add(NameKind::define, define->name);
  if (const auto* date = std::get_if<syntax::DateDecl>(&node)) add(NameKind::date, date->name);
  if (const auto* setting = std::get_if<syntax::Setting>(&node)) add(NameKind::setting, setting->name);
  if (const auto* stage = std::get_if<syntax::Stage>(&node)) add(NameKind::stage, stage->name);
  if (const auto* step = std::get_if<syntax::Step>(&node)) add(NameKind::step, step->name);
  for (const syntax::Statement& line : statement.block) declare(line, names);
}

}  // namespace

std::string_view to_string(NameKind kind) {
  switch (kind) {
    case NameKind::role: return "role";
    case NameKind::fact: return "fact";
    case NameKind::event: return "event";
    case NameKind::action: return "action";
    case NameKind::group: return "group";
    case NameKind::define: return "define";
    case NameKind::date: return "date";
    case NameKind::setting: return "setting";
    case NameKind::stage: return "stage";
    case NameKind::step: return "step";
  }
  return "name";
}

std::vector<DeclaredName> declared_names(const syntax::Statement& declaration) {
  std::vector<DeclaredName> names;
  declare(declaration, names);
  return names;
}

void UsedNames::collect(const syntax::File& file, const syntax::Statement* except) {
  Collector(*this, except).look(file.statements);
}

void UsedNames::collect(const std::vector<syntax::Statement>& block,
                        const std::function<bool(const syntax::Statement&)>& leave_out) {
  Collector(*this, nullptr, leave_out).look(block);
}

bool UsedNames::contains(NameKind kind, std::string_view name) const {
  switch (kind) {
    case NameKind::role: return roles.contains(name);
    case NameKind::setting: return settings.contains(name);
    default: return words.contains(name);
  }
}

}  // namespace engage::lint
