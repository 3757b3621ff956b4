#include "why/causes.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "why/deadline.h"
#include "why/words.h"

namespace engage::why {

using engine::Happening;
using engine::Truth;

std::string Causes::quoted(Span span) const {
  const std::string_view text = sources_->text(span);
  return fmt::format("`{}`", text.substr(0, text.find_first_of("\r\n")));
}

std::string Causes::names_of(const model::EventSet& events) const { return why::names_of(events, family_.words); }

Reason Causes::reason(Reason::Kind kind, const Happening& happened, std::string text, Span span,
                      const std::string& clause) const {
  Reason reason;
  reason.kind = kind;
  reason.text = std::move(text);
  reason.at = happened.at;
  reason.span = span;
  reason.clause = clause;
  if (!brief()) reason.because = of(happened.grounds, *happened.policy, happened.taken, happened.at);
  return reason;
}

std::string Causes::event_of(std::uint32_t entry) const {
  const model::Occurrence what = record_.entries[entry].what();
  const model::Event& event = family_.words.events[what.event];
  std::string text = event.name;
  if (what.outcome != model::kNone) text += " as " + event.outcomes[what.outcome].name;
  if (what.role != model::kNone) text += " done by " + family_.words.roles[what.role].name;
  return text;
}

Reason Causes::event(std::uint32_t entry) const {
  Reason reason;
  reason.kind = Reason::Kind::event;
  reason.text = event_of(entry) + " happens";
  reason.at = record_.entries[entry].at;
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
    } else if (here.kind != Kind::rest_ended) {  // a rest is told with the round behind it
      const bool by_event =
          here.kind == Kind::rule_fired && here.policy->rules[here.rule].kind == model::Rule::Kind::on;
      if (by_event) chain.push_back(event(*here.entry));
      chain.push_back(link(here));
    }
  }
  return chain;
}

std::string Causes::briefly(std::uint32_t last) const {
  for (std::uint32_t i = last; i != Happening::kNone; i = happening(i).cause) {
    if (std::string text = link(happening(i)).text; !text.empty()) return text;
  }
  return {};
}

void Causes::add_start(std::vector<Reason>& chain, std::uint32_t index, const Happening* entered) const {
  const Happening& started = happening(index);
  const model::Policy& policy = *started.policy;
  const std::deque<Happening>& all = inquiry_.trace().happenings;
  const auto number = std::count_if(all.begin(), all.begin() + index + 1,
                                    [](const Happening& h) { return h.kind == Happening::Kind::episode_started; });
  chain.push_back(event(*started.entry));
  std::string text = fmt::format("episode {} of {} version {} begins", number, policy.name, policy.version);
  if (!entered) {
    chain.push_back(reason(Reason::Kind::episode, started, std::move(text), policy.span, policy.clause));
    return;
  }
  const model::Stage& stage = policy.stages[entered->stage];
  text += ", in the stage " + stage.name;
  chain.push_back(reason(Reason::Kind::episode, started, std::move(text), stage.span, stage.clause));
}

Reason Causes::link(const Happening& happened) const {
  using Kind = Happening::Kind;
  switch (happened.kind) {
    case Kind::episode_started: return {};  // add_start
    case Kind::stage_entered: return brief() ? Reason{} : stage(happened);
    case Kind::finished: return brief() ? Reason{} : finish(happened);
    case Kind::rule_fired: return rule(happened);
    case Kind::rule_held: return {};  // held
    case Kind::limit_ran_out: return limit(happened);
    case Kind::step_opened:
    case Kind::step_done:
    case Kind::step_skipped:
    case Kind::step_left:
    case Kind::line_settled: return step(happened);
    case Kind::wait_ended:
    case Kind::hold_ended:
    case Kind::rest_ended: return wait(happened);
    case Kind::round_began: return brief() ? Reason{} : round(happened);
    case Kind::rounds_over: return brief() ? Reason{} : rounds_over(happened);
    case Kind::branch_taken: return brief() ? Reason{} : branch(happened);
  }
  return {};
}

Span Causes::statement_of(const Happening& happened) const {
  return happened.policy->statements[happened.statement].span;
}

Reason Causes::stage(const Happening& entered) const {
  const model::Stage& stage = entered.policy->stages[entered.stage];
  const bool said = entered.statement != model::kEnd;
  const Span span = said ? statement_of(entered) : stage.span;
  return reason(Reason::Kind::stage, entered,
                fmt::format("the stage {} begins{}", stage.name, said ? ": " + quoted(span) : ""), span, stage.clause);
}

Reason Causes::finish(const Happening& finished) const {
  const bool said = finished.statement != model::kEnd;
  return reason(Reason::Kind::finish, finished,
                fmt::format("the episode ends as {}", finished.policy->outcomes[finished.outcome].name),
                said ? statement_of(finished) : finished.policy->span);
}

Reason Causes::rule(const Happening& fired) const {
  const model::Rule& rule = fired.policy->rules[fired.rule];
  std::string text = brief()           ? text_of_rule(rule, *fired.policy, family_.words)
                     : rule.escalation ? fmt::format("the escalation {} is called for{}", rule.escalation->name,
                                                     after_closing(fired) ? ", after the episode ended" : "")
                     : rule.kind == model::Rule::Kind::alongside ? fmt::format("{} begins beside it", quoted(rule.span))
                     : rule.kind == model::Rule::Kind::on        ? fmt::format("the rule {} fires", quoted(rule.span))
                                                                 : fmt::format("{} becomes true", quoted(rule.span));
  return reason(Reason::Kind::rule, fired, std::move(text), rule.span, rule.clause);
}

// Whether its episode had ended by then.
bool Causes::after_closing(const Happening& fired) const {
  bool ended = false;
  for (const Happening& before : inquiry_.trace().happenings) {
    if (&before == &fired) break;
    if (before.kind == Happening::Kind::episode_started) ended = false;
    if (before.kind == Happening::Kind::finished) ended = true;
  }
  return ended;
}

std::vector<Reason> Causes::held(const model::Policy& policy, model::RuleId rule, Instant since) const {
  std::vector<Reason> reasons;
  for (std::uint32_t i = 0; i < inquiry_.happened(); ++i) {
    const Happening& h = happening(i);
    if (h.kind != Happening::Kind::rule_held || h.policy != &policy || h.rule != rule || h.at < since) continue;
    Reason reason;
    reason.kind = Reason::Kind::rule;
    reason.at = h.at;
    reason.span = policy.rules[rule].span;
    reason.text = fmt::format("{} on {} does not fire {} again: an earlier firing of it is still open",
                              event_of(*h.entry), say(h.at), quoted(policy.rules[rule].span));
    reasons.push_back(std::move(reason));
  }
  return reasons;
}

std::vector<Reason> Causes::not_settling(const model::DoLine& line, Instant since) const {
  std::vector<Reason> reasons;
  for (std::uint32_t i = 0; i < inquiry_.state().taken; ++i) {
    const cases::Entry& entry = record_.entries[i];
    if (!entry.event || entry.at < since) continue;
    const auto asked = std::ranges::find(line.actions, *entry.event);
    if (asked == line.actions.end()) continue;
    const auto number = static_cast<std::size_t>(asked - line.actions.begin());
    const model::Occurrence what = entry.what();
    const auto settles = [&](std::size_t n) { return line.actions[n] == what.event && line.narrowing(n).fits(what); };
    bool settled = false;
    for (std::size_t n = 0; n < line.actions.size(); ++n) settled = settled || settles(n);
    if (settled) continue;
    Reason reason;
    reason.kind = Reason::Kind::event;
    reason.at = entry.at;
    reason.text = fmt::format("{} on {} {}", name_of(what.event), say(entry.at), shortfall(line, number, what));
    reasons.push_back(std::move(reason));
  }
  return reasons;
}

// "does not say what came of it", "came to not_seen, and seen is asked for"
std::string Causes::shortfall(const model::DoLine& line, std::size_t number, const model::Occurrence& what) const {
  const model::Narrowing asked = line.narrowing(number);
  const model::Event& event = family_.words.events[what.event];
  const auto role = [&](model::RoleId id) { return family_.words.roles[id].name; };
  std::string text;
  const auto add = [&](std::string part) { text += (text.empty() ? "" : ", and ") + std::move(part); };
  if (asked.outcome != model::kNone && what.outcome == model::kNone) {
    add("does not say what came of it");
  } else if (asked.outcome != model::kNone && asked.outcome != what.outcome) {
    add(fmt::format("came to {}, where {} is asked for", event.outcomes[what.outcome].name,
                    event.outcomes[asked.outcome].name));
  }
  if (asked.role != model::kNone && what.role == model::kNone) {
    add("does not say who did it");
  } else if (asked.role != model::kNone && asked.role != what.role) {
    add(fmt::format("was done by {}, where {} is asked for", role(what.role), role(asked.role)));
  }
  return text;
}

Reason Causes::limit(const Happening& ran_out) const {
  const model::Limit& limit = ran_out.policy->limits[ran_out.limit];
  std::string text = brief() ? "its limit ran out: " + counted(ran_out)
                             : fmt::format("{} has run out: {} from {} are past", quoted(limit.span),
                                           to_string(limit.duration), say(ran_out.counting->from));
  Reason out = reason(Reason::Kind::limit, ran_out, std::move(text), limit.span);
  out.days = days_of(*ran_out.policy->calendar, *ran_out.counting);
  return out;
}

Reason Causes::step(const Happening& happened) const {
  using Kind = Happening::Kind;
  const model::Step& step = happened.policy->steps[happened.step];
  const bool by_event = happened.entry && record_.entries[*happened.entry].event;
  const std::string with = by_event ? ", with " + event_of(*happened.entry) : "";
  Span span = step.span;
  std::string text;
  if (brief()) {
    text = step_briefly(happened);
  } else if (happened.kind == Kind::line_settled) {
    span = step.lines[happened.line].span;
    text = fmt::format("{} is done{}", step.lines[happened.line].id, with);
  } else {
    text = fmt::format("the step {} {}", step.name,
                       happened.kind == Kind::step_opened    ? "opens"
                       : happened.kind == Kind::step_left    ? "is left open"
                       : happened.kind == Kind::step_skipped ? "is skipped"
                                                             : "is done" + with);
  }
  return reason(Reason::Kind::step, happened, std::move(text), span, step.clause);
}

std::string Causes::step_briefly(const Happening& happened) const {
  using Kind = Happening::Kind;
  const model::Step& step = happened.policy->steps[happened.step];
  const std::string title = fmt::format("`{}`", step.title.empty() ? step.name : step.title);
  if (happened.kind == Kind::step_done) return title + " is done";
  if (happened.kind == Kind::step_left) return title + " was left";
  if (happened.kind != Kind::step_skipped) return {};
  // With nothing to do it ends as it opens: what led to it led on.
  const bool at_once = happened.cause != Happening::kNone && happening(happened.cause).at == happened.at;
  return at_once ? std::string() : title + " is over, with nothing done";
}

Reason Causes::wait(const Happening& ended) const {
  const model::Statement& statement = ended.policy->statements[ended.statement];
  const bool by_time = !ended.met;
  std::string text;
  if (brief()) {
    text = wait_briefly(ended);
  } else {
    text = fmt::format("{}, begun on {}, {}", quoted(statement.span), say(ended.counting->from),
                       by_time ? "is over" : "ends");
    const bool by_event = !by_time && ended.entry && !std::holds_alternative<model::WaitUntil>(statement.node);
    if (by_event) text += " with " + event_of(*ended.entry);
  }
  Reason over = reason(Reason::Kind::wait, ended, std::move(text), statement.span);
  if (by_time) over.days = days_of(*ended.policy->calendar, *ended.counting);
  return over;
}

std::string Causes::wait_briefly(const Happening& ended) const {
  const bool by_event = ended.entry && record_.entries[*ended.entry].event;
  if (ended.met && !ended.entry) return "what was waited for is so";
  if (ended.met) return (by_event ? event_of(*ended.entry) : "what was recorded") + " ended the wait";
  // `at most` is a deadline: it is over when its last day has passed.
  return (ended.kind == Happening::Kind::hold_ended ? "nothing came in " : "") + counted(ended);
}

// "3 business days after 2026-01-06; skipped: 2026-01-10 and 11 weekend"
std::string Causes::counted(const Happening& ended) const {
  const engine::Counting& counting = *ended.counting;
  return fmt::format("{} after {}{}", to_string(counting.duration), say(counting.from),
                     skipped_text(days_of(*ended.policy->calendar, counting)));
}

Reason Causes::round(const Happening& began) const {
  const Span statement = statement_of(began);
  std::string text = fmt::format("round {} of {} begins", began.number, quoted(statement));
  const Happening& before = happening(began.cause);
  const bool rested = began.number > 1 && before.kind == Happening::Kind::rest_ended;
  if (rested) {
    text += fmt::format(", {} after round {} ended on {}", to_string(before.counting->duration), began.number - 1,
                        say(before.counting->from));
  }
  Reason round = reason(Reason::Kind::round, began, std::move(text), statement);
  if (rested) round.days = days_of(*began.policy->calendar, *before.counting);
  return round;
}

Reason Causes::rounds_over(const Happening& over) const {
  const Span statement = statement_of(over);
  return reason(Reason::Kind::round, over,
                fmt::format("the rounds of {} are over{}", quoted(statement),
                            over.met ? "" : fmt::format(", after {}", over.number)),
                statement);
}

Reason Causes::branch(const Happening& taken) const {
  const Span statement = statement_of(taken);
  return reason(Reason::Kind::branch, taken, fmt::format("{} is {}so", quoted(statement), taken.met ? "" : "not "),
                statement);
}

Reason Causes::deadline(const model::Policy& policy, model::StepId step, const engine::DeadlineBasis& basis,
                        const std::optional<Deadline>& due) const {
  Reason reason;
  reason.kind = Reason::Kind::deadline;
  const bool none = basis.source == engine::DeadlineBasis::Source::none;
  reason.text = (none ? "no deadline: " : "due: ") + basis_text(policy.steps[step], policy, basis, family_.words);
  if (due) reason.at = due->at;
  reason.span = basis.source == engine::DeadlineBasis::Source::wait ? policy.statements[basis.statement].span
                                                                    : policy.steps[step].span;
  if (!none) reason.days = days_of(*policy.calendar, basis.counting);
  return reason;
}

}  // namespace engage::why
