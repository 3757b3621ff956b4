#include "show/outline.h"

#include <algorithm>
#include <climits>
#include <optional>
#include <vector>

#include "form/json.h"
#include "form/layout.h"
#include "model/parts.h"
#include "pace/route.h"
#include "pace/sequence.h"
#include "pace/walk.h"
#include "show/by_time.h"
#include "show/policy_words.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage::show {
namespace {

using form::Json;

// Days after the start, over every start date that is looked at. Neither is there where no way leads.
struct Days {
  std::optional<int> earliest;
  std::optional<int> latest;
  bool open_ended = false;  // some way waits for ever, has no deadline, or goes beyond the calendar
  bool unbounded = false;   // some way comes here after work without a deadline, so that `latest` says nothing

  void early(int day) { earliest = std::min(earliest.value_or(INT_MAX), day); }
  void late(int day) { latest = std::max(latest.value_or(INT_MIN), day); }
};

struct Paces {
  std::vector<Days> stages;    // when they begin
  std::vector<Days> steps;     // opened, and done
  std::vector<Days> outcomes;  // reached
};

// Where a way leads: the place that its leg stands for.
Days* place_of(const model::Policy& policy, const pace::Leg& leg, Paces& paces) {
  if (leg.kind == pace::Leg::Kind::enter) return &paces.stages[leg.stage];
  if (leg.statement == model::kEnd) return nullptr;
  const auto& node = policy.statements[leg.statement].node;
  if (const auto* open = std::get_if<model::OpenStep>(&node)) return &paces.steps[open->step];
  if (const auto* finish = std::get_if<model::Finish>(&node)) return &paces.outcomes[finish->outcome];
  return nullptr;
}

void look(const model::Policy& policy, const model::Words& words, pace::Pace pace, Paces& paces) {
  const pace::Routes routes = pace::routes_from(policy, words, 0, pace);
  const pace::Starts starts = pace::starts_of(policy);
  pace::Walk walk;
  for (const pace::Route& route : routes.all) {
    if (route.legs.empty()) continue;
    for (Date date = starts.first; date <= starts.last; date = date + 1) {
      pace::take(policy, route, pace, start_of(date), walk);
      for (std::size_t i = 0; i < route.legs.size(); ++i) {
        Days* days = place_of(policy, route.legs[i], paces);
        if (days == nullptr) continue;
        if (!walk.passed(i) && walk.halt == pace::Walk::Halt::no_deadline) days->unbounded = true;
        if (i >= walk.visits.size()) {
          days->open_ended = days->open_ended || pace == pace::Pace::slowest;
        } else if (pace == pace::Pace::prompt) {
          days->early(date_of(walk.visits[i].at) - date);
        } else if (walk.passed(i)) {
          days->late(date_of(walk.visits[i].left) - date);
        } else {
          days->open_ended = true;
        }
      }
    }
  }
}

Paces paces_of(const model::Policy& policy, const model::Words& words) {
  Paces paces{std::vector<Days>(policy.stages.size()), std::vector<Days>(policy.steps.size()),
              std::vector<Days>(policy.outcomes.size())};
  look(policy, words, pace::Pace::prompt, paces);
  look(policy, words, pace::Pace::slowest, paces);
  for (std::vector<Days>* places : {&paces.stages, &paces.steps, &paces.outcomes}) {
    for (Days& days : *places) {
      if (days.unbounded) days.latest.reset();
    }
  }
  return paces;
}

// `by_time`: how time alone leads there, if it does.
std::string in_words(const Days& days, const std::string& by_time) {
  if (!days.earliest && !days.latest) {
    if (days.open_ended) return "no day can be told";
    return by_time.empty() ? "only if something happens" : by_time;
  }
  if (!days.latest) return "from day " + std::to_string(*days.earliest) + " on";
  if (!days.earliest) return "by day " + std::to_string(*days.latest);
  const std::string first = std::to_string(*days.earliest), last = std::to_string(*days.latest);
  return first == last ? "day " + first : "day " + first + " to " + last;
}

constexpr std::size_t kColumns = 60;  // of what stands before the days

class TextWriter {
 public:
  TextWriter(const model::Policy& policy, const model::Words& words)
      : policy_(policy), say_(policy, words), paces_(paces_of(policy, words)), by_time_(by_time(policy, words)) {}

  std::string write() {
    out_ = visible(policy_.title) + ", version " + std::to_string(policy_.version) + "\n";
    const pace::Starts starts = pace::starts_of(policy_);
    const auto count = static_cast<std::uint64_t>(starts.count());
    out_ += "days after the start if nobody answers, over the " + counted(count, "start date") + " from " +
            to_string(starts.first) + " to " + to_string(starts.last) +
            ":\nfirst, when all is done as soon as it opens; last, when all is done at the end of its time\n";
    for (model::StageId id = 0; id < policy_.stages.size(); ++id) {
      out_ += '\n';
      line(0, std::to_string(id + 1) + ". " + policy_.stages[id].title,
           in_words(paces_.stages[id], by_time_.stages[id]));
      sequence(policy_.stages[id].body, {}, 1);
      for (const model::LimitId limit : policy_.stages[id].limits) {
        line(1, "at most " + to_string(policy_.limits[limit].duration), "");
      }
      for (const model::RuleId rule : policy_.stages[id].rules) rule_lines(policy_.rules[rule], 1);
    }
    if (!policy_.policy_rules.empty() || !policy_.policy_limits.empty()) out_ += "\nMeanwhile\n";
    for (const model::LimitId limit : policy_.policy_limits) {
      line(1, "at most " + to_string(policy_.limits[limit].duration), "");
    }
    for (const model::RuleId rule : policy_.policy_rules) rule_lines(policy_.rules[rule], 1);
    if (!policy_.outcomes.empty()) out_ += "\nEnds\n";
    for (model::OutcomeId id = 0; id < policy_.outcomes.size(); ++id) {
      line(1, policy_.outcomes[id].title, in_words(paces_.outcomes[id], by_time_.outcomes[id]));
    }
    return std::move(out_);
  }

 private:
  void line(std::size_t depth, const std::string& what, const std::string& days) {
    const std::size_t indent = 2 * depth;
    out_.append(indent, ' ');
    form::append_wrapped(out_, visible(what), indent + 2, kColumns - indent);
    if (!days.empty()) {
      const std::size_t begin = out_.rfind('\n') + 1;
      const std::size_t taken = form::width(std::string_view(out_).substr(begin));
      out_.append(taken < kColumns + 2 ? kColumns + 2 - taken : 2, ' ');
      out_ += days;
    }
    out_ += '\n';
  }

  static std::string rounds_in_words(const model::Repeat& repeat) {
    if (repeat.kind == model::Repeat::Kind::rest) return "again, every " + show::in_words(repeat.every, repeat.to);
    return rounds_text(repeat) + (repeat.kind == model::Repeat::Kind::dated ? " from a date" : "");
  }

  void rule_lines(const model::Rule& rule, std::size_t depth) {
    std::string text = rule.escalation ? rule.escalation->title + ": " : "";
    if (rule.kind == model::Rule::Kind::on) {
      text += "on " + say_.events(rule.events);
      if (rule.condition) text += ", if " + say_.condition(*rule.condition);
      if (rule.again == model::Rule::Again::unless_open) text += ", unless it is going on";
      if (rule.again == model::Rule::Again::starting_over) text += ", starting over";
    } else if (rule.kind == model::Rule::Kind::alongside) {
      text += rule.title.empty() ? "alongside" : "alongside: " + rule.title;
    } else {
      text += "when " + say_.condition(*rule.condition) + (rule.after_closing ? ", also after closing" : "");
    }
    line(depth, text, "");
    sequence(rule.body, {}, depth + 1);
  }

  void sequence(model::Next from, model::Next until, std::size_t depth) {
    pace::for_each_statement(policy_, from, until, [&](const model::Statement& statement, model::StatementId id) {
      write(statement, id, depth);
    });
  }

  void write(const model::Statement& statement, model::StatementId id, std::size_t depth) {
    if (const auto* open = std::get_if<model::OpenStep>(&statement.node)) {
      const model::Step& step = policy_.steps[open->step];
      line(depth, step.title, step.rule ? "" : in_words(paces_.steps[open->step], by_time_.steps[open->step]));
    } else if (const auto* wait = std::get_if<model::Wait>(&statement.node)) {
      line(depth,
           "wait " + show::in_words(wait->low, wait->high) +
               (wait->events.empty() ? "" : ", or until " + say_.events(wait->events)),
           "");
    } else if (const auto* wait_for = std::get_if<model::WaitFor>(&statement.node)) {
      line(depth,
           "wait for " + say_.events(wait_for->events) +
               (wait_for->at_most ? ", at most " + to_string(*wait_for->at_most) : ""),
           "");
    } else if (const auto* wait_until = std::get_if<model::WaitUntil>(&statement.node)) {
      line(depth,
           "wait until " + say_.condition(wait_until->condition) +
               (wait_until->at_most ? ", at most " + to_string(*wait_until->at_most) : ""),
           "");
    } else if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
      const std::string bound =
          repeat->times ? ", at most " + std::to_string(*repeat->times) + " times" : "; the days of the first time";
      line(depth, rounds_in_words(*repeat) + bound, "");
      sequence(repeat->body, {id, true}, depth + 1);
    } else if (const auto* branch = std::get_if<model::If>(&statement.node)) {
      line(depth, "if " + say_.condition(branch->condition), "");
      sequence(branch->then, statement.next, depth + 1);
      const std::size_t before = out_.size();
      sequence(branch->otherwise, statement.next, depth + 1);
      if (out_.size() > before) out_.insert(before, std::string(2 * depth, ' ') + "otherwise\n");
    } else if (const auto* go = std::get_if<model::GoTo>(&statement.node)) {
      line(depth, "go on with " + say_.stage(go->stage), "");
    } else if (const auto* finish = std::get_if<model::Finish>(&statement.node)) {
      line(depth, "end: " + policy_.outcomes[finish->outcome].title, "");
    }
  }

  const model::Policy& policy_;
  PolicyWords say_;
  Paces paces_;
  ByTime by_time_;
  std::string out_;
};

}  // namespace

std::string outline_text(const model::Policy& policy, const model::Words& words) {
  return TextWriter(policy, words).write();
}

std::string outline_json(const model::Policy& policy, const model::Words& words) {
  const Paces paces = paces_of(policy, words);
  const pace::Starts starts = pace::starts_of(policy);
  const auto place = [](const auto& what, const Days& days) -> Json {
    return {{"name", what.name}, {"title", what.title}, {"earliest", days.earliest}, {"latest", days.latest}};
  };
  Json json{{"policy", policy.name},
            {"version", policy.version},
            {"starts", {{"first", starts.first}, {"last", starts.last}}},
            {"stages", Json::array()},
            {"outcomes", Json::array()}};
  for (model::StageId id = 0; id < policy.stages.size(); ++id) {
    Json& stage = json["stages"].emplace_back(place(policy.stages[id], paces.stages[id]));
    stage["steps"] = Json::array();
    for (model::StepId step = 0; step < policy.steps.size(); ++step) {
      if (policy.steps[step].stage != id || policy.steps[step].rule) continue;
      stage["steps"].push_back(place(policy.steps[step], paces.steps[step]));
    }
  }
  for (model::OutcomeId id = 0; id < policy.outcomes.size(); ++id) {
    json["outcomes"].push_back(place(policy.outcomes[id], paces.outcomes[id]));
  }
  return form::written(json) + '\n';
}

}  // namespace engage::show
