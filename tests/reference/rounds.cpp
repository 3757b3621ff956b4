#include <algorithm>

#include "run.h"

// Rounds that are not a rest's (language reference, sections 4 and 6.5).
namespace engage::reference {

using Where = Sequence::Where;

// When a round that is not a rest's opens: "opens D2 before its date, at the earliest at once"; "opens with the period
// or at arrival".
std::optional<Instant> Run::opening_of_next_round(Sequence& sequence, const model::Repeat& repeat) {
  const model::Policy& policy = policy_of(sequence.episode);
  const RoundState& before = sequence.round[repeat.depth];
  if (repeat.kind == model::Repeat::Kind::longest) {
    Instant opens = sequence.began;
    if (repeat.listed) {
      const Deadline date = must(deadline_after(policy, sequence.began, repeat.every));
      opens = std::max(opens, must(opening_before(policy, date.at, *repeat.listed)));
    }
    // "After a round in which nothing was settled the next opens no earlier than the opening D after that round began"
    if (!before.something_settled) opens = std::max(opens, must(opening_after(policy, before.began, repeat.every)));
    return opens;
  }
  const auto dates = dates_of_next_round(sequence, repeat);
  if (!dates) return std::nullopt;
  Instant opens = start_of(dates->first);
  if (repeat.kind == model::Repeat::Kind::dated && repeat.listed) {
    opens = must(opening_before(policy, opens, *repeat.listed));
  }
  return std::max(sequence.began, opens);
}

std::optional<DateSpan> Run::dates_of_next_round(Sequence& sequence, const model::Repeat& repeat) {
  const model::Policy& policy = policy_of(sequence.episode);
  const bool is_first = sequence.rounds[repeat.depth] == 0;
  const Date date_before = sequence.round[repeat.depth].date;
  if (repeat.kind == model::Repeat::Kind::dated) {
    Context context = context_of(sequence);
    context.its_date = sequence.round[repeat.depth].outer;
    const Point anchor = resolve(context, repeat.from);
    if (anchor.known != Truth::yes) {
      sequence.known_since = Instant{-1};  // not known
      return std::nullopt;
    }
    if (sequence.known_since == Instant{-1}) {
      sequence.known_since = now_;
      sequence.began = now_;
    }
    // "round k belongs to ANCHOR + k·D, each reckoned from the anchor"
    for (std::int32_t k = 1;; ++k) {
      Duration length = repeat.every;
      length.count *= k;
      const Date date = date_of(must(opening_after(policy, start_of(date_of(anchor.at)), length)));
      if (date < date_of(sequence.began)) continue;
      if (!is_first && date <= date_before) continue;
      return DateSpan{date, date};
    }
  }
  const Date today = date_of(sequence.began);
  // All that there are from long before to long after, in order.
  std::vector<DateSpan> spans;
  if (repeat.period.empty()) {
    Date day = today - 800;
    while (day < today + 800) {
      Date last = day;
      while (same_unit(repeat.unit, last + 1, day)) last = last + 1;
      if (!spans.empty()) spans.push_back({day, last});
      else spans.push_back({last + 1, last});  // the first may be cut: nothing
      day = last + 1;
    }
    spans.erase(spans.begin());
  } else {
    for (const Period& period : policy.calendar->spec().periods) {
      if (period.name == repeat.period) spans.push_back({period.first, period.last});
    }
    std::sort(spans.begin(), spans.end(), [](const DateSpan& a, const DateSpan& b) { return a.first < b.first; });
  }
  for (const DateSpan& span : spans) {
    if (span.last < today) continue;  // "a period that has passed … has none of its own"
    if (!is_first && span.first <= date_before) continue;
    if (is_first && repeat.from_next && span.first <= today) continue;
    return span;
  }
  return std::nullopt;
}

// "`until` is asked when a round would begin"
void Run::begin_round(std::size_t index, const model::Repeat& repeat) {
  Sequence& sequence = sequences_[index];
  const model::Statement& statement = policy_of(sequence.episode).statements[sequence.at.statement];
  sequence.where = Where::arriving;
  RoundState& round = sequence.round[repeat.depth];
  if (repeat.until && ask(context_of(sequence), *repeat.until) == Truth::yes) {
    sequence.its_date = round.outer;
    sequence.at = statement.next;
    return;
  }
  if (repeat.kind == model::Repeat::Kind::longest) {
    sequence.handed = {{sequence.began, repeat.every}};
    sequence.handed_as_line = true;
  } else {
    const DateSpan dates = *dates_of_next_round(sequence, repeat);
    sequence.handed = {{start_of(dates.last), Duration{0, Unit::days}}};
    sequence.handed_as_line = false;
    round.date = dates.first;
    sequence.its_date = dates.first;
  }
  round.began = now_;
  round.something_settled = false;
  ++sequence.rounds[repeat.depth];
  sequence.at = repeat.body;
}

// "An event during the rest that would settle a line of the block's first step opens that round once the entry's facts
// are set and before it settles"
void Run::open_rounds_early(const model::Occurrence& what) {
  for (std::size_t i = 0; i < sequences_.size(); ++i) {
    Sequence& sequence = sequences_[i];
    if (!sequence.alive || sequence.where != Where::resting) continue;
    const model::Policy& policy = policy_of(sequence.episode);
    const auto& repeat = std::get<model::Repeat>(policy.statements[sequence.at.statement].node);
    if (repeat.kind != model::Repeat::Kind::longest) continue;
    const RoundState& before = sequence.round[repeat.depth];
    if (!before.something_settled && must(opening_after(policy, before.began, repeat.every)) > now_) continue;
    const auto* first = std::get_if<model::OpenStep>(&policy.statements[repeat.body.statement].node);
    if (first == nullptr || !would_settle(sequence, first->step, what)) continue;
    begin_round(i, repeat);
    changed();
    advance(i);
  }
}

bool Run::would_settle(const Sequence& sequence, model::StepId step, const model::Occurrence& what) const {
  StepOpening opening;
  opening.episode = sequence.episode;
  opening.step = step;
  opening.opens = now_;
  opening.its_date = sequence.its_date;
  for (std::size_t line = 0; line < step_of(opening).lines.size(); ++line) {
    const model::DoLine& written = step_of(opening).lines[line];
    for (std::size_t a = 0; a < written.actions.size(); ++a) {
      if (written.actions[a] != what.event || !written.narrowing(a).fits(what)) continue;
      if (asked(opening, line) == Truth::yes && guard(context_of(opening), what.event) == Truth::yes) return true;
    }
  }
  return false;
}

}  // namespace engage::reference
