#include <string>

#include "report/due/json.h"
#include "report/naming.h"

// What of the JSON does not depend on the case.
namespace engage::report {
namespace {

// ,"key":"text"
void add_member(std::string& out, std::string_view key, std::string_view text) {
  form::Appender to(out);
  to.put(",\"");
  to.put(key);
  to.put("\":\"");
  to.put_json(text);
  to.put('"');
}

std::string escaped(std::string_view text) {
  std::string out;
  form::Appender(out).put_json(text);
  return out;
}

}  // namespace

JsonWriter::JsonWriter(const CaseList& list, bool lines)
    : context_(list.context), lines_(lines), first_(list.families.data()) {
  families_.reserve(list.families.size());
  for (const model::Family& family : list.families) families_.push_back(family_text(family, list.sources));
}

JsonWriter::FamilyText JsonWriter::family_text(const model::Family& family, const Sources& sources) {
  FamilyText text;
  text.family = &family;
  for (const model::Event& event : family.words.events)
    form::Appender(text.titles.emplace_back()).put_json(title_of(event));
  for (const model::Policy& policy : family.versions) text.policies.push_back(policy_text(family, policy, sources));
  return text;
}

JsonWriter::PolicyText JsonWriter::policy_text(const model::Family& family, const model::Policy& policy,
                                               const Sources& sources) {
  PolicyText text;
  text.head = "\"";
  add_member(text.head, "policy", policy.name);
  text.head += ",\"version\":" + std::to_string(policy.version) + ",\"as_of\":\"";
  for (const model::Stage& stage : policy.stages) add_member(text.stages.emplace_back(), "stage", stage.name);
  for (const model::Outcome& outcome : policy.outcomes) {
    add_member(text.outcomes.emplace_back(), "outcome", outcome.name);
  }
  for (const model::Rule& rule : policy.rules) {
    RuleText& rule_text = text.rules.emplace_back();
    if (!rule.escalation) continue;
    const std::string& to = family.words.roles[rule.escalation->role].name;
    add_member(rule_text.of_action, "escalation", rule.escalation->name);
    add_member(rule_text.of_action, "to", to);
    rule_text.fired = "{\"name\":\"" + rule.escalation->name + "\"";
    if (!rule.escalation->title.empty()) add_member(rule_text.fired, "title", rule.escalation->title);
    add_member(rule_text.fired, "to", to);
    rule_text.fired += ",\"at\":\"";
  }
  for (const model::Step& step : policy.steps) {
    StepText& step_text = text.steps.emplace_back();
    step_text.head = "{\"step\":\"" + step.name + "\"";
    for (const model::DoLine& line : step.lines) step_text.lines.push_back(line_text(family, step, line, sources));
    for (const model::DeadlineLine& line : step.deadlines) {
      step_text.deadlines.push_back(escaped(line.text));
      step_text.anchors.push_back('"' + escaped(line.anchor_text) + '"');
    }
    if (step.give_at_least) step_text.deadlines.push_back("give at least " + to_string(*step.give_at_least));
  }
  for (const model::Statement& statement : policy.statements) {
    text.waits.push_back(escaped(sources.text(statement.span)));
  }
  if (policy.default_within) text.default_within = "default within " + to_string(*policy.default_within);
  return text;
}

JsonWriter::LineText JsonWriter::line_text(const model::Family& family, const model::Step& step,
                                           const model::DoLine& line, const Sources& sources) {
  LineText text;
  text.all = all_alternatives(line);
  text.head = "{\"id\":\"" + line.id + "#";
  if (line.role != model::DoLine::kNoRole) add_member(text.role, "role", family.words.roles[line.role].name);
  text.middle = "\"";
  add_member(text.middle, "step", step.name);
  if (line.any_of) {
    text.before_any = text.middle + ",\"any_of\":[";
    text.middle = text.before_any;
    for (const model::EventId action : line.actions) {
      if (text.middle.back() != '[') text.middle += ',';
      text.middle += "\"" + family.words.events[action].name + "\"";
    }
    text.middle += "]";
    add_member(text.middle, "title", title_of(family.words, line, text.all));
  } else {
    const model::Event& action = family.words.events[line.actions.front()];
    const model::Narrowing asked = line.narrowing(0);
    add_member(text.middle, "action", action.name);
    if (asked.outcome != model::kNone) add_member(text.middle, "as", action.outcomes[asked.outcome].name);
    if (asked.role != model::kNone) add_member(text.middle, "done_by", family.words.roles[asked.role].name);
    if (!action.title.empty()) add_member(text.middle, "title", title_of(family.words, line, text.all));
  }
  text.middle += text.role;
  if (!step.clause.empty()) add_member(text.tail, "clause", step.clause);
  if (!step.note.empty()) add_member(text.tail, "note", step.note);
  add_member(text.tail, "source", path_and_line(sources, line.span));
  return text;
}

}  // namespace engage::report
