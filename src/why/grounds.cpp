#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "why/causes.h"
#include "why/deadline.h"

// What makes conditions true or not, in words: facts and since when, events, dates.
namespace engage::why {

using engine::DatedGround;
using engine::Truth;

Reason Causes::fact(model::FactId id, std::size_t taken, Instant at) const {
  const model::Fact& fact = family_.words.facts[id];
  const model::Value* value = &record_.facts[id];
  std::optional<Instant> since;
  for (std::size_t i = 0; i < taken && i < record_.entries.size() && record_.entries[i].at <= at; ++i) {
    const cases::Entry& entry = record_.entries[i];
    for (std::uint32_t c = 0; c < entry.change_count; ++c) {
      const cases::Change& change = record_.changes[entry.first_change + c];
      if (change.fact != id) continue;
      value = &change.value;
      since = entry.at;
    }
  }
  Reason reason;
  reason.kind = Reason::Kind::fact;
  reason.fact = fact.name;
  reason.at = since;
  reason.span = fact.span;
  reason.text = fmt::format("{} is {}", fact.name, to_string(fact, *value));
  if (since) reason.text += ", since " + say(*since);
  else if (value->known()) reason.text += ", from the beginning of the record";
  return reason;
}

Reason Causes::part(const DatedGround& ground, const model::Policy& policy, std::uint32_t taken, Instant at) const {
  const model::Condition& condition = *ground.part;
  const model::Anchor* anchor = anchor_of(condition);
  const bool counts = ground.counting.has_value();
  if (ground.fact) return fact(*ground.fact, taken, at);
  if (!counts && anchor && anchor->kind == model::Anchor::Kind::date_fact) return fact(anchor->fact, taken, at);
  Reason reason;
  reason.kind = Reason::Kind::condition;
  reason.span = condition.span;
  reason.text = to_string(ground, family_.words);
  const bool none = std::holds_alternative<model::NoneHappened>(condition.node);
  const bool elapsed = std::holds_alternative<model::Elapsed>(condition.node);
  if (counts) reason.days = days_of(*policy.calendar, *ground.counting);
  if (ground.entry && (none || ground.answer == Truth::yes)) {
    reason.at = record_.entries[*ground.entry].at;
    reason.text += fmt::format(": {} happens on {}", event_of(*ground.entry), say(*reason.at));
  } else if (counts && elapsed) {
    reason.text +=
        fmt::format(": {} {} {} is {}", to_string(ground.counting->duration),
                    ground.counting->before ? "before" : "after", say(ground.counting->from), say(*ground.turns));
  } else if (counts) {
    const bool by_hours = is_exact(ground.counting->duration);
    const Instant last{ground.turns->minutes - 1};
    reason.text +=
        fmt::format(": {} from {} on {} with {}", to_string(ground.counting->duration), say(ground.counting->from),
                    *ground.turns <= at ? "ended" : "end", by_hours ? say(last) : to_string(date_of(last)));
  } else if (anchor && ground.answer != Truth::yes && !anchor->events.empty() && !ground.entry) {
    const bool known = std::any_of(record_.entries.begin(), record_.entries.begin() + taken,
                                   [&](const cases::Entry& e) { return e.is(anchor->events); });
    if (!known) reason.text += fmt::format(": {} has not happened", names_of(anchor->events));
  }
  return reason;
}

std::vector<Reason> Causes::of(const std::vector<DatedGround>& grounds, const model::Policy& policy,
                               std::uint32_t taken, Instant at) const {
  std::vector<Reason> reasons;
  for (const DatedGround& ground : grounds) {
    Reason reason = part(ground, policy, taken, at);
    const bool told =
        std::any_of(reasons.begin(), reasons.end(), [&](const Reason& r) { return r.text == reason.text; });
    if (!told) reasons.push_back(std::move(reason));
  }
  return reasons;
}

Reason Causes::condition(std::string_view word, model::ConditionId id, const model::Policy& policy,
                         const std::vector<DatedGround>& grounds) const {
  Reason reason;
  reason.kind = Reason::Kind::condition;
  reason.text = fmt::format("`{} {}`", word, policy.conditions[id].text);
  reason.span = policy.conditions[id].span;
  reason.because = of(grounds, policy, inquiry_.state().taken, inquiry_.now());
  return reason;
}

}  // namespace engage::why
