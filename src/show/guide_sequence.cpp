#include <algorithm>

#include "pace/sequence.h"
#include "show/guide_writer.h"

// The work of a part in numbered steps.
namespace engage::show {

std::vector<form::Item> GuideWriter::sequence(model::Next from, model::Next until) {
  std::vector<form::Item> items;
  pace::for_each_statement(policy_, from, until, [&](const model::Statement& statement, model::StatementId id) {
    items.push_back(std::visit([&](const auto& node) { return item(node, id); }, statement.node));
  });
  return items;
}

form::Item GuideWriter::item(const model::OpenStep& open, model::StatementId) {
  const model::Step& step = policy_.steps[open.step];
  form::Item item;
  item.lead = step.title + ".";
  const bool one_role = std::all_of(step.lines.begin(), step.lines.end(),
                                    [&](const model::DoLine& line) { return line.role == step.lines.front().role; });
  if (step.only_if) item.text = "Only if " + say_.condition(*step.only_if) + ". ";
  std::string when = deadline(open.step);
  if (!step.lines.empty() && one_role) {
    item.text += capitalized(say_.role(step.lines.front().role)) + ", " + when + ":";
  } else {
    item.text += capitalized(when) + ":";
  }
  form::List lines;
  for (const model::DoLine& written : step.lines) lines.items.push_back(line(written, !one_role));
  item.below.push_back({lines});
  if (!step.note.empty()) {
    std::string note = step.note;
    std::replace(note.begin(), note.end(), '\n', ' ');
    item.below.push_back({form::Paragraph{"Note:", note}});
  }
  const std::string& outer = step.rule    ? policy_.rules[*step.rule].clause
                             : step.stage ? policy_.stages[*step.stage].clause
                                          : policy_.clause;
  source(step.clause, outer, item);
  return item;
}

// The deadline, by the order of language reference 6.5.
std::string GuideWriter::deadline(model::StepId id) {
  const model::Step& step = policy_.steps[id];
  const std::string stated = say_.deadline(step);
  if (std::ranges::any_of(step.deadlines, is_always_known)) return stated + say_.time_of(step);
  const std::string usual =
      policy_.default_within ? "within " + to_string(*policy_.default_within) : "without a deadline";
  std::string other = usual;
  if (handed_on_[id].by_round) {
    other = "by the date of the round";
    if (handed_on_[id].by_none) other += ", if it is the first step done in it; else " + usual;
  } else if (handed_on_[id].by_wait) {
    other = "by the end of the wait before it";
    if (handed_on_[id].by_none) other += ", if nothing was done since then; else " + usual;
  }
  if (stated.empty()) return other + say_.time_of(step);
  const std::string_view known =
      step.deadlines.size() > 1 ? "; while none of these is known, " : "; while that is not known, ";
  return stated + say_.hour_of(step) + std::string(known) + other + say_.aim_of(step);
}

form::Item GuideWriter::line(const model::DoLine& line, bool with_role) {
  form::Item item;
  const std::string role = with_role ? " (" + say_.role(line.role) + ")" : "";
  if (!line.any_of) {
    item.text = action(line, 0) + role + varying(line);
    const std::string only = conditions_of(line, line.actions.front());
    if (!only.empty()) item.text += ", " + only;
    item.text += ".";
    return item;
  }
  item.text = "One of these is enough" + role + varying(line);
  if (line.condition) item.text += ", if " + say_.condition(*line.condition);
  item.text += ":";
  form::List choices;
  for (std::size_t i = 0; i < line.actions.size(); ++i) {
    const model::EventId action = line.actions[i];
    form::Item choice;
    choice.text = this->action(line, i);
    if (policy_.guards[action]) choice.text += ", only if " + say_.condition(*policy_.guards[action]);
    choice.text += ".";
    choices.items.push_back(std::move(choice));
  }
  item.below.push_back({choices});
  return item;
}

// Visit the home (with the client), which counts only with the outcome “Child seen” and if done by: Worker
std::string GuideWriter::action(const model::DoLine& line, std::size_t i) {
  const model::Event& action = words_.events[line.actions[i]];
  const model::Narrowing asked = line.narrowing(i);
  std::string text = say_.action(line.actions[i]) + (action.with_client ? " (with the client)" : "");
  if (asked.any()) return text;
  text += ", which counts only ";
  if (asked.outcome != model::kNone) text += "with the outcome " + quoted(action.outcomes[asked.outcome].title);
  if (asked.outcome != model::kNone && asked.role != model::kNone) text += " and ";
  if (asked.role != model::kNone) text += "if done by: " + say_.role(asked.role);
  return text;
}

std::string GuideWriter::conditions_of(const model::DoLine& line, model::EventId action) {
  std::string text;
  if (line.condition) text = "if " + say_.condition(*line.condition);
  if (policy_.guards[action]) {
    text += (text.empty() ? "only if " : "; and only if ") + say_.condition(*policy_.guards[action]);
  }
  return text;
}

std::string GuideWriter::varying(const model::DoLine& line) {
  if (!line.varying) return {};
  std::vector<std::string> slots;
  if (line.varying->weekday) slots.push_back("day of the week");
  if (line.varying->time_of_day) slots.push_back("time of day");
  if (line.varying->way) slots.push_back("way");
  const bool last = line.varying->from_last_time;
  std::string text = (last ? ", by another " : ", each time by another ") + joined(slots, "and");
  model::EventSet own;
  for (const model::EventId action : line.actions) own.add(action);
  const bool among_own = own == line.varying->among;
  if (!among_own && !last) text += " than any " + say_.events(line.varying->among) + " before";
  if (!among_own && last) text += " than the last " + say_.events(line.varying->among);
  if (among_own && last) text += " than the last time";
  return text;
}

form::Item GuideWriter::item(const model::Wait& wait, model::StatementId) {
  form::Item item;
  item.text = "Wait " + in_words(wait.low, wait.high);
  if (!wait.events.empty()) item.text += ", or until " + say_.events(wait.events) + " is recorded";
  item.text += ".";
  return item;
}

form::Item GuideWriter::item(const model::WaitFor& wait, model::StatementId) {
  form::Item item;
  item.text = "Wait until " + say_.events(wait.events) + " is recorded, ";
  item.text += wait.at_most ? "at most " + to_string(*wait.at_most) + "." : "however long that takes.";
  return item;
}

form::Item GuideWriter::item(const model::WaitUntil& wait, model::StatementId) {
  form::Item item;
  item.text = "Wait until " + say_.condition(wait.condition);
  item.text += wait.at_most ? ", at most " + to_string(*wait.at_most) + "." : ", however long that takes.";
  return item;
}

// “at least every 6 weeks, opened 2 weeks ahead”
std::string GuideWriter::pace_of(const model::Repeat& repeat) {
  const std::string ahead = repeat.listed ? ", each listed " + to_string(*repeat.listed) + " ahead of its date" : "";
  switch (repeat.kind) {
    case model::Repeat::Kind::rest: break;
    case model::Repeat::Kind::longest:
      return "Do this again and again, never longer than " + to_string(repeat.every) + " apart" + ahead;
    case model::Repeat::Kind::dated:
      return "Do this every " + to_string(repeat.every) + ", counted from " + say_.anchor(repeat.from) + ahead;
    case model::Repeat::Kind::periods:
      return "Do this once in every " +
             (repeat.period.empty() ? "calendar " + std::string(name(repeat.unit)) : say_.period(repeat.period)) +
             (repeat.from_next ? ", from the next one on" : "");
  }
  return "Do this again and again, with a wait of " + in_words(repeat.every, repeat.to) + " after each round";
}

form::Item GuideWriter::item(const model::Repeat& repeat, model::StatementId id) {
  form::Item item;
  item.text = pace_of(repeat);
  if (repeat.times) {
    item.text += ", at most " + std::to_string(*repeat.times) + (*repeat.times == 1 ? " time" : " times");
  }
  if (repeat.until) item.text += ", until " + say_.condition(*repeat.until);
  item.text += ":";
  item.below.push_back({form::List{true, sequence(repeat.body, {id, true})}});
  return item;
}

form::Item GuideWriter::item(const model::If& branch, model::StatementId id) {
  const model::Next after = policy_.statements[id].next;
  form::Item item;
  item.text = "If " + say_.condition(branch.condition) + ":";
  item.below.push_back({form::List{true, sequence(branch.then, after)}});
  std::vector<form::Item> otherwise = sequence(branch.otherwise, after);
  if (!otherwise.empty()) {
    item.below.push_back({form::Paragraph{"", "Otherwise, and also where that is not known:"}});
    item.below.push_back({form::List{true, std::move(otherwise)}});
  }
  return item;
}

form::Item GuideWriter::item(const model::GoTo& go, model::StatementId) {
  return {"", "Go on with " + say_.stage(go.stage) + ".", {}};
}

form::Item GuideWriter::item(const model::Finish& finish, model::StatementId) {
  return {"", "The work ends: " + say_.outcome(finish.outcome) + ".", {}};
}

}  // namespace engage::show
