#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "model/chains.h"
#include "model/check_policy.h"
#include "text/bounds.h"

namespace engage::model {
namespace {

bool is_rounds(const syntax::Statement& line) {
  return std::holds_alternative<syntax::Repeat>(line.node) || std::holds_alternative<syntax::AtLeastEvery>(line.node) ||
         std::holds_alternative<syntax::EveryFrom>(line.node) || std::holds_alternative<syntax::OnceEvery>(line.node);
}

// Statements of a sequence, as against the rules, limits and sources that may stand among them.
bool is_executable(const syntax::Statement& line) {
  return std::holds_alternative<syntax::Step>(line.node) || std::holds_alternative<syntax::Wait>(line.node) ||
         std::holds_alternative<syntax::WaitFor>(line.node) || std::holds_alternative<syntax::WaitUntil>(line.node) ||
         is_rounds(line) || std::holds_alternative<syntax::If>(line.node) ||
         std::holds_alternative<syntax::GoTo>(line.node) || std::holds_alternative<syntax::Finish>(line.node);
}

bool leaves(const syntax::Statement& line) {
  return std::holds_alternative<syntax::GoTo>(line.node) || std::holds_alternative<syntax::Finish>(line.node);
}

}  // namespace

Next PolicyChecker::sequence(const std::vector<syntax::Statement>& block, Next after, const Place& place) {
  std::vector<const syntax::Statement*> lines;
  std::vector<const syntax::Statement*> otherwise;
  for (const syntax::Statement& line : block) {
    if (is_executable(line)) {
      if (!lines.empty() && leaves(*lines.back())) {
        diagnostics_.add(Code::E213, line.span, "nothing gets here")
            .labels.push_back({lines.back()->span, "this leaves, so it must be the last of its sequence"});
      }
      lines.push_back(&line);
      otherwise.push_back(nullptr);
    } else if (std::holds_alternative<syntax::Otherwise>(line.node) && !lines.empty()) {
      otherwise.back() = &line;
    } else if (std::holds_alternative<syntax::Damaged>(line.node)) {
      check_damaged(line, place);
    }
  }
  if (lines.empty()) return after;

  const std::size_t first = policy_.statements.size();
  assert(first + lines.size() <= kMostStatements);
  for (const syntax::Statement* line : lines) policy_.statements.push_back({Finish{0}, after, line->span});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto id = static_cast<StatementId>(first + i);
    const Next next = i + 1 < lines.size() ? Next{static_cast<StatementId>(id + 1), false} : after;
    policy_.statements[id].next = next;
    if (auto node = statement(*lines[i], id, next, otherwise[i], place)) policy_.statements[id].node = std::move(*node);
  }
  return {static_cast<StatementId>(first), false};
}

// Below a header that could not be read there may be more faults to tell.
void PolicyChecker::check_damaged(const syntax::Statement& written, const Place& place) {
  const auto& damaged = std::get<syntax::Damaged>(written.node);
  if (damaged.keyword != "step") {
    sequence(written.block, {}, place);
    return;
  }
  Step step;
  for (const syntax::Statement& line : written.block) {
    if (const auto* who = std::get_if<syntax::By>(&line.node)) words_.find_role(who->role);
    else if (const auto* condition = std::get_if<syntax::OnlyIf>(&line.node)) conditions_.check(condition->condition);
    else if (const auto* work = std::get_if<syntax::Do>(&line.node); work && step.lines.size() < kMostDoLines)
      check_do(*work, line.span, step);
    else check_time(line, step);
  }
}

std::optional<PolicyChecker::Node> PolicyChecker::statement(const syntax::Statement& written, StatementId id, Next next,
                                                            const syntax::Statement* otherwise, const Place& place) {
  if (const auto* step = std::get_if<syntax::Step>(&written.node)) {
    const StepId step_id = step_ids_.at(step->name.text);
    if (policy_.steps[step_id].span != written.span) return std::nullopt;  // a second one of that name: reported
    check_step(written, step_id, place);
    return OpenStep{step_id};
  }
  if (const auto* wait = std::get_if<syntax::Wait>(&written.node)) {
    const auto low = settings_.positive(wait->range.low);
    const auto high = wait->range.high ? settings_.positive(*wait->range.high) : std::nullopt;
    EventSet events;
    if (!wait->events.empty()) events = words_.events(wait->events).value_or(EventSet{});
    return low ? std::optional<Node>(Wait{*low, high, events}) : std::nullopt;
  }
  if (const auto* wait = std::get_if<syntax::WaitFor>(&written.node)) {
    const auto events = words_.events(wait->events);
    const auto at_most = wait->at_most ? settings_.positive(*wait->at_most) : std::nullopt;
    return events ? std::optional<Node>(WaitFor{*events, at_most}) : std::nullopt;
  }
  if (const auto* wait = std::get_if<syntax::WaitUntil>(&written.node)) {
    const auto condition = conditions_.check(wait->condition);
    const auto at_most = wait->at_most ? settings_.positive(*wait->at_most) : std::nullopt;
    return condition ? std::optional<Node>(WaitUntil{*condition, at_most}) : std::nullopt;
  }
  if (is_rounds(written)) return rounds(written, id, place);
  if (const auto* branch = std::get_if<syntax::If>(&written.node)) {
    const auto condition = conditions_.check(branch->condition);
    const Next then = sequence(written.block, next, place);
    const Next other = otherwise ? sequence(otherwise->block, next, place) : next;
    return condition ? std::optional<Node>(If{*condition, then, other}) : std::nullopt;
  }
  if (const auto* go = std::get_if<syntax::GoTo>(&written.node)) {
    const auto stage = find_stage(go->stage);
    return stage ? std::optional<Node>(GoTo{*stage}) : std::nullopt;
  }
  const auto& finish = std::get<syntax::Finish>(written.node);
  return Finish{outcome(finish.outcome, finish.title)};
}

// What a line of rounds says but for its block; nothing where it has faults.
std::optional<Repeat> PolicyChecker::rounds_of(const syntax::Statement& written) {
  Repeat result;
  if (const auto* line = std::get_if<syntax::Repeat>(&written.node)) {
    const auto every = settings_.positive(line->every.low);
    result.to = line->every.high ? settings_.positive(*line->every.high) : std::nullopt;
    result.times = line->times;
    result.until = conditions_.check(line->until);
    result.every = every.value_or(Duration{});
    return every ? std::optional(result) : std::nullopt;
  }
  if (const auto* line = std::get_if<syntax::AtLeastEvery>(&written.node)) {
    result.kind = Repeat::Kind::longest;
    const auto every = settings_.positive(line->every);
    result.listed = settings_.length(line->listed);
    result.times = line->times;
    result.until = conditions_.check(line->until);
    result.every = every.value_or(Duration{});
    return every ? std::optional(result) : std::nullopt;
  }
  if (const auto* line = std::get_if<syntax::EveryFrom>(&written.node)) {
    result.kind = Repeat::Kind::dated;
    const auto every = settings_.positive(line->every);
    const auto from = conditions_.anchor(line->from);
    result.listed = settings_.length(line->listed);
    result.times = line->times;
    result.until = conditions_.check(line->until);
    if (!every || !from) return std::nullopt;
    if (is_exact(*every)) {
      diagnostics_.add(Code::E210, line->every.span, "fixed dates are counted in days, not hours").help =
          "write days, business days, weeks, months or years";
    }
    result.every = *every;
    result.from = *from;
    return result;
  }
  const auto& line = std::get<syntax::OnceEvery>(written.node);
  result.kind = Repeat::Kind::periods;
  result.unit = line.unit;
  result.from_next = line.from_next;
  result.times = line.times;
  result.until = conditions_.check(line.until);
  if (line.period && !settings_.find_period(*line.period)) return std::nullopt;
  if (line.period) result.period = line.period->text;
  return result;
}

std::optional<PolicyChecker::Node> PolicyChecker::rounds(const syntax::Statement& written, StatementId id,
                                                         const Place& place) {
  std::optional<Repeat> result = rounds_of(written);
  if (place.repeat_depth >= kMaxRepeatDepth) {
    diagnostics_.add(Code::E225, written.span, fmt::format("`repeat` stands {} deep in others", place.repeat_depth));
    return std::nullopt;
  }
  Place inside = place;
  ++inside.repeat_depth;
  const bool allowed = conditions_.allows_its_date();
  const bool dated = std::holds_alternative<syntax::EveryFrom>(written.node) ||
                     std::holds_alternative<syntax::OnceEvery>(written.node);
  conditions_.allow_its_date(allowed || dated);
  const Next body = sequence(written.block, {id, true}, inside);
  conditions_.allow_its_date(allowed);
  const auto first = std::ranges::find_if(written.block, is_executable);
  if (std::holds_alternative<syntax::AtLeastEvery>(written.node) && first != written.block.end() &&
      !std::holds_alternative<syntax::Step>(first->node)) {
    diagnostics_.add(Code::E239, first->span, "the block of `at least every` begins with a step").help =
        "work that is done early settles that step; let what else is to happen follow it";
  }
  if (!result) return std::nullopt;
  result->body = body;
  result->depth = static_cast<std::uint8_t>(place.repeat_depth);
  return *result;
}

void PolicyChecker::check_step(const syntax::Statement& written, StepId id, const Place& place) {
  Step& step = policy_.steps[id];
  step.clause = clause_of(written.block, place.clause);
  step.rule = place.rule;
  step.stage = place.stage;
  bool by = false, only_if = false, damaged = false, full = false;
  std::optional<RoleId> role;
  auto twice = [&](bool& seen, const syntax::Statement& line, std::string_view what) {
    if (seen) diagnostics_.add(Code::E212, line.span, fmt::format("`{}` stands twice in this step", what));
    seen = true;
  };
  for (const syntax::Statement& line : written.block) {
    if (const auto* who = std::get_if<syntax::By>(&line.node)) {
      twice(by, line, "by");
      role = words_.find_role(who->role);
    } else if (const auto* condition = std::get_if<syntax::OnlyIf>(&line.node)) {
      twice(only_if, line, "only if");
      step.only_if = conditions_.check(condition->condition);
    } else if (const auto* note = std::get_if<syntax::Note>(&line.node)) {
      if (!step.note.empty()) step.note += '\n';
      step.note += note->text.value;
    } else if (const auto* work = std::get_if<syntax::Do>(&line.node)) {
      if (step.lines.size() < kMostDoLines) {
        check_do(*work, line.span, step);
      } else if (!std::exchange(full, true)) {
        diagnostics_.add(Code::E225, line.span,
                         fmt::format("the step `{}` has more than {} lines to do", step.name, kMostDoLines));
      }
    } else if (std::holds_alternative<syntax::Damaged>(line.node)) {
      damaged = true;
    } else {
      check_time(line, step);
    }
  }
  const bool has_do = std::any_of(written.block.begin(), written.block.end(), [](const syntax::Statement& line) {
    return std::holds_alternative<syntax::Do>(line.node);
  });
  if (!has_do && !damaged && !written.block.empty()) {
    diagnostics_.add(Code::E214, written.span, fmt::format("the step `{}` has nothing to do", step.name)).help =
        "write at least one line `do ACTION`";
  }
  for (DoLine& line : step.lines) line.role = role_of(line, role, place);
}

void PolicyChecker::check_do(const syntax::Do& written, Span span, Step& step) {
  DoLine line;
  line.span = span;
  line.any_of = written.any_of;
  for (const syntax::EventUse& use : written.actions) {
    if (line.actions.size() == kMostAlternatives) {
      diagnostics_.add(Code::E225, span, fmt::format("this choice has more than {} actions", kMostAlternatives));
      break;
    }
    if (const auto work = work_of(use, line, step)) {
      line.actions.push_back(work->first);
      line.narrowed.push_back(work->second);
    }
  }
  if (std::ranges::all_of(line.narrowed, &Narrowing::any)) line.narrowed.clear();
  line.condition = conditions_.check(written.condition);
  if (written.varying) line.varying = varying(*written.varying, line);
  line.id = step.name + (line.any_of ? ".any(" : ".");
  for (std::size_t i = 0; i < line.actions.size(); ++i) {
    if (i > 0) line.id += ',';
    line.id += words_.words().events[line.actions[i]].name;
  }
  if (line.any_of) line.id += ')';
  if (!line.actions.empty()) step.lines.push_back(std::move(line));
}

// The action, and what of it settles the line. It stands once in a step; in a choice once with each outcome.
std::optional<std::pair<EventId, Narrowing>> PolicyChecker::work_of(const syntax::EventUse& use, const DoLine& line,
                                                                    const Step& step) {
  const Symbol* symbol = words_.find(use.name, {Symbol::Kind::action}, "an action");
  if (!symbol) return std::nullopt;
  const auto action = static_cast<EventId>(symbol->index);
  if (words_.words().events[action].never_allowed) {
    diagnostics_
        .add(Code::E216, use.name.span, fmt::format("`{}` is never allowed, so it cannot be work to do", use.name.text))
        .labels.push_back({symbol->span, "never allowed"});
    return std::nullopt;
  }
  const auto narrowing = words_.narrowing(action, use);
  if (!narrowing) return std::nullopt;
  bool in_line = false;
  for (std::size_t i = 0; i < line.actions.size(); ++i) {
    if (line.actions[i] == action && line.narrowing(i).outcome == narrowing->outcome) in_line = true;
  }
  const bool in_step = std::ranges::any_of(
      step.lines, [&](const DoLine& other) { return std::ranges::find(other.actions, action) != other.actions.end(); });
  if (!in_line && !in_step) return std::pair{action, *narrowing};
  Diagnostic& d =
      diagnostics_.add(Code::E215, use.name.span, fmt::format("`{}` stands twice in one step", use.name.text));
  d.help = "one event settles one line; use another step for a second time";
  if (in_line) {
    d.help = "one of them is enough in a choice; take the other out";
    d.patch = Patch{{use.span.file, (&use - 1)->span.end, use.span.end}, ""};
  }
  return std::nullopt;
}

std::optional<Varying> PolicyChecker::varying(const syntax::Varying& written, const DoLine& line) {
  Varying result{written.weekday, written.time_of_day, written.way, written.from_last_time, {}};
  if (!written.among) {
    for (EventId action : line.actions) result.among.add(action);
    return result;
  }
  const Symbol* symbol = words_.find(*written.among, {Symbol::Kind::group}, "a group");
  if (!symbol) return std::nullopt;
  const auto events = words_.events(*written.among);
  if (!events) return std::nullopt;
  result.among = *events;
  return result;
}

// Says whether the line is one that sets or shifts a deadline.
bool PolicyChecker::check_deadline(const syntax::Statement& line, Step& step) {
  const auto* within = std::get_if<syntax::Within>(&line.node);
  const auto* before = std::get_if<syntax::NoLaterThan>(&line.node);
  if (!within && !before) return false;
  DeadlineLine deadline = within ? deadline_within(*within) : deadline_no_later(*before);
  deadline.text = std::string(words_.sources().text(line.span));
  deadline.span = line.span;
  if (step.deadlines.size() == kMostDoLines) {
    diagnostics_.add(Code::E225, line.span,
                     fmt::format("the step `{}` has more than {} deadlines", step.name, kMostDoLines));
  } else if (step.deadlines.size() < kMostDoLines) {
    step.deadlines.push_back(std::move(deadline));
  }
  return true;
}

DeadlineLine PolicyChecker::deadline_within(const syntax::Within& written) {
  DeadlineLine deadline;
  deadline.duration = settings_.length(written.length).value_or(Duration{});
  deadline.adjust = written.adjust;
  if (!written.of) return deadline;
  deadline.kind = DeadlineLine::Kind::after_anchor;
  deadline.anchor = conditions_.anchor(*written.of).value_or(Anchor{});
  deadline.anchor_text = std::string(words_.sources().text(written.of->span));
  return deadline;
}

DeadlineLine PolicyChecker::deadline_no_later(const syntax::NoLaterThan& written) {
  DeadlineLine deadline;
  deadline.kind = DeadlineLine::Kind::no_later;
  deadline.before = written.before;
  deadline.anchor = conditions_.anchor(written.anchor).value_or(Anchor{});
  deadline.anchor_text = std::string(words_.sources().text(written.anchor.span));
  deadline.same_day = !written.length;
  if (deadline.same_day) return deadline;
  deadline.duration = settings_.length(*written.length).value_or(Duration{});
  if (is_exact(deadline.duration)) {
    diagnostics_.add(Code::E210, written.length->span, "`no later than` counts days, not hours").help =
        "write days, business days, weeks, months or years";
  }
  return deadline;
}

// The other lines that say when a step is due, each at most once.
bool PolicyChecker::check_time(const syntax::Statement& line, Step& step) {
  const auto twice = [&](bool seen, std::string_view what) {
    if (seen) diagnostics_.add(Code::E212, line.span, fmt::format("`{}` stands twice in this step", what));
  };
  if (const auto* give = std::get_if<syntax::GiveAtLeast>(&line.node)) {
    twice(step.give_at_least.has_value(), "give at least");
    step.give_at_least = settings_.positive(give->length).value_or(Duration{1, Unit::days});
  } else if (const auto* time = std::get_if<syntax::ByTime>(&line.node)) {
    twice(step.by_time.has_value(), "by a time of day");
    step.by_time = time->minute;
  } else if (const auto* aim = std::get_if<syntax::Aim>(&line.node)) {
    twice(step.aim.has_value(), "aim within");
    step.aim = Aim{settings_.length(aim->length).value_or(Duration{}), conditions_.anchor(aim->of)};
  } else {
    return check_deadline(line, step);
  }
  return true;
}

// Whoever it has to be done by (in a choice the first that one says); the step's `by`; else the escalation's role; else
// the action's (of a choice: the first alternative that has one); else the default; else the first role declared.
RoleId PolicyChecker::role_of(const DoLine& line, std::optional<RoleId> step_role, const Place& place) const {
  for (const Narrowing& narrowing : line.narrowed) {
    if (narrowing.role != kNone) return narrowing.role;
  }
  if (step_role) return *step_role;
  if (place.rule && policy_.rules[*place.rule].escalation) return policy_.rules[*place.rule].escalation->role;
  for (EventId action : line.actions) {
    if (const auto by = words_.words().events[action].by) return *by;
  }
  if (default_role_) return *default_role_;
  return words_.first_role().value_or(DoLine::kNoRole);
}

}  // namespace engage::model
