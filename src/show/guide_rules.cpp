#include <algorithm>

#include "show/guide_writer.h"

// What does not wait for its turn: limits, rules and escalations.
namespace engage::show {

void GuideWriter::meanwhile(model::StageId id) {
  const model::Stage& stage = policy_.stages[id];
  std::vector<form::Item> items;
  for (const model::LimitId limit_id : stage.limits) items.push_back(limit(policy_.limits[limit_id]));
  for (const model::RuleId rule_id : stage.rules) {
    if (!policy_.rules[rule_id].escalation) items.push_back(rule(policy_.rules[rule_id]));
  }
  if (items.empty()) return;
  heading(3, "While part " + std::to_string(id + 1) + " lasts");
  list(false, std::move(items));
}

void GuideWriter::at_any_time() {
  std::vector<form::Item> items;
  for (const model::LimitId id : policy_.policy_limits) items.push_back(limit(policy_.limits[id]));
  for (const model::RuleId id : policy_.policy_rules) {
    if (!policy_.rules[id].escalation) items.push_back(rule(policy_.rules[id]));
  }
  if (items.empty()) return;
  heading(2, "What may happen meanwhile");
  list(false, std::move(items));
}

void GuideWriter::escalations() {
  std::vector<form::Item> items;
  for (const model::Rule& written : policy_.rules) {
    if (written.escalation) items.push_back(escalation(written));
  }
  if (items.empty()) return;
  heading(2, "Who has to be told");
  paragraph("", "What is told here stays due until it is done, even when the case is closed meanwhile.");
  list(false, std::move(items));
}

std::string GuideWriter::during(const std::vector<bool>& active) const {
  const bool everywhere = std::find(active.begin(), active.end(), false) == active.end();
  return everywhere ? "at any time" : "at any time during " + say_.stages(active);
}

std::string GuideWriter::trigger(const model::Rule& rule) {
  const std::string when = during(rule.active);
  if (rule.kind == model::Rule::Kind::when) {
    return capitalized(when) + (rule.after_closing ? ", and also after the case was closed" : "") + ", as soon as " +
           say_.condition(*rule.condition);
  }
  if (rule.kind == model::Rule::Kind::alongside) {
    const bool from_start = !rule.stage && std::ranges::find(rule.active, false) == rule.active.end();
    return "Beside all other work, from the beginning" +
           (from_start ? std::string(" on") : " of " + say_.stages(rule.active) + " on, and as long as that lasts");
  }
  std::string text = "If " + say_.events(rule.events) + " is recorded " + when;
  if (rule.condition) text += ", and then " + say_.condition(*rule.condition);
  if (rule.again == model::Rule::Again::unless_open) text += ", unless this is going on already";
  if (rule.again == model::Rule::Again::starting_over) text += "; what is going on of this ends, and it starts over";
  return text;
}

// A single way out stands in the sentence; work stands in steps below it.
void GuideWriter::body(const model::Rule& rule, form::Item& item) {
  std::vector<form::Item> steps = sequence(rule.body, {});
  if (steps.size() == 1 && steps.front().below.empty()) {
    std::string text = steps.front().text;
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    item.text += ": " + text;
  } else {
    item.text += ":";
    item.below.emplace_back().node.emplace<form::List>(true, std::move(steps));
  }
}

form::Item GuideWriter::rule(const model::Rule& rule) {
  form::Item item;
  if (rule.kind == model::Rule::Kind::alongside && !rule.title.empty()) item.lead = rule.title + ".";
  item.text = trigger(rule);
  body(rule, item);
  source(rule.clause, rule.stage ? policy_.stages[*rule.stage].clause : policy_.clause, item);
  return item;
}

form::Item GuideWriter::escalation(const model::Rule& rule) {
  form::Item item;
  item.lead = rule.escalation->title + ".";
  item.text = "To: " + say_.role(rule.escalation->role) + ". " + trigger(rule);
  body(rule, item);
  source(rule.clause, rule.stage ? policy_.stages[*rule.stage].clause : policy_.clause, item);
  return item;
}

form::Item GuideWriter::limit(const model::Limit& limit) {
  form::Item item;
  const std::string from = limit.since   ? "since " + say_.anchor(*limit.since)
                           : limit.stage ? "since its beginning"
                                         : "since the start";
  item.lead = "At most " + to_string(limit.duration) + ".";
  item.text = "Once " + to_string(limit.duration) + " " + from + " are over" + adjusted(limit.adjust);
  if (!limit.stage) item.text += ", " + during(limit.active);
  item.text +=
      limit.go_to ? ", go on with " + say_.stage(*limit.go_to) : ", the work ends: " + say_.outcome(*limit.finish);
  item.text += ". What was still open then is dropped, and listed as dropped.";
  return item;
}

}  // namespace engage::show
