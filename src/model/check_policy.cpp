#include "model/check_policy.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/parts.h"
#include "text/near.h"

namespace engage::model {
namespace {

std::string title_or_name(const std::optional<syntax::Text>& title, const std::string& name) {
  if (title) return title->value;
  std::string text = name;
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

// What policies without a calendar count by: one for all of them, since its tables are large.
std::shared_ptr<const Calendar> every_week() {
  static const auto calendar = std::make_shared<const Calendar>();
  return calendar;
}

bool is_rule(const syntax::Statement& line) {
  return std::holds_alternative<syntax::On>(line.node) || std::holds_alternative<syntax::When>(line.node) ||
         std::holds_alternative<syntax::Alongside>(line.node) || std::holds_alternative<syntax::Escalate>(line.node);
}

}  // namespace

PolicyChecker::PolicyChecker(WordTable& words, const CalendarTable& calendars, std::size_t file,
                             Diagnostics& diagnostics)
    : words_(words),
      calendars_(calendars),
      file_(file),
      diagnostics_(diagnostics),
      settings_(words, calendars, file, diagnostics),
      conditions_(words, settings_, calendars, file, policy_.conditions, diagnostics) {}

Policy PolicyChecker::check(const PolicyText& text) {
  policy_.name = text.header->name.text;
  policy_.title = title_or_name(text.header->title, policy_.name);
  policy_.titled = text.header->title.has_value();
  policy_.span = text.header->name.span;
  damaged_ = text.body.empty();  // its block is missing: told by the parser
  declare(text);
  words_.resolve_groups();
  find_calendar(text);
  policy_.settings = settings_.resolve();
  conditions_.check_dates();
  for (std::size_t i = 0; i < words_.date_count(); ++i) {
    policy_.dates.push_back(words_.date(i).date.value_or(DateWord{}));
  }
  conditions_.check_defines();
  policy_.groups = words_.groups();
  policy_.defines = words_.defines();
  for (const syntax::Statement* statement : text.body) check_head(*statement);
  check_guards();

  StageId stage = 0;
  for (const syntax::Statement* statement : text.body) {
    if (std::holds_alternative<syntax::Stage>(statement->node)) {
      if (stage < policy_.stages.size() && policy_.stages[stage].span == statement->span)
        check_stage(*statement, stage++);
    } else if (is_rule(*statement)) {
      check_rule(*statement, std::nullopt);
    } else if (const auto* limit = std::get_if<syntax::Limit>(&statement->node)) {
      check_limit(*limit, statement->span, std::nullopt);
    } else if (std::holds_alternative<syntax::Damaged>(statement->node)) {
      check_damaged(*statement, {});
    }
  }
  check_overdue_questions();
  note_what_is_asked();

  if (policy_.stages.empty() && !damaged_) {
    diagnostics_.add(Code::E218, policy_.span, fmt::format("`{}` has no stage", policy_.name)).help =
        "an episode starts in the first stage: write `stage NAME \"title\"` and its steps below";
  }
  if (policy_.starts_on.empty() && !seen_once_.contains("starts on") && !damaged_) {
    diagnostics_.add(Code::E219, policy_.span, fmt::format("nothing starts `{}`", policy_.name)).help =
        "write `starts on EVENT`: the event that begins the work";
  }
  if (!policy_.calendar && !seen_once_.contains("calendar") && !damaged_) {
    diagnostics_.add(Code::L001, policy_.span, fmt::format("`{}` has no calendar", policy_.name)).help =
        "it counts Monday to Friday and knows no holidays; write `calendar NAME`";
  }
  if (!policy_.calendar) policy_.calendar = every_week();
  policy_.other_calendars = settings_.other_calendars();
  if (!words_.first_role() && words_.sees_words() && !policy_.steps.empty() && !damaged_) {
    diagnostics_.add(Code::L002, policy_.span, fmt::format("`{}` sees no role", policy_.name)).help =
        "its work belongs to nobody; declare roles in a vocabulary: `role worker \"Assigned worker\"`";
  }
  return std::move(policy_);
}

// Which outcomes and whose work some part of the policy asks for: an entry that does not say it is told.
void PolicyChecker::note_what_is_asked() {
  std::set<EventSet::Narrowed> roles;
  const auto note = [&](EventId event, Narrowing narrowing) {
    if (narrowing.outcome != kNone) policy_.outcomes_asked.add(event);
    if (narrowing.role != kNone) roles.insert({event, narrowing});
  };
  for_each_event_set(policy_, [&](const EventSet& events) {
    for (const EventSet::Narrowed& one : events.narrowed()) note(one.event, one.to);
  });
  for (const Step& step : policy_.steps) {
    for (const DoLine& line : step.lines) {
      for (std::size_t i = 0; i < line.narrowed.size(); ++i) note(line.actions[i], line.narrowed[i]);
    }
  }
  policy_.roles_asked.assign(roles.begin(), roles.end());
}

// All names first, so that the order of statements does not matter.
void PolicyChecker::declare(const PolicyText& text) {
  for (const syntax::Statement* statement : text.body) {
    if (words_.declare(*statement)) continue;
    if (const auto* setting = std::get_if<syntax::Setting>(&statement->node)) {
      settings_.declare(*setting);
    } else if (const auto* stage = std::get_if<syntax::Stage>(&statement->node)) {
      auto same = std::find_if(policy_.stages.begin(), policy_.stages.end(),
                               [&](const Stage& other) { return other.name == stage->name.text; });
      if (same != policy_.stages.end()) {
        diagnostics_
            .add(Code::E202, stage->name.span, fmt::format("there are two stages called `{}`", stage->name.text))
            .labels.push_back({same->span, "declared here first"});
        continue;
      }
      Stage& entry = policy_.stages.emplace_back();
      entry.name = stage->name.text;
      entry.title = title_or_name(stage->title, entry.name);
      entry.titled = stage->title.has_value();
      entry.span = statement->span;
    }
    declare_names(*statement);
  }
  for (const syntax::Set* set : text.sets) settings_.set(*set);
  words_.note_gone(text.gone);
}

void PolicyChecker::declare_names(const syntax::Statement& statement) {
  if (const auto* damaged = std::get_if<syntax::Damaged>(&statement.node)) {
    damaged_ = true;
    words_.declare(statement);
    if (damaged->declares && damaged->keyword == "setting") settings_.declare_damaged(damaged->declares->text);
    if (damaged->declares && damaged->keyword == "stage") damaged_stages_.insert(damaged->declares->text);
  } else if (const auto* step = std::get_if<syntax::Step>(&statement.node)) {
    const auto id = static_cast<StepId>(policy_.steps.size());
    if (step_ids_.try_emplace(step->name.text, id).second) {
      Step& entry = policy_.steps.emplace_back();
      entry.name = step->name.text;
      entry.title = title_or_name(step->title, entry.name);
      entry.titled = step->title.has_value();
      entry.span = statement.span;
    }
    words_.declare_step(step->name, id);
  }
  for (const syntax::Statement& inner : statement.block) declare_names(inner);
}

void PolicyChecker::once(std::string_view what, Span span) {
  auto [first, fresh] = seen_once_.try_emplace(std::string(what), span);
  if (!fresh && first->second != span) {
    diagnostics_.add(Code::E212, span, fmt::format("`{}` stands twice in this policy", what))
        .labels.push_back({first->second, "the first one"});
  }
}

// Before anything that is counted by it. The last one written counts, where there are several.
void PolicyChecker::find_calendar(const PolicyText& text) {
  for (const syntax::Statement* statement : text.body) {
    const auto* calendar = std::get_if<syntax::CalendarRef>(&statement->node);
    if (!calendar) continue;
    once("calendar", statement->span);
    if (const CalendarTable::Entry* entry = calendars_.find(calendar->name, file_)) {
      policy_.calendar = entry->calendar;
      policy_.timezone = entry->timezone;
    }
  }
  const bool none = !seen_once_.contains("calendar") && !damaged_;
  settings_.count_by(none ? every_week() : policy_.calendar);
}

void PolicyChecker::check_head(const syntax::Statement& statement) {
  const Span span = statement.span;
  if (const auto* version = std::get_if<syntax::Version>(&statement.node)) {
    once("version", span);
    policy_.version = version->number;
    policy_.effective = version->effective;
    policy_.for_all_cases = version->for_all;
  } else if (const auto* source = std::get_if<syntax::SourceClause>(&statement.node)) {
    once("source", span);
    policy_.clause = source->clause.value;
  } else if (const auto* applies = std::get_if<syntax::AppliesWhen>(&statement.node)) {
    once("applies when", span);
    policy_.applies_when = conditions_.check_without_episode(&applies->condition);
  } else if (const auto* starts = std::get_if<syntax::StartsOn>(&statement.node)) {
    once("starts on", span);
    if (auto events = words_.events(starts->events)) policy_.starts_on = *events;
    policy_.starts_when = conditions_.check_without_episode(starts->when ? &*starts->when : nullptr);
  } else if (const auto* within = std::get_if<syntax::DefaultWithin>(&statement.node)) {
    once("default within", span);
    policy_.default_within = settings_.length(within->length);
  } else if (const auto* by = std::get_if<syntax::DefaultBy>(&statement.node)) {
    once("default by", span);
    default_role_ = words_.find_role(by->role);
  }
}

void PolicyChecker::check_guards() {
  policy_.guards.resize(words_.words().events.size());
  for (const WordTable::GuardedAction& guarded : words_.guarded()) {
    policy_.guards[guarded.action] = conditions_.check(*guarded.guard);
  }
}

std::string PolicyChecker::clause_of(const std::vector<syntax::Statement>& block, const std::string& fallback) {
  const syntax::SourceClause* found = nullptr;
  for (const syntax::Statement& line : block) {
    const auto* source = std::get_if<syntax::SourceClause>(&line.node);
    if (source && found) diagnostics_.add(Code::E212, line.span, "`source` stands twice here");
    if (source && !found) found = source;
  }
  return found ? found->clause.value : fallback;
}

std::optional<StageId> PolicyChecker::find_stage(const syntax::Name& name) {
  std::vector<std::string_view> names;
  for (StageId id = 0; id < policy_.stages.size(); ++id) {
    if (policy_.stages[id].name == name.text) return id;
    names.push_back(policy_.stages[id].name);
  }
  if (!damaged_stages_.contains(name.text)) {
    diagnostics_.add(Code::E201, name.span, fmt::format("no stage called `{}`", name.text)).help =
        did_you_mean_or_list(diagnostics_, name.text, names, "stages");
  }
  return std::nullopt;
}

OutcomeId PolicyChecker::outcome(const syntax::Name& name, const std::optional<syntax::Text>& title) {
  for (OutcomeId id = 0; id < policy_.outcomes.size(); ++id) {
    if (policy_.outcomes[id].name != name.text) continue;
    if (title) {
      policy_.outcomes[id].title = title->value;
      policy_.outcomes[id].titled = true;
    }
    return id;
  }
  policy_.outcomes.push_back({name.text, title_or_name(title, name.text), title.has_value()});
  return static_cast<OutcomeId>(policy_.outcomes.size() - 1);
}

std::vector<bool> PolicyChecker::active_stages(const std::vector<syntax::Name>& during, std::optional<StageId> stage) {
  std::vector<bool> active(policy_.stages.size(), !stage && during.empty());
  if (stage) {
    active[*stage] = true;
    if (!during.empty()) {
      diagnostics_.add(Code::E211, during.front().span, "`during` cannot stand inside a stage").help =
          "here it holds in this stage alone; move it out of the stage to hold in several";
    }
    return active;
  }
  for (const syntax::Name& name : during) {
    if (auto id = find_stage(name)) active[*id] = true;
  }
  return active;
}

void PolicyChecker::check_stage(const syntax::Statement& statement, StageId id) {
  const std::string clause = clause_of(statement.block, policy_.clause);
  policy_.stages[id].clause = clause;
  for (const syntax::Statement& line : statement.block) {
    if (const auto* limit = std::get_if<syntax::Limit>(&line.node)) {
      check_limit(*limit, line.span, id);
    } else if (is_rule(line)) {
      check_rule(line, id);
    }
  }
  const Next body = sequence(statement.block, {}, {id, {}, clause, 0});
  policy_.stages[id].body = body;
}

void PolicyChecker::check_limit(const syntax::Limit& written, Span span, std::optional<StageId> stage) {
  const auto duration = settings_.positive(written.length);
  Limit limit;
  limit.adjust = written.adjust;
  limit.stage = stage;
  limit.span = span;
  if (written.since) limit.since = conditions_.anchor(*written.since);
  limit.active = active_stages(written.during, stage);
  if (written.finish) {
    limit.finish = outcome(written.target, written.title);
  } else {
    limit.go_to = find_stage(written.target);
  }
  if (!duration) return;
  limit.duration = *duration;
  const auto id = static_cast<LimitId>(policy_.limits.size());
  policy_.limits.push_back(std::move(limit));
  (stage ? policy_.stages[*stage].limits : policy_.policy_limits).push_back(id);
}

void PolicyChecker::check_rule(const syntax::Statement& statement, std::optional<StageId> stage) {
  const syntax::Statement* trigger = &statement;
  Rule rule;
  rule.stage = stage;
  rule.span = statement.span;
  if (const auto* escalate = std::get_if<syntax::Escalate>(&statement.node)) {
    if (statement.block.empty()) return;  // reported by the parser
    trigger = &statement.block.front();
    auto [first, fresh] = escalations_.try_emplace(escalate->name.text, escalate->name.span);
    if (!fresh) {
      diagnostics_
          .add(Code::E202, escalate->name.span,
               fmt::format("there are two escalations called `{}`", escalate->name.text))
          .labels.push_back({first->second, "declared here first"});
    }
    rule.escalation = Escalation{escalate->name.text, title_or_name(escalate->title, escalate->name.text),
                                 words_.find_role(escalate->role).value_or(0), escalate->title.has_value()};
  }
  if (const auto* on = std::get_if<syntax::On>(&trigger->node)) {
    rule.kind = Rule::Kind::on;
    using Again = syntax::On::Again;
    if (on->again == Again::unless_open) rule.again = Rule::Again::unless_open;
    if (on->again == Again::starting_over) rule.again = Rule::Again::starting_over;
    if (on->again == Again::starting_over && rule.escalation) {
      diagnostics_.add(Code::E238, trigger->span, "an escalation does not start over: what it raised stays open").help =
          "write `unless already open`, so that it is raised once, or leave it out";
    }
    if (auto events = words_.events(on->events)) rule.events = *events;
    rule.condition = conditions_.check(on->condition);
    rule.active = active_stages(on->during, stage);
  } else if (const auto* when = std::get_if<syntax::When>(&trigger->node)) {
    rule.kind = Rule::Kind::when;
    rule.condition = conditions_.check(when->condition);
    rule.active = active_stages(when->during, stage);
    rule.after_closing = when->after_closing;
    if (when->after_closing && !rule.escalation) {
      diagnostics_.add(Code::E238, trigger->span, "only an escalation is asked for also after closing").help =
          "write it in the block of an `escalate … to …`";
    }
  } else if (const auto* beside = std::get_if<syntax::Alongside>(&trigger->node)) {
    rule.kind = Rule::Kind::alongside;
    rule.title = beside->title.value;
    rule.active = active_stages(beside->during, stage);
  } else {
    damaged_ = true;  // the trigger could not be read
    rule.active.resize(policy_.stages.size());
  }
  const std::string outer = stage ? policy_.stages[*stage].clause : policy_.clause;
  rule.clause = clause_of(statement.block, outer);
  const auto id = static_cast<RuleId>(policy_.rules.size());
  const Place place{stage, id, rule.clause, 0};
  policy_.rules.push_back(std::move(rule));
  (stage ? policy_.stages[*stage].rules : policy_.policy_rules).push_back(id);
  const Next body = sequence(statement.block, {}, place);
  policy_.rules[id].body = body;
}

}  // namespace engage::model
