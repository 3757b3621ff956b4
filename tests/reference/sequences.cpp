#include <algorithm>

#include "count.h"
#include "run.h"

// Steps, waits and rounds (language reference, section 6.5).
namespace engage::reference {

using State = StepOpening::State;
using Where = Sequence::Where;

// "Each `do` line is owed while the step is open and the line's `if`, the step's `only if` and (for
// each action) its `allowed if` are true."
Truth Run::asked(const StepOpening& opening, std::size_t line) const {
  const Context context = context_of(opening);
  const model::Step& step = step_of(opening);
  const Truth only_if = ask(context, step.only_if);
  const Truth line_if = ask(context, step.lines[line].condition);
  return std::min(only_if, line_if);
}

// "In a choice, withheld alternatives drop out; a choice with none left is withheld."
Truth Run::owed(const StepOpening& opening, std::size_t line) const {
  const Context context = context_of(opening);
  Truth any = Truth::no;
  for (const model::EventId action : step_of(opening).lines[line].actions) any = std::max(any, guard(context, action));
  return std::min(asked(opening, line), any);
}

// "a step none of whose lines is owed or settled, while at least one would be owed but for a
// condition that is unknown …, is blocked"
bool Run::is_blocked(const StepOpening& opening) const {
  if (opening.settled != 0) return false;
  bool undecided = false;
  for (std::size_t line = 0; line < step_of(opening).lines.size(); ++line) {
    const Truth value = owed(opening, line);
    if (value == Truth::yes) return false;
    if (value == Truth::unknown) undecided = true;
  }
  return undecided;
}

// "A step ends when every line is settled or not owed …. Exception: … blocked."
bool Run::would_end(const StepOpening& opening) const {
  for (std::size_t line = 0; line < step_of(opening).lines.size(); ++line) {
    if (!is_settled(opening, line) && owed(opening, line) == Truth::yes) return false;
  }
  return !is_blocked(opening);
}

// "*done* if an action was settled, else *skipped*"
void Run::end_step(StepOpening& opening) {
  opening.state = opening.settled != 0 ? State::done : State::skipped;
  if (opening.state == State::skipped) pass_over(opening);
  changed();
}

// "What was open in the stage then lapses and is reported." All is judged before any of it is left.
void Run::leave_steps(const std::vector<std::size_t>& openings) {
  std::vector<State> states;
  for (const std::size_t index : openings) {
    const StepOpening& opening = openings_[index];
    const bool ends = would_end(opening);
    const State ended = opening.settled != 0 ? State::done : State::skipped;
    states.push_back(ends ? ended : State::left);
    if (is_blocked(opening) || states.back() == State::skipped) pass_over(opening);
    for (std::size_t line = 0; line < step_of(opening).lines.size(); ++line) {
      if (is_settled(opening, line) || owed(opening, line) != Truth::yes) continue;
      lapsed_.push_back({name_of(opening), static_cast<std::uint8_t>(line), now_});
    }
  }
  for (std::size_t i = 0; i < openings.size(); ++i) openings_[openings[i]].state = states[i];
}

// "A step that ends skipped, or is left while blocked, with actions of it withheld or undecided, is
// reported as passed over, an entry an action with the reason."
void Run::pass_over(const StepOpening& opening) {
  const Context context = context_of(opening);
  const model::Step& step = step_of(opening);
  for (std::size_t line = 0; line < step.lines.size(); ++line) {
    const Truth is_asked = asked(opening, line);
    for (const model::EventId action : step.lines[line].actions) {
      const Truth allowed = guard(context, action);
      const bool withheld = is_asked == Truth::yes && allowed != Truth::yes;
      const bool undecided = std::min(is_asked, allowed) == Truth::unknown;
      if (withheld || undecided) passed_over_.push_back({name_of(opening), action, because(context, action, is_asked)});
    }
  }
}

// "`by HH:MM`: a deadline that is a date is that minute of the date …; so is one in hours whose date
// `or next|previous business day` has moved."
std::expected<Deadline, DateFault> Run::count_date(const model::Policy& policy, const model::Step& step, Instant from,
                                                   Duration length, Adjust adjust, bool before) {
  const auto found = before ? deadline_before(policy, from, length) : deadline_after(policy, from, length, adjust);
  if (!found || !step.by_time) return found;
  bool is_turned = found->whole_day;
  if (!is_turned && adjust != Adjust::none) {
    const auto unmoved = deadline_after(policy, from, length);
    is_turned = unmoved && date_of(found->at) != date_of(unmoved->at);
  }
  if (!is_turned) return found;
  return Deadline{{start_of(date_of(found->at)).minutes + *step.by_time}, false};
}

// "the step's own deadline is the **earliest** of those whose anchor is known; none known: it falls
// through as before (the wait's upper end, the default, none)"; "of two together the one written first"
std::expected<std::optional<Deadline>, DateFault> Run::count_deadline(const StepOpening& opening) const {
  const model::Policy& policy = policy_of(opening.episode);
  const model::Step& step = step_of(opening);
  std::optional<Deadline> found;
  // "that date is one of the lines of which the earliest counts for the block's first step"; "as a line of that step
  // written before its own"
  if (opening.handed && opening.handed_as_line) {
    const auto date = count_date(policy, step, opening.handed->first, opening.handed->second, Adjust::none, false);
    if (!date) return std::unexpected(date.error());
    found = *date;
  }
  for (const model::DeadlineLine& line : step.deadlines) {
    Point from{Truth::yes, opening.opens, 0, false};
    if (line.kind != model::DeadlineLine::Kind::after_opening) {
      from = resolve(context_of(opening), line.anchor);
    }
    if (from.known != Truth::yes) continue;
    const auto date = count_date(policy, step, from.at, line.duration, line.adjust, line.before);
    if (!date) return std::unexpected(date.error());
    if (!found || date->passed_at() < found->passed_at()) found = *date;
  }
  // "the upper end of the `wait D1 to D2` or of the rest between rounds that led to it, counted from
  // where that wait began"
  if (!found && opening.handed) {
    const auto date = count_date(policy, step, opening.handed->first, opening.handed->second, Adjust::none, false);
    if (!date) return std::unexpected(date.error());
    found = *date;
  }
  if (!found && policy.default_within && !opening.handed) {
    const auto date = count_date(policy, step, opening.opens, *policy.default_within, Adjust::none, false);
    if (!date) return std::unexpected(date.error());
    found = *date;
  }
  // "`give at least D`: the deadline, wherever it comes from, is never earlier than the deadline D after
  // the step's opening. It makes none where there is none."
  if (found && step.give_at_least) {
    const auto least = count_date(policy, step, opening.opens, *step.give_at_least, Adjust::none, false);
    if (!least) return std::unexpected(least.error());
    if (least->passed_at() > found->passed_at()) found = *least;
  }
  return found;
}

// "a target, reported beside the deadline …; `by` leaves it alone"
std::optional<Deadline> Run::aim(const StepOpening& opening) const {
  const auto& aim = step_of(opening).aim;
  if (!aim) return std::nullopt;
  Point from{Truth::yes, opening.opens, 0, false};
  if (aim->anchor) from = resolve(context_of(opening), *aim->anchor);
  if (from.known != Truth::yes) return std::nullopt;
  return must(deadline_after(policy_of(opening.episode), from.at, aim->duration));
}

std::optional<Deadline> Run::due(const StepOpening& opening) const { return must(count_deadline(opening)); }

void Run::open_step(std::size_t index, model::StepId step) {
  Sequence& sequence = sequences_[index];
  StepOpening opening;
  opening.episode = sequence.episode;
  opening.sequence = index;
  opening.step = step;
  opening.number = ++opened_[policy_of(sequence.episode).steps[step].name];
  opening.opens = now_;
  opening.handed = sequence.handed;
  opening.handed_as_line = sequence.handed_as_line;
  opening.its_date = sequence.its_date;
  sequence.where = Where::at_step;
  sequence.opening = openings_.size();
  openings_.push_back(opening);
}

bool Run::wait_is_over(Sequence& sequence) {
  const model::Policy& policy = policy_of(sequence.episode);
  const auto& node = policy.statements[sequence.at.statement].node;
  const auto passed = [&](const std::optional<Duration>& at_most) {
    // "`at most` ends it when the deadline D after it began has passed"
    return at_most && must(deadline_after(policy, sequence.began, *at_most)).passed_at() <= now_;
  };
  if (const auto* wait = std::get_if<model::Wait>(&node)) {
    const Instant opening = must(opening_after(policy, sequence.began, wait->low));
    return sequence.event_came || opening <= now_;
  }
  if (const auto* hold = std::get_if<model::WaitFor>(&node)) {
    const bool too_long = passed(hold->at_most);
    return sequence.event_came || too_long;
  }
  if (const auto* hold = std::get_if<model::WaitUntil>(&node)) {
    const bool too_long = passed(hold->at_most);
    return ask(context_of(sequence), hold->condition) == Truth::yes || too_long;
  }
  const auto& repeat = std::get<model::Repeat>(node);  // the rest between rounds
  if (repeat.kind != model::Repeat::Kind::rest) {
    const std::optional<Instant> opens = opening_of_next_round(sequence, repeat);
    return opens && *opens <= now_;
  }
  return must(opening_after(policy, sequence.began, repeat.every)) <= now_;
}

// A sequence goes on as far as it can. True when it went on at all.
bool Run::advance(std::size_t index) {
  bool moved = false;
  bool at_once = false;  // the step was opened just now
  while (sequences_[index].alive) {
    Sequence& sequence = sequences_[index];
    const model::Policy& policy = policy_of(sequence.episode);
    switch (sequence.where) {
      case Where::arriving:
        at_once = arrive(index);
        moved = true;
        changed();
        break;

      case Where::at_step: {
        // "A sequence stays at a step until the step has ended, however late."
        StepOpening& opening = openings_[sequence.opening];
        if (opening.state == State::open && !would_end(opening)) {
          // "any other step uses it up"
          sequence.handed.reset();
          if (at_once && noting_openings_ && !sequence.next_owed && !sequence.replaced_by) {
            sequence.next_owed.emplace();
            for (std::size_t line = 0; line < step_of(opening).lines.size(); ++line) {
              if (owed(opening, line) == Truth::yes) sequence.next_owed->push_back(owed_action(opening, line));
            }
          }
          return moved;
        }
        if (opening.state == State::open) end_step(opening);
        if (opening.settled != 0) {
          for (RoundState& round : sequence.round) round.something_settled = true;
        }
        // "A step that is skipped at its very opening hands the wait's deadline on to the next step of
        // its sequence."
        if (!at_once) sequence.handed.reset();
        sequence.at = policy.statements[sequence.at.statement].next;
        sequence.where = Where::arriving;
        moved = true;
        changed();
        break;
      }

      case Where::waiting: {
        if (!wait_is_over(sequence)) return moved;
        const auto& statement = policy.statements[sequence.at.statement];
        const auto* wait = std::get_if<model::Wait>(&statement.node);
        // "A wait that ends early (`for`) hands on none."
        sequence.handed_as_line = false;
        if (wait != nullptr && wait->high && !sequence.event_came) sequence.handed = {{sequence.began, *wait->high}};
        sequence.at = statement.next;
        sequence.where = Where::arriving;
        moved = true;
        changed();
        break;
      }

      case Where::resting: {
        if (!wait_is_over(sequence)) return moved;
        const auto& statement = policy.statements[sequence.at.statement];
        const auto& repeat = std::get<model::Repeat>(statement.node);
        if (repeat.kind != model::Repeat::Kind::rest) {
          begin_round(index, repeat);
          moved = true;
          changed();
          break;
        }
        sequence.handed_as_line = false;
        if (repeat.to) sequence.handed = {{sequence.began, *repeat.to}};
        // "`until` is asked only when a round would begin"
        if (repeat.until && ask(context_of(sequence), *repeat.until) == Truth::yes) {
          sequence.at = statement.next;
        } else {
          ++sequence.rounds[repeat.depth];
          sequence.at = repeat.body;
        }
        sequence.where = Where::arriving;
        moved = true;
        changed();
        break;
      }
    }
  }
  return moved;
}

// What a sequence does on reaching a statement. True when it opened a step.
bool Run::arrive(std::size_t index) {
  Sequence& sequence = sequences_[index];
  const model::Policy& policy = policy_of(sequence.episode);
  if (sequence.at.statement == model::kEnd) {
    sequence.alive = false;
    return false;
  }
  const model::Statement& statement = policy.statements[sequence.at.statement];

  if (const auto* open = std::get_if<model::OpenStep>(&statement.node)) {
    open_step(index, open->step);
    return true;
  }

  if (std::holds_alternative<model::Wait>(statement.node) || std::holds_alternative<model::WaitFor>(statement.node) ||
      std::holds_alternative<model::WaitUntil>(statement.node)) {
    sequence.where = Where::waiting;
    sequence.began = now_;
    sequence.event_came = false;
    sequence.handed.reset();  // "but not through another wait"
    return false;
  }

  if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
    int& round = sequence.rounds[repeat->depth];
    if (repeat->kind != model::Repeat::Kind::rest) {
      // "is not handed out"
      sequence.handed.reset();
      if (!sequence.at.round_ended) {
        round = 0;
        sequence.round[repeat->depth] = {{}, {}, sequence.its_date, true};
      } else if (repeat->times && round >= *repeat->times) {
        sequence.its_date = sequence.round[repeat->depth].outer;
        sequence.at = statement.next;
        return false;
      }
      sequence.where = Where::resting;
      sequence.began = now_;
      sequence.known_since.reset();
      return false;
    }
    if (sequence.at.round_ended) {
      // "after the last round …, the sequence goes on without waiting"
      if (repeat->times && round >= *repeat->times) {
        sequence.at = statement.next;
        return false;
      }
      // "each further one after a wait D (to D2) that begins when the round before has ended"
      sequence.where = Where::resting;
      sequence.began = now_;
      sequence.handed.reset();
      return false;
    }
    // "the first round begins on arrival"
    round = 0;
    if (repeat->until && ask(context_of(sequence), *repeat->until) == Truth::yes) {
      sequence.at = statement.next;
    } else {
      round = 1;
      sequence.at = repeat->body;
    }
    return false;
  }

  if (const auto* choice = std::get_if<model::If>(&statement.node)) {
    // "decided once, on arrival; not true and unknown take `otherwise`"
    const bool yes = ask(context_of(sequence), choice->condition) == Truth::yes;
    sequence.at = yes ? choice->then : choice->otherwise;
    return false;
  }

  // "a `go to` or `finish` ends the sequence that carries it out"; "in them [escalations it] does nothing once
  // that episode is over": such a one goes on with what follows.
  const std::size_t episode = sequence.episode;
  sequence.handed.reset();
  sequence.at = episodes_[episode].finished ? statement.next : model::Next{};
  if (!episodes_[episode].finished) {
    if (const auto* leave = std::get_if<model::GoTo>(&statement.node)) {
      const std::size_t of_stage = sequences_.size();
      go_to(episode, leave->stage);
      if (!sequences_[index].replaced_by) sequences_[index].replaced_by = of_stage;
    }
    if (const auto* end = std::get_if<model::Finish>(&statement.node)) finish(episode, end->outcome);
  }
  return false;
}

}  // namespace engage::reference
