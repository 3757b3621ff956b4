#include "why/causes.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "why/deadline.h"

namespace engage::why {

using engine::Happening;
using engine::Truth;

std::string Causes::quoted(Span span) const {
  const std::string_view text = question_.sources.text(span);
  return fmt::format("`{}`", text.substr(0, text.find_first_of("\r\n")));
}

std::string Causes::names_of(const model::EventSet& events) const {
  const std::vector<model::Event>& words = question_.family.words.events;
  std::string names;
  for (model::EventId id = 0; id < words.size(); ++id) {
    if (events.contains(id)) names += (names.empty() ? "" : " or ") + words[id].name;
  }
  return names;
}

Reason Causes::reason(Reason::Kind kind, const Happening& happened, std::string text) const {
  Reason reason;
  reason.kind = kind;
  reason.text = std::move(text);
  reason.at = happened.at;
  reason.because = of(happened.grounds, *happened.policy, happened.taken, happened.at);
  return reason;
}

Reason Causes::event(std::uint32_t entry) const {
  Reason reason;
  reason.kind = Reason::Kind::event;
  reason.text = event_of(entry) + " happens";
  reason.at = question_.record.entries[entry].at;
  return reason;
}

// Causes first. Behind the last round of a `repeat` comes its first.
std::vector<std::uint32_t> Causes::way_to(std::uint32_t last) const {
  std::vector<std::uint32_t> way;
  for (std::uint32_t i = last; i != Happening::kNone; i = happening(i).cause) {
    way.push_back(i);
    const Happening& round = happening(i);
    if (round.kind != Happening::Kind::round_began || round.number < 2) continue;
    const auto first = [&](const Happening& h) {
      return h.kind == Happening::Kind::round_began && h.statement == round.statement && h.number == 1;
    };
    way.push_back(round.cause);  // the rest before it
    while (!first(happening(i))) i = happening(i).cause;
    way.push_back(i);
  }
  std::reverse(way.begin(), way.end());
  return way;
}

namespace {

// Of a longer way its beginning and its end are told, and how much lies between.
constexpr std::size_t kMostOfAWay = 100;
constexpr std::size_t kToldOfItsBeginning = 10;

Reason left_out(std::size_t count, Instant first, Instant last) {
  Reason reason;
  reason.kind = Reason::Kind::more;
  reason.at = first;
  reason.text = fmt::format("… {} more, the last of them on {}", count, say(last));
  return reason;
}

}  // namespace

std::vector<Reason> Causes::chain(std::uint32_t last, std::uint32_t first) const {
  using Kind = Happening::Kind;
  std::vector<std::uint32_t> way = way_to(last);
  std::erase_if(way, [&](std::uint32_t index) { return index < first; });
  std::vector<Reason> chain;
  const auto here_at = [&](std::size_t n) { return happening(way[n]).at; };
  for (std::size_t n = 0; n < way.size(); ++n) {
    if (n == kToldOfItsBeginning && way.size() > kMostOfAWay) {
      const Instant first_left_out = here_at(n);
      n = way.size() - (kMostOfAWay - kToldOfItsBeginning);
      chain.push_back(left_out(n - kToldOfItsBeginning, first_left_out, here_at(n - 1)));
    }
    const Happening& here = happening(way[n]);
    const Happening* next = n + 1 < way.size() ? &happening(way[n + 1]) : nullptr;
    if (here.kind == Kind::episode_started) {
      const bool stage = next && next->kind == Kind::stage_entered;
      add_start(chain, way[n], stage ? next : nullptr);
      if (stage) ++n;
    } else if (here.kind == Kind::step_opened && next &&
               (next->kind == Kind::step_done || next->kind == Kind::step_skipped)) {
      // Told with its end.
    } else if (here.kind == Kind::rest_ended && next && next->kind == Kind::round_began) {
      // Told with the round.
    } else {
      add(chain, here);
    }
  }
  return chain;
}

void Causes::add_start(std::vector<Reason>& chain, std::uint32_t index, const Happening* stage) const {
  const Happening& started = happening(index);
  const std::deque<Happening>& all = inquiry_.trace().happenings;
  const auto number = std::count_if(all.begin(), all.begin() + index + 1,
                                    [](const Happening& h) { return h.kind == Happening::Kind::episode_started; });
  chain.push_back(event(*started.entry));
  std::string text =
      fmt::format("episode {} of {} version {} begins", number, started.policy->name, started.policy->version);
  if (stage) text += ", in the stage " + started.policy->stages[stage->id].name;
  Reason begun = reason(Reason::Kind::episode, started, std::move(text));
  begun.span = stage ? started.policy->stages[stage->id].span : started.policy->span;
  begun.clause = stage ? started.policy->stages[stage->id].clause : started.policy->clause;
  chain.push_back(std::move(begun));
}

void Causes::add_rule(std::vector<Reason>& chain, const Happening& fired) const {
  const model::Rule& rule = fired.policy->rules[fired.id];
  const bool on = rule.kind == model::Rule::Kind::on;
  if (on) chain.push_back(event(*fired.entry));
  std::string text = rule.escalation ? fmt::format("the escalation {} is called for", rule.escalation->name)
                     : on            ? fmt::format("the rule {} fires", quoted(rule.span))
                                     : fmt::format("{} becomes true", quoted(rule.span));
  Reason firing = reason(Reason::Kind::rule, fired, std::move(text));
  firing.span = rule.span;
  firing.clause = rule.clause;
  chain.push_back(std::move(firing));
}

void Causes::add_wait(std::vector<Reason>& chain, const Happening& ended) const {
  const model::Statement& statement = ended.policy->statements[ended.statement];
  const std::string wait = quoted(statement.span);
  const std::string begun = say(ended.counting->from);
  const bool is_wait = ended.kind == Happening::Kind::wait_ended;
  const bool by_time = is_wait != ended.so;
  std::string text;
  if (by_time) {
    text = fmt::format("{}, begun on {}, is over", wait, begun);
  } else if (ended.entry && !std::holds_alternative<model::WaitUntil>(statement.node)) {
    text = fmt::format("{}, begun on {}, ends with {}", wait, begun, event_of(*ended.entry));
  } else {
    text = fmt::format("{}, begun on {}, ends", wait, begun);
  }
  Reason over = reason(Reason::Kind::wait, ended, std::move(text));
  over.span = statement.span;
  if (by_time) over.days = days_of(*ended.policy->calendar, *ended.counting);
  chain.push_back(std::move(over));
}

void Causes::add_round(std::vector<Reason>& chain, const Happening& began) const {
  const model::Statement& statement = began.policy->statements[began.statement];
  std::string text = fmt::format("round {} of {} begins", began.number, quoted(statement.span));
  const Happening& before = happening(began.cause);
  const bool rested = began.number > 1 && before.kind == Happening::Kind::rest_ended;
  if (rested) {
    text += fmt::format(", {} after round {} ended on {}", to_string(before.counting->duration), began.number - 1,
                        say(before.counting->from));
  }
  Reason round = reason(Reason::Kind::round, began, std::move(text));
  round.span = statement.span;
  if (rested) round.days = days_of(*began.policy->calendar, *before.counting);
  chain.push_back(std::move(round));
}

void Causes::add(std::vector<Reason>& chain, const Happening& happened) const {
  using Kind = Happening::Kind;
  const model::Policy& policy = *happened.policy;
  const auto statement = [&] { return policy.statements[happened.statement].span; };
  const auto push = [&](Reason::Kind kind, std::string text, Span span, const std::string& clause = {}) -> Reason& {
    Reason& added = chain.emplace_back(reason(kind, happened, std::move(text)));
    added.span = span;
    added.clause = clause;
    return added;
  };
  switch (happened.kind) {
    case Kind::episode_started: return;  // add_start
    case Kind::stage_entered: {
      const model::Stage& stage = policy.stages[happened.id];
      const bool said = happened.statement != model::kEnd;
      push(Reason::Kind::stage,
           fmt::format("the stage {} begins{}", stage.name, said ? ": " + quoted(statement()) : ""),
           said ? statement() : stage.span, stage.clause);
      return;
    }
    case Kind::finished: {
      const std::string& outcome = policy.outcomes[happened.id].name;
      push(Reason::Kind::finish, fmt::format("the episode ends as {}", outcome),
           happened.statement != model::kEnd ? statement() : policy.span);
      return;
    }
    case Kind::rule_fired: return add_rule(chain, happened);
    case Kind::limit_ran_out: {
      const model::Limit& limit = policy.limits[happened.id];
      const engine::Counting& counting = *happened.counting;
      Reason& out = push(Reason::Kind::limit,
                         fmt::format("{} has run out: {} from {} are past", quoted(limit.span),
                                     to_string(limit.duration), say(counting.from)),
                         limit.span);
      out.days = days_of(*policy.calendar, counting);
      return;
    }
    case Kind::step_opened:
      push(Reason::Kind::step, fmt::format("the step {} opens", policy.steps[happened.id].name),
           policy.steps[happened.id].span, policy.steps[happened.id].clause);
      return;
    case Kind::step_done:
    case Kind::step_skipped: {
      const model::Step& step = policy.steps[happened.id];
      const bool done = happened.kind == Kind::step_done;
      std::string text = fmt::format("the step {} is {}", step.name, done ? "done" : "skipped");
      const bool by_event = done && happened.entry && question_.record.entries[*happened.entry].event;
      if (by_event) text += ", with " + event_of(*happened.entry);
      push(Reason::Kind::step, std::move(text), step.span, step.clause);
      return;
    }
    case Kind::step_left:
      push(Reason::Kind::step, fmt::format("the step {} is left open", policy.steps[happened.id].name),
           policy.steps[happened.id].span, policy.steps[happened.id].clause);
      return;
    case Kind::line_settled: {
      const model::Step& step = policy.steps[happened.id];
      push(Reason::Kind::step,
           fmt::format("{} is done, with {}", step.lines[happened.line].id, event_of(*happened.entry)),
           step.lines[happened.line].span, step.clause);
      return;
    }
    case Kind::wait_ended:
    case Kind::hold_ended: return add_wait(chain, happened);
    case Kind::rest_ended: return;  // add_round; the way out of a repeat does not lead through a rest
    case Kind::round_began: return add_round(chain, happened);
    case Kind::rounds_over:
      push(Reason::Kind::round,
           fmt::format("the rounds of {} are over{}", quoted(statement()),
                       happened.so ? "" : fmt::format(", after {}", happened.number)),
           statement());
      return;
    case Kind::branch_taken:
      push(Reason::Kind::branch, fmt::format("{} is {}so", quoted(statement()), happened.so ? "" : "not "),
           statement());
      return;
  }
}

Reason Causes::deadline(const model::Policy& policy, model::StepId step, const engine::DeadlineBasis& basis,
                        const std::optional<Deadline>& due) const {
  Reason reason;
  reason.kind = Reason::Kind::deadline;
  const bool none = basis.source == engine::DeadlineBasis::Source::none;
  reason.text =
      (none ? "no deadline: " : "due: ") + basis_text(policy.steps[step], policy, basis, question_.family.words);
  if (due) reason.at = due->at;
  reason.span = basis.source == engine::DeadlineBasis::Source::wait ? policy.statements[basis.statement].span
                                                                    : policy.steps[step].span;
  if (!none) reason.days = days_of(*policy.calendar, basis.counting);
  return reason;
}

}  // namespace engage::why
