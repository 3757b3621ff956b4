#include "model/check_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/chains.h"
#include "text/bounds.h"
#include "text/near.h"
#include "text/words.h"

namespace engage::model {
namespace {

std::string title_of(const std::optional<syntax::Text>& title, const syntax::Name& name) {
  if (title) return title->value;
  std::string text = name.text;
  std::replace(text.begin(), text.end(), '_', ' ');
  return capitalized(text);
}

std::vector<EventOutcome> outcomes_of(const syntax::ActionDecl* action) {
  std::vector<EventOutcome> outcomes;
  if (action == nullptr) return outcomes;
  for (const syntax::OutcomeWord& written : action->outcomes) {
    if (outcomes.size() == kMostValues) break;  // told
    outcomes.push_back({written.name.text, title_of(written.title, written.name), written.title.has_value()});
  }
  return outcomes;
}

FactType type_of(syntax::FactKind kind) {
  switch (kind) {
    case syntax::FactKind::choice: return FactType::choice;
    case syntax::FactKind::yes_no: return FactType::yes_no;
    case syntax::FactKind::scale: return FactType::scale;
    case syntax::FactKind::number: return FactType::number;
    case syntax::FactKind::date: return FactType::date;
    case syntax::FactKind::text: return FactType::text;
  }
  return FactType::text;
}

}  // namespace

std::string_view to_string(Symbol::Kind kind) {
  switch (kind) {
    case Symbol::Kind::fact: return "fact";
    case Symbol::Kind::event: return "event";
    case Symbol::Kind::action: return "action";
    case Symbol::Kind::group: return "group";
    case Symbol::Kind::define: return "define";
    case Symbol::Kind::date: return "date";
    case Symbol::Kind::step: return "step";
    case Symbol::Kind::damaged: return "word";
  }
  return "word";
}

std::string_view to_string(FactType type) {
  switch (type) {
    case FactType::yes_no: return "yes/no";
    case FactType::choice: return "choice";
    case FactType::scale: return "scale";
    case FactType::number: return "number";
    case FactType::date: return "date";
    case FactType::text: return "text";
  }
  return "";
}

WordTable::WordTable(const Sources& sources, Words& words, Diagnostics& diagnostics)
    : sources_(sources), words_(words), diagnostics_(diagnostics) {
  for (const Role& role : words.roles) role_ids_.emplace(role.name, static_cast<RoleId>(role_ids_.size()));
  for (const Fact& fact : words.facts) fact_ids_.emplace(fact.name, static_cast<FactId>(fact_ids_.size()));
  for (const Event& event : words.events) event_ids_.emplace(event.name, static_cast<EventId>(event_ids_.size()));
}

// Ids are small numbers: a word too many must never get one. Uses of it are passed over.
bool WordTable::has_room(std::size_t count, std::size_t most, std::string_view what, const syntax::Name& name) {
  if (count < most) return true;
  if (full_.insert(what).second) {
    diagnostics_.add(Code::E225, name.span, fmt::format("there are more than {} {}", with_thousands(most), what)).help =
        "no policy has so many: leave out what it does not need, or split it and its words";
  }
  return false;
}

bool WordTable::declare(const syntax::Statement& statement) {
  if (const auto* role = std::get_if<syntax::RoleDecl>(&statement.node)) {
    declare_role(*role);
  } else if (const auto* fact = std::get_if<syntax::FactDecl>(&statement.node)) {
    declare_fact(*fact);
  } else if (const auto* event = std::get_if<syntax::EventDecl>(&statement.node)) {
    declare_event(event->name, event->title, nullptr);
  } else if (const auto* action = std::get_if<syntax::ActionDecl>(&statement.node)) {
    declare_event(action->name, action->title, action);
  } else if (const auto* group = std::get_if<syntax::GroupDecl>(&statement.node)) {
    const bool fits = has_room(groups_.size(), kMostGroups, "groups", group->name);
    const bool entered = enter(group->name, fits ? Kind::group : Kind::damaged, groups_.size());
    if (fits && entered) groups_.push_back({group, {}});
  } else if (const auto* define = std::get_if<syntax::Define>(&statement.node)) {
    const bool fits = has_room(defines_.size(), kMostDefines, "defines", define->name);
    const bool entered = enter(define->name, fits ? Kind::define : Kind::damaged, defines_.size());
    if (fits && entered) defines_.push_back({define, {}, {}});
  } else if (const auto* date = std::get_if<syntax::DateDecl>(&statement.node)) {
    const bool fits = has_room(dates_.size(), kMostDefines, "dates", date->name);
    const bool entered = enter(date->name, fits ? Kind::date : Kind::damaged, dates_.size());
    if (fits && entered) dates_.push_back({date, {}, {}});
  } else if (const auto* damaged = std::get_if<syntax::Damaged>(&statement.node)) {
    if (!damaged->declares) return false;
    if (damaged->keyword == "role") {
      damaged_roles_.insert(damaged->declares->text);
    } else if (damaged->keyword != "setting" && damaged->keyword != "stage" && damaged->keyword != "escalate") {
      symbols_.try_emplace(damaged->declares->text, Symbol{Kind::damaged, 0, damaged->declares->span});
    }
    return false;
  } else {
    return false;
  }
  return true;
}

void WordTable::declare_step(const syntax::Name& name, StepId step) { enter(name, Kind::step, step); }

bool WordTable::enter(const syntax::Name& name, Kind kind, std::size_t index) {
  auto [at, fresh] = symbols_.try_emplace(name.text, Symbol{kind, index, name.span});
  if (fresh) return true;
  const Symbol& first = at->second;
  if (first.kind != Kind::damaged && first.span != name.span) {
    Diagnostic& d = diagnostics_.add(
        Code::E202, name.span,
        first.kind == kind
            ? fmt::format("there are two {}s called `{}`", to_string(kind), name.text)
            : fmt::format("`{}` is already the name of a{} {}", name.text,
                          first.kind == Kind::event || first.kind == Kind::action ? "n" : "", to_string(first.kind)));
    d.labels.push_back({first.span, "declared here first"});
    d.help = "facts, events, actions, groups, defines, dates and steps share one set of names; rename one of the two";
  }
  return false;
}

void WordTable::report_difference(const syntax::Name& name, Span other) {
  Diagnostic& d = diagnostics_.add(Code::E224, name.span,
                                   fmt::format("another version of this policy declares `{}` differently", name.text));
  d.labels.push_back({other, "declared here for the other version"});
  d.help = "a case record is read with the words of all versions together: give the new meaning a new name";
}

void WordTable::declare_role(const syntax::RoleDecl& role) {
  auto seen = roles_.find(role.name.text);
  if (seen != roles_.end()) {
    diagnostics_.add(Code::E202, role.name.span, fmt::format("there are two roles called `{}`", role.name.text))
        .labels.push_back({seen->second.second, "declared here first"});
    return;
  }
  const auto known = role_ids_.find(role.name.text);
  std::optional<RoleId> id = known == role_ids_.end() ? std::nullopt : std::optional(known->second);
  if (!id) {
    if (!has_room(words_.roles.size(), kMostRoles, "roles", role.name)) {
      damaged_roles_.insert(role.name.text);
      return;
    }
    id = static_cast<RoleId>(words_.roles.size());
    role_ids_.emplace(role.name.text, *id);
    words_.roles.push_back({role.name.text, title_of(role.title, role.name), role.name.span, role.title.has_value()});
  }
  roles_.emplace(role.name.text, std::pair{*id, role.name.span});
  if (!first_role_) first_role_ = id;
}

void WordTable::declare_fact(const syntax::FactDecl& written) {
  Fact fact;
  fact.name = written.name.text;
  fact.title = title_of(written.title, written.name);
  fact.titled = written.title.has_value();
  fact.type = type_of(written.kind);
  fact.span = written.name.span;
  for (const syntax::Name& value : written.values) {
    if (std::find(fact.options.begin(), fact.options.end(), value.text) != fact.options.end()) {
      Diagnostic& d =
          diagnostics_.add(Code::E202, value.span, fmt::format("`{}` has the value `{}` twice", fact.name, value.text));
      d.help = "take one of them out";
      if (fact.type == FactType::choice) d.patch = Patch{{value.span.file, (&value - 1)->span.end, value.span.end}, ""};
      continue;
    }
    if (fact.options.size() == kMostValues) {
      diagnostics_
          .add(Code::E225, value.span,
               fmt::format("`{}` has more than {} values", fact.name, with_thousands(kMostValues)))
          .help = "a fact with so many values is a `text`";
      enter(written.name, Kind::damaged, 0);
      return;
    }
    fact.options.push_back(value.text);
  }
  if (written.fallback) read_default(written, fact);

  if (const auto known = fact_ids_.find(fact.name); known != fact_ids_.end()) {
    const FactId id = known->second;
    const Fact& other = words_.facts[id];
    const bool same_default = fact.fallback.has_value() == other.fallback.has_value() &&
                              (!fact.fallback || *fact.fallback == *other.fallback);
    if (!look_up(fact.name) && other.span != fact.span &&
        (fact.type != other.type || fact.options != other.options || !same_default)) {
      report_difference(written.name, other.span);
      enter(written.name, Kind::damaged, 0);
      return;
    }
    enter(written.name, Kind::fact, id);
    return;
  }
  if (const auto other = event_ids_.find(fact.name); other != event_ids_.end() && !look_up(fact.name)) {
    report_difference(written.name, words_.events[other->second].span);
  }
  const bool fits = has_room(words_.facts.size(), kMostFacts, "facts", written.name);
  if (!enter(written.name, fits ? Kind::fact : Kind::damaged, words_.facts.size()) || !fits) return;
  fact_ids_.emplace(fact.name, static_cast<FactId>(words_.facts.size()));
  const bool all_move = words_.facts.size() == words_.facts.capacity();
  words_.facts.push_back(std::move(fact));
  // Facts have moved, and with them the texts of their defaults.
  for (auto kept = all_move ? words_.facts.begin() : words_.facts.end() - 1; kept != words_.facts.end(); ++kept) {
    if (!kept->fallback || kept->type != FactType::text) continue;
    kept->fallback = Value::of(std::string_view(kept->default_text));
  }
}

void WordTable::read_default(const syntax::FactDecl& written, Fact& fact) {
  fact.fallback = value_of(fact, *written.fallback, fact.default_text, diagnostics_);
}

void WordTable::declare_event(const syntax::Name& name, const std::optional<syntax::Text>& title,
                              const syntax::ActionDecl* action) {
  const Kind kind = action ? Kind::action : Kind::event;
  if (const auto known = event_ids_.find(name.text); known != event_ids_.end()) {
    const EventId id = known->second;
    const Event& other = words_.events[id];
    const bool never = action && action->never;
    const bool same_outcomes =
        std::ranges::equal(other.outcomes, outcomes_of(action), {}, &EventOutcome::name, &EventOutcome::name);
    if (!look_up(name.text) && other.span != name.span &&
        (other.action != (action != nullptr) || other.never_allowed != never || !same_outcomes)) {
      report_difference(name, other.span);
    }
    if (!enter(name, kind, id)) return;
    if (action && action->by) action_roles_.emplace_back(id, *action->by);
    if (action && action->allowed_if) guarded_.push_back({id, &*action->allowed_if});
    return;
  }
  if (const auto other = fact_ids_.find(name.text); other != fact_ids_.end() && !look_up(name.text)) {
    report_difference(name, words_.facts[other->second].span);
  }
  const bool fits = has_room(words_.events.size(), kMostEvents, "events and actions", name);
  if (!enter(name, fits ? kind : Kind::damaged, words_.events.size()) || !fits) return;
  const auto id = static_cast<EventId>(words_.events.size());
  event_ids_.emplace(name.text, id);
  words_.events.push_back({name.text,
                           title_of(title, name),
                           action != nullptr,
                           action && action->never,
                           {},
                           name.span,
                           title.has_value(),
                           outcomes_of(action),
                           action && action->with_client});
  if (action) check_outcomes(*action);
  if (action && action->by) action_roles_.emplace_back(id, *action->by);
  if (action && action->allowed_if) guarded_.push_back({id, &*action->allowed_if});
}

// Each once; a number that an id can tell apart.
void WordTable::check_outcomes(const syntax::ActionDecl& action) {
  std::unordered_set<std::string_view> seen;
  for (const syntax::OutcomeWord& outcome : action.outcomes) {
    if (!seen.insert(outcome.name.text).second) {
      diagnostics_
          .add(Code::E202, outcome.name.span,
               fmt::format("`{}` has the outcome `{}` twice", action.name.text, outcome.name.text))
          .help = "take one of them out";
    }
  }
  if (action.outcomes.size() > kMostValues) {
    diagnostics_.add(Code::E225, action.name.span,
                     fmt::format("`{}` has more than {} outcomes", action.name.text, with_thousands(kMostValues)));
  }
}

const Symbol* WordTable::look_up(std::string_view name) const {
  auto found = symbols_.find(std::string(name));
  return found == symbols_.end() ? nullptr : &found->second;
}

const Symbol* WordTable::find(const syntax::Name& name, std::initializer_list<Kind> wanted, std::string_view what) {
  auto is_wanted = [&](Kind kind) { return std::find(wanted.begin(), wanted.end(), kind) != wanted.end(); };
  if (const Symbol* symbol = look_up(name.text)) {
    if (symbol->kind == Kind::damaged) return nullptr;
    if (is_wanted(symbol->kind)) return symbol;
    Diagnostic& d = diagnostics_.add(Code::E203, name.span,
                                     fmt::format("`{}` is a{} {}, and {} is wanted here", name.text,
                                                 symbol->kind == Kind::event || symbol->kind == Kind::action ? "n" : "",
                                                 to_string(symbol->kind), what));
    d.labels.push_back({symbol->span, "declared here"});
    if (symbol->kind == Kind::group && wanted.size() == 1 && *wanted.begin() == Kind::action) {
      d.help = "a group stands for what happened, not for what is to be done; write `any of` and its actions";
    }
    if (symbol->kind == Kind::event && wanted.size() == 1 && *wanted.begin() == Kind::action) {
      d.help = "an event is what others do; declare it as an `action` if the program can owe it";
    }
    if (symbol->kind == Kind::fact && is_wanted(Kind::event)) {
      d.help = "a fact does not happen: ask it with `if` or `when`, or name what happens";
    }
    if (wanted.size() == 1 && is_wanted(Kind::fact) &&
        (symbol->kind == Kind::event || symbol->kind == Kind::action || symbol->kind == Kind::group)) {
      d.help = fmt::format("ask whether it happened: `{} happened`", name.text);
    }
    return nullptr;
  }
  std::vector<std::string_view> names;
  for (const auto& [text, symbol] : symbols_) {
    if (is_wanted(symbol.kind)) names.push_back(text);
  }
  std::string_view kind = what;
  for (std::string_view article : {"a ", "an "}) {
    if (kind.starts_with(article)) kind.remove_prefix(article.size());
  }
  Diagnostic& d = diagnostics_.add(Code::E201, name.span, fmt::format("no {} called `{}`", kind, name.text));
  if (const auto gone = gone_.find(name.text); gone != gone_.end() && is_wanted(Kind::step)) {
    d.labels.push_back({gone->second, "taken out here"});
    d.help = fmt::format("call a step there `{}`, or write a policy of its own", name.text);
    return nullptr;
  }
  d.help = did_you_mean(diagnostics_, name.text, names);
  if (d.help.empty()) d.help = how_to_declare(name, *wanted.begin());
  return nullptr;
}

bool WordTable::sees_words() const {
  return std::any_of(symbols_.begin(), symbols_.end(),
                     [](const auto& entry) { return entry.second.kind != Kind::step; });
}

std::string WordTable::how_to_declare(const syntax::Name& name, Kind kind) const {
  if (!sees_words()) return "this file sees no words; a `use` line makes those of another file visible";
  switch (kind) {
    case Kind::fact:
      return fmt::format("declare it in a vocabulary: `fact {} \"TITLE\" yes/no`, or another kind of fact", name.text);
    case Kind::event: return fmt::format("declare it in a vocabulary: `event {} \"TITLE\"`", name.text);
    case Kind::action: return fmt::format("declare it in a vocabulary: `action {} \"TITLE\"`", name.text);
    case Kind::group:
      return fmt::format("declare it in a vocabulary: `group {} \"TITLE\" of ACTION, ACTION`", name.text);
    default: return {};
  }
}

std::optional<RoleId> WordTable::find_role(const syntax::Name& name) {
  auto found = roles_.find(name.text);
  if (found != roles_.end()) return found->second.first;
  if (damaged_roles_.contains(name.text)) return std::nullopt;
  std::vector<std::string_view> names;
  for (const auto& [text, role] : roles_) names.push_back(text);
  std::sort(names.begin(), names.end());
  diagnostics_.add(Code::E201, name.span, fmt::format("no role called `{}`", name.text)).help =
      did_you_mean_or_list(diagnostics_, name.text, names, "roles");
  return std::nullopt;
}

std::vector<Group> WordTable::groups() const {
  std::vector<Group> groups;
  for (const GroupWord& group : groups_) {
    const syntax::GroupDecl& written = *group.written;
    groups.push_back({written.name.text, title_of(written.title, written.name), group.events, written.name.span,
                      written.title.has_value()});
  }
  return groups;
}

std::vector<Define> WordTable::defines() const {
  std::vector<Define> defines;
  for (const DefineWord& define : defines_) {
    if (define.condition) defines.push_back({define.written->name.text, *define.condition, define.written->name.span});
  }
  return defines;
}

}  // namespace engage::model
