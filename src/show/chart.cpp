#include "show/chart.h"

#include <algorithm>
#include <utility>

#include "model/parts.h"
#include "pace/sequence.h"
#include "show/policy_words.h"

namespace engage::show {
namespace {

using Kind = ChartNode::Kind;

void add_label(std::string& label, const std::string& more) {
  if (!label.empty()) label += "; ";
  label += more;
}

// Draws sequences into one part.
class Drawer {
 public:
  Drawer(const model::Policy& policy, PolicyWords& say, ChartPart& part) : policy_(policy), say_(say), part_(part) {}

  // An arrow that still has to find its end.
  struct Loose {
    std::size_t from;
    std::string label;
    ChartArrow::Kind kind = ChartArrow::Kind::flow;
  };
  using Ends = std::vector<Loose>;
  using Box = std::optional<std::size_t>;

  std::size_t add(Kind kind, std::vector<ChartLine> lines, Box box, const Ends& ends = {}) {
    part_.nodes.push_back({kind, std::move(lines), box});
    const std::size_t node = part_.nodes.size() - 1;
    join(ends, node);
    return node;
  }
  void join(const Ends& ends, std::size_t node) {
    for (const Loose& end : ends) part_.arrows.push_back({end.kind, end.from, node, end.label});
  }

  // Stages are drawn here, and their first nodes are where `go to` leads; elsewhere they are referred to.
  void draw_stages();
  // What comes out at the end of the sequence.
  Ends sequence(model::Next from, model::Next until, Ends ends, Box box);

 private:
  Ends draw(const model::OpenStep& open, model::StatementId, Ends ends, Box box);
  Ends draw(const model::Wait& wait, model::StatementId, Ends ends, Box box);
  Ends draw(const model::WaitFor& wait, model::StatementId, Ends ends, Box box);
  Ends draw(const model::WaitUntil& wait, model::StatementId, Ends ends, Box box);
  Ends draw(const model::Repeat& repeat, model::StatementId id, Ends ends, Box box);
  Ends draw(const model::If& branch, model::StatementId id, Ends ends, Box box);
  Ends draw(const model::GoTo& go, model::StatementId, Ends ends, Box box);
  Ends draw(const model::Finish& finish, model::StatementId, Ends ends, Box box);
  void stage(model::StageId id);
  void leave(const Ends& ends, std::optional<model::StageId> go_to, std::optional<model::OutcomeId> finish);
  std::string line(const model::DoLine& line);
  // An arrow can only wait when it begins somewhere.
  Ends begun(Ends ends, Box box);

  const model::Policy& policy_;
  PolicyWords& say_;
  ChartPart& part_;
  std::vector<std::optional<std::size_t>> entries_;  // by StageId, where the stages are drawn
  std::vector<std::pair<Loose, model::StageId>> to_stages_;
  std::vector<std::size_t> lowest_;                   // nodes of the stage drawn last
  std::vector<std::optional<std::size_t>> outcomes_;  // by OutcomeId
};

// Whether all that a rule does is to leave, and for where.
const model::Statement* only_leaves(const model::Policy& policy, const model::Rule& rule) {
  const bool triggered = rule.kind != model::Rule::Kind::alongside && !rule.escalation;
  if (!triggered || rule.body.statement == model::kEnd) return nullptr;
  const model::Statement& statement = policy.statements[rule.body.statement];
  const auto& node = statement.node;
  const bool leaves = std::holds_alternative<model::GoTo>(node) || std::holds_alternative<model::Finish>(node);
  return leaves ? &statement : nullptr;
}

std::string trigger(const model::Rule& rule, PolicyWords& say) {
  if (rule.kind == model::Rule::Kind::when) {
    return (rule.after_closing ? "also after the case was closed, as soon as " : "as soon as ") +
           say.condition(*rule.condition);
  }
  std::string text = "when " + say.events(rule.events) + " is recorded";
  if (rule.condition) text += ", if " + say.condition(*rule.condition);
  if (rule.again == model::Rule::Again::unless_open) text += ", unless this is going on already";
  if (rule.again == model::Rule::Again::starting_over) text += ", starting over";
  return text;
}

// What a strand that runs beside the parts begins with.
std::vector<ChartLine> strand_head(const model::Rule& rule, const std::string& beside) {
  std::vector<ChartLine> lines;
  if (!rule.title.empty()) lines.push_back({rule.title, true});
  lines.push_back({beside, false});
  return lines;
}

Drawer::Ends Drawer::begun(Ends ends, Box box) {
  if (!ends.empty()) return ends;
  return {{add(Kind::hold, {{"Begin", false}}, box), ""}};
}

Drawer::Ends Drawer::sequence(model::Next from, model::Next until, Ends ends, Box box) {
  pace::for_each_statement(policy_, from, until, [&](const model::Statement& statement, model::StatementId id) {
    ends = std::visit([&](const auto& node) { return draw(node, id, std::move(ends), box); }, statement.node);
  });
  return ends;
}

std::string Drawer::line(const model::DoLine& line) {
  std::vector<std::string> actions;
  for (std::size_t i = 0; i < line.actions.size(); ++i) {
    const model::EventId action = line.actions[i];
    actions.push_back(say_.action(action) + say_.narrowed(action, line.narrowing(i)) +
                      (policy_.guards[action] ? " (if allowed)" : ""));
  }
  std::string text = "• " + joined(actions, "or");
  if (line.condition) text += ", if " + say_.condition(*line.condition);
  return text;
}

Drawer::Ends Drawer::draw(const model::OpenStep& open, model::StatementId, Ends ends, Box box) {
  const model::Step& step = policy_.steps[open.step];
  std::vector<ChartLine> lines{{step.title, true}};
  std::vector<std::string> roles;
  for (const model::DoLine& written : step.lines) {
    const std::string role = say_.role(written.role);
    if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
  }
  std::string head = joined(roles, "and");
  const std::string within = say_.deadline(step) + say_.time_of(step);
  if (!within.empty()) head += (within[0] == ',' || within[0] == ';' ? "" : ", ") + within;
  lines.push_back({head, false});
  if (step.only_if) lines.push_back({"Only if " + say_.condition(*step.only_if), false});
  for (const model::DoLine& written : step.lines) lines.push_back({line(written), false});
  return {{add(Kind::step, std::move(lines), box, ends), ""}};
}

Drawer::Ends Drawer::draw(const model::Wait& wait, model::StatementId, Ends ends, Box box) {
  std::string text = "wait " + in_words(wait.low, wait.high);
  if (!wait.events.empty()) text += ", or until " + say_.events(wait.events);
  ends = begun(std::move(ends), box);
  for (Loose& end : ends) add_label(end.label, text);
  return ends;
}

Drawer::Ends Drawer::draw(const model::WaitFor& wait, model::StatementId, Ends ends, Box box) {
  std::string text = "wait until " + say_.events(wait.events);
  if (wait.at_most) text += ", at most " + to_string(*wait.at_most);
  ends = begun(std::move(ends), box);
  for (Loose& end : ends) add_label(end.label, text);
  return ends;
}

Drawer::Ends Drawer::draw(const model::WaitUntil& wait, model::StatementId, Ends ends, Box box) {
  std::string text = "wait until " + say_.condition(wait.condition);
  if (wait.at_most) text += ", at most " + to_string(*wait.at_most);
  ends = begun(std::move(ends), box);
  for (Loose& end : ends) add_label(end.label, text);
  return ends;
}

// What is between two rounds.
std::string rest_in_words(const model::Repeat& repeat) {
  const bool rests = repeat.kind == model::Repeat::Kind::rest;
  return rests ? "wait " + in_words(repeat.every, repeat.to) : rounds_text(repeat);
}

Drawer::Ends Drawer::draw(const model::Repeat& repeat, model::StatementId id, Ends ends, Box box) {
  std::string text = "Again and again";
  if (repeat.times) text += ", at most " + std::to_string(*repeat.times) + (*repeat.times == 1 ? " time" : " times");
  if (repeat.until) text += ", until " + say_.condition(*repeat.until);
  const std::size_t round = add(Kind::round, {{text, false}}, box, ends);
  Ends back = sequence(repeat.body, {id, true}, {{round, "a round"}}, box);
  for (Loose& end : back) add_label(end.label, rest_in_words(repeat));
  join(back, round);
  if (!repeat.times && !repeat.until) return {};
  return {{round, "then"}};
}

Drawer::Ends Drawer::draw(const model::If& branch, model::StatementId id, Ends ends, Box box) {
  const std::string text = "Is it so that " + say_.condition(branch.condition) + "?";
  const std::size_t question = add(Kind::question, {{text, false}}, box, ends);
  const model::Next after = policy_.statements[id].next;
  Ends out = sequence(branch.then, after, {{question, "yes"}}, box);
  const Ends other = sequence(branch.otherwise, after, {{question, "no, or not known"}}, box);
  out.insert(out.end(), other.begin(), other.end());
  return out;
}

Drawer::Ends Drawer::draw(const model::GoTo& go, model::StatementId, Ends ends, Box box) {
  leave(begun(std::move(ends), box), go.stage, std::nullopt);
  return {};
}

Drawer::Ends Drawer::draw(const model::Finish& finish, model::StatementId, Ends ends, Box box) {
  leave(begun(std::move(ends), box), std::nullopt, finish.outcome);
  return {};
}

void Drawer::leave(const Ends& ends, std::optional<model::StageId> go_to, std::optional<model::OutcomeId> finish) {
  if (go_to && !entries_.empty()) {
    for (const Loose& end : ends) to_stages_.emplace_back(end, *go_to);
  } else if (go_to) {
    add(Kind::reference, {{"Go on with " + say_.stage(*go_to), false}}, std::nullopt, ends);
  } else if (outcomes_.empty()) {
    add(Kind::outcome, {{policy_.outcomes[*finish].title, true}}, std::nullopt, ends);
  } else {
    if (!outcomes_[*finish]) {
      outcomes_[*finish] = add(Kind::outcome, {{policy_.outcomes[*finish].title, true}}, std::nullopt);
    }
    join(ends, *outcomes_[*finish]);
  }
}

void Drawer::stage(model::StageId id) {
  const model::Stage& stage = policy_.stages[id];
  part_.boxes.push_back("Part " + std::to_string(id + 1) + ": " + stage.title);
  const std::size_t box = part_.boxes.size() - 1;
  const std::size_t first = part_.nodes.size();
  Ends ends = sequence(stage.body, {}, {}, box);
  if (!ends.empty() || part_.nodes.size() == first) {
    add(Kind::hold, {{"Nothing more by itself: this part lasts until something happens", false}}, box, ends);
  }
  entries_[id] = first;
  // Below the stage before it.
  for (const std::size_t node : lowest_) part_.arrows.push_back({ChartArrow::Kind::order, node, first, ""});
  const std::vector<std::size_t> above_all = std::exchange(lowest_, {part_.nodes.size() - 1});

  // So does each strand that runs beside the part's own sequence.
  for (const model::RuleId rule_id : stage.rules) {
    const model::Rule& rule = policy_.rules[rule_id];
    if (rule.kind != model::Rule::Kind::alongside) continue;
    const std::size_t head = add(Kind::strand, strand_head(rule, "Beside the rest, as soon as this part begins"), box);
    for (const std::size_t node : above_all) part_.arrows.push_back({ChartArrow::Kind::order, node, head, ""});
    sequence(rule.body, {}, {{head, ""}}, box);
    lowest_.push_back(part_.nodes.size() - 1);
  }

  // What may interrupt stands in a column of its own.
  std::optional<std::size_t> above;
  const auto interrupt = [&](std::string text, std::optional<model::StageId> go_to,
                             std::optional<model::OutcomeId> finish) {
    const std::size_t node = add(Kind::interrupt, {{capitalized(std::move(text)), false}}, box);
    if (above) part_.arrows.push_back({ChartArrow::Kind::order, *above, node, ""});
    above = node;
    leave({{node, "", ChartArrow::Kind::interrupt}}, go_to, finish);
  };
  for (const model::Limit& limit : policy_.limits) {
    if (!limit.active[id]) continue;
    const std::string from = limit.since   ? " since " + say_.anchor(*limit.since)
                             : limit.stage ? " in this part"
                                           : " since the start";
    interrupt("after at most " + to_string(limit.duration) + from, limit.go_to, limit.finish);
  }
  for (const model::Rule& rule : policy_.rules) {
    const model::Statement* leaves = only_leaves(policy_, rule);
    if (!rule.active[id] || leaves == nullptr) continue;
    if (const auto* go = std::get_if<model::GoTo>(&leaves->node)) {
      interrupt(trigger(rule, say_), go->stage, std::nullopt);
    } else {
      interrupt(trigger(rule, say_), std::nullopt, std::get<model::Finish>(leaves->node).outcome);
    }
  }
  if (above) lowest_.push_back(*above);
}

void Drawer::draw_stages() {
  entries_.resize(policy_.stages.size());
  outcomes_.resize(policy_.outcomes.size());
  std::vector<ChartLine> lines{{"Start", true}, {"when " + say_.events(policy_.starts_on) + " is recorded", false}};
  if (policy_.starts_when) lines.push_back({"as soon as " + say_.condition_before_start(*policy_.starts_when), false});
  if (policy_.applies_when) {
    lines.push_back({"for cases where " + say_.condition_before_start(*policy_.applies_when), false});
  }
  const std::size_t start = add(Kind::start, std::move(lines), std::nullopt);
  to_stages_.emplace_back(Loose{start, ""}, 0);
  for (model::StageId id = 0; id < policy_.stages.size(); ++id) stage(id);
  for (const auto& [end, stage] : to_stages_) join({end}, *entries_[stage]);
}

std::string during(const model::Policy& policy, const model::Rule& rule, const PolicyWords& say) {
  const bool everywhere = std::find(rule.active.begin(), rule.active.end(), false) == rule.active.end();
  return everywhere || policy.stages.size() == 1 ? "At any time, " : "During " + say.stages(rule.active) + ", ";
}

}  // namespace

Chart chart(const model::Policy& policy, const model::Words& words) {
  Chart chart;
  chart.title = policy.title + ", version " + std::to_string(policy.version);
  chart.edition = edition(policy);
  PolicyWords say(policy, words);
  Drawer(policy, say, chart.parts.emplace_back()).draw_stages();

  ChartPart strands{"Beside the parts", true, {}, {}, {}};
  ChartPart rules{"Meanwhile", true, {}, {}, {}};
  ChartPart escalations{"Who has to be told, whatever becomes of the case", true, {}, {}, {}};
  for (const model::Rule& rule : policy.rules) {
    if (only_leaves(policy, rule) != nullptr) continue;
    if (rule.kind == model::Rule::Kind::alongside) {
      if (rule.stage) continue;  // drawn with it
      Drawer drawer(policy, say, strands);
      const bool everywhere = std::ranges::find(rule.active, false) == rule.active.end();
      const std::string from = everywhere ? "the start" : "the beginning of " + say.stages(rule.active);
      const std::size_t node = drawer.add(Kind::strand, strand_head(rule, "From " + from + " on"), std::nullopt);
      drawer.sequence(rule.body, {}, {{node, ""}}, std::nullopt);
      continue;
    }
    ChartPart& part = rule.escalation ? escalations : rules;
    Drawer drawer(policy, say, part);
    std::vector<ChartLine> lines;
    if (rule.escalation) {
      lines.push_back({rule.escalation->title, true});
      lines.push_back({"To: " + say.role(rule.escalation->role), false});
    }
    lines.push_back({during(policy, rule, say) + trigger(rule, say), false});
    const Kind kind = rule.escalation ? Kind::escalation : Kind::interrupt;
    const std::size_t node = drawer.add(kind, std::move(lines), std::nullopt);
    drawer.sequence(rule.body, {}, {{node, ""}}, std::nullopt);
  }
  if (!strands.nodes.empty()) chart.parts.push_back(std::move(strands));
  if (!rules.nodes.empty()) chart.parts.push_back(std::move(rules));
  if (!escalations.nodes.empty()) chart.parts.push_back(std::move(escalations));
  return chart;
}

std::vector<ChartNode> legend() {
  return {{Kind::step, {{"A step, and what is done in it", false}}, {}},
          {Kind::question, {{"A question, asked once", false}}, {}},
          {Kind::interrupt, {{"May happen at any time while its part lasts", false}}, {}},
          {Kind::escalation, {{"Somebody has to be told", false}}, {}},
          {Kind::outcome, {{"How the work can end", false}}, {}}};
}

std::vector<std::vector<std::size_t>> nodes_by_box(const ChartPart& part) {
  std::vector<std::vector<std::size_t>> nodes(part.boxes.size() + 1);
  for (std::size_t i = 0; i < part.nodes.size(); ++i) {
    nodes[part.nodes[i].box.value_or(part.boxes.size())].push_back(i);
  }
  return nodes;
}

std::vector<std::string> in_words(const ChartPart& part) {
  const auto name = [&](std::size_t node) { return "“" + part.nodes[node].lines.front().text + "”"; };
  std::vector<std::string> sentences;
  for (const ChartArrow& arrow : part.arrows) {
    if (arrow.kind == ChartArrow::Kind::order) continue;
    std::string& text = sentences.emplace_back("From " + name(arrow.from) + " to " + name(arrow.to));
    if (!arrow.label.empty()) text += " (" + arrow.label + ")";
    text += ".";
  }
  return sentences;
}

std::string description(const Chart& chart) {
  std::string text = "Flow chart.";
  for (const ChartPart& part : chart.parts) {
    if (!part.title.empty()) text += " " + part.title + ":";
    for (const std::string& sentence : in_words(part)) text += " " + sentence;
  }
  return text;
}

}  // namespace engage::show
