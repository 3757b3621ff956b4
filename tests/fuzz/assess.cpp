#include "assess.h"

#include <algorithm>

#include "hold.h"

namespace engage::fuzz {
namespace {

constexpr Date kReferred = {20458};  // 2026-01-05, a Monday
constexpr std::size_t kMostEntries = 24;

void hold_of(const engine::Assessment& result, Instant now, std::string_view input) {
  HOLD(result.policy != nullptr, input);
  HOLD(!result.next_change || *result.next_change > now, input);
  HOLD(!result.since || *result.since <= now, input);
  HOLD(result.stage.has_value() == (result.status == engine::Status::active), input);
  HOLD(result.outcome.has_value() == (result.status == engine::Status::finished), input);
  for (const engine::OwedAction& action : result.actions) {
    HOLD(action.opens <= now, input);
    HOLD(action.days_late == 0 || action.state == engine::DueState::overdue, input);
    HOLD(action.due || action.state == engine::DueState::open, input);
  }
  for (const engine::OwedAction& action : result.upcoming) HOLD(action.opens > now, input);
  for (const engine::LateAction& action : result.late) HOLD(action.at <= now, input);
  for (const engine::FiredEscalation& fired : result.escalations) HOLD(fired.at <= now, input);
}

// A value of each kind that a fact can have, or none.
model::Value value_of(const model::Fact& fact, std::size_t variant) {
  if (variant == 0) return fact.fallback.value_or(model::Value::unknown());
  switch (fact.type) {
    case model::FactType::yes_no: return model::Value::yes_no(variant % 2 != 0);
    case model::FactType::choice:
    case model::FactType::scale: return model::Value::option(static_cast<int>((variant - 1) % fact.options.size()));
    case model::FactType::number: return model::Value::of(static_cast<double>(variant));
    case model::FactType::date: return model::Value::of(Date{kReferred.days + static_cast<int>(variant) * 7});
    case model::FactType::text: return model::Value::of(std::string_view("text"));
  }
  return model::Value::unknown();
}

// Starts, then each event and action in turn, on every other day, with facts that change in between.
cases::Record made_record(const model::Family& family, std::size_t variant) {
  cases::Record record;
  record.id = "C-1";
  for (const model::Fact& fact : family.words.facts) record.facts.push_back(value_of(fact, variant));
  std::vector<model::EventId> events;
  for (std::size_t i = 0; i < family.words.events.size(); ++i) {
    const auto event = static_cast<model::EventId>(i);
    events.push_back(event);
    if (family.versions.front().starts_on.contains(event)) std::swap(events.front(), events.back());
  }
  if (events.empty()) return record;
  for (std::size_t i = 0; i < std::min(kMostEntries, 2 * events.size()); ++i) {
    cases::Entry entry;
    entry.at = {start_of(kReferred).minutes + static_cast<int>(i * variant) * 2 * 1440 + static_cast<int>(i) * 37};
    entry.event = events[i % events.size()];
    if (i % 3 == 2 && !record.facts.empty()) {
      const auto fact = static_cast<model::FactId>(i % record.facts.size());
      entry.first_change = static_cast<std::uint32_t>(record.changes.size());
      entry.change_count = 1;
      record.changes.push_back({fact, value_of(family.words.facts[fact], i % 4)});
    }
    record.entries.push_back(entry);
  }
  return record;
}

}  // namespace

bool operator==(const Answer& a, const Answer& b) {
  if (a.undecided != b.undecided) return false;
  if (!a.undecided.empty()) return true;
  const engine::Assessment &x = a.assessment, &y = b.assessment;
  return x.policy == y.policy && x.status == y.status && x.reason == y.reason && x.pending == y.pending &&
         x.episode == y.episode && x.stage == y.stage && x.since == y.since && x.outcome == y.outcome &&
         x.actions == y.actions && x.blocked == y.blocked && x.upcoming == y.upcoming && x.withheld == y.withheld &&
         x.passed_over == y.passed_over && x.escalations == y.escalations && x.lapsed == y.lapsed &&
         x.breaches == y.breaches && x.late == y.late && x.repeated_slots == y.repeated_slots &&
         x.unknown == y.unknown && x.next_change == y.next_change;
}

Answer assess(engine::Engine& engine, const cases::Record& record, Instant now, std::string_view input) {
  Answer answer;
  const auto assessed = engine.assess(record, now, answer.assessment);
  if (assessed) {
    hold_of(answer.assessment, now, input);
  } else {
    answer.undecided = assessed.error().reason;
    HOLD(!answer.undecided.empty(), input);
  }
  return answer;
}

void hold_assessments(const model::Family& family, std::string_view input) {
  engine::Engine follower(family), replayer(family);
  for (std::size_t variant = 0; variant < 3; ++variant) {
    const cases::Record whole = made_record(family, variant);
    cases::Record growing = whole;
    growing.entries.clear();
    Answer followed;
    for (std::size_t i = 0; i < whole.entries.size(); ++i) {
      growing.entries.push_back(whole.entries[i]);
      // Entries of one instant come together.
      if (i + 1 < whole.entries.size() && whole.entries[i + 1].at == whole.entries[i].at) continue;
      const Instant now = whole.entries[i].at;
      const auto on = i == 0 ? follower.assess(growing, now, followed.assessment)
                             : follower.go_on(growing, now, followed.assessment);
      followed.undecided = on ? "" : on.error().reason;
      HOLD(followed == assess(replayer, whole, now, input), input);
    }
    const Instant later = {start_of(kReferred).minutes + 400 * 1440};
    HOLD(assess(replayer, whole, later, input) == assess(replayer, whole, later, input), input);
  }
}

}  // namespace engage::fuzz
