#include "reference.h"

#include <algorithm>

#include "run.h"

namespace engage::reference {

namespace {

// "`for all cases`: governs everything when asked as of its date or later, until a later version's date"
const model::Policy* alone(const model::Family& family, Instant now) {
  const model::Policy* found = nullptr;
  for (const model::Policy& version : family.versions) {
    if (!version.effective || *version.effective <= date_of(now)) found = &version;
  }
  return found != nullptr && found->for_all_cases ? found : nullptr;
}

// "Running ahead, for both, stops where a calendar's coverage ends, and five years after now."
Instant look_ahead_end(const Run& run, std::optional<Instant> look_until) {
  const Instant covered = last_minute_of(run.policy_of_report().calendar->last());
  const Date today = date_of(run.now());
  const Instant five_years{start_of(add_months(today, 60)).minutes + minute_of_day(run.now())};
  const Instant end = std::min(covered, five_years);
  return look_until ? std::min(end, *look_until) : end;
}

// "let a copy of the case run on with time alone; for every sequence that is now in a wait, hold or
// rest: the actions owed at the first step that it opens without ending it at once, or that the
// stage's sequence opens which takes its place …"
std::vector<engine::OwedAction> upcoming(const Run& run, Instant end) {
  std::vector<std::size_t> waiting = run.waiting_sequences();
  std::vector<engine::OwedAction> result;
  Run copy = run;
  copy.note_openings();
  while (!waiting.empty()) {
    const Instant next = copy.next_instant();
    if (next > end) break;
    try {
      copy.let_time_come(next);
    } catch (const Undecided&) {
      break;
    }
    std::vector<std::size_t> still_waiting;
    for (std::size_t followed : waiting) {
      while (!copy.sequence(followed).next_owed && copy.sequence(followed).replaced_by) {
        followed = *copy.sequence(followed).replaced_by;
      }
      const Sequence& sequence = copy.sequence(followed);
      if (sequence.next_owed) {
        for (const engine::OwedAction& action : *sequence.next_owed) {
          if (std::find(result.begin(), result.end(), action) == result.end()) result.push_back(action);
        }
      } else if (sequence.alive) {
        still_waiting.push_back(followed);
      }
    }
    waiting = still_waiting;
  }
  return result;
}

bool same_upcoming(const std::vector<engine::OwedAction>& a, const std::vector<engine::OwedAction>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.opening == y.opening && x.line == y.line && x.allowed == y.allowed && x.opens == y.opens &&
           x.due == y.due && x.escalation == y.escalation;
  });
}

std::optional<Instant> next_change(const model::Family& family, const cases::Record& record, const Run& present,
                                   const engine::Assessment& assessment, Instant end) {
  Run run = present;
  const Instant now = present.now();
  const model::Policy* version = alone(family, now);
  std::uint64_t changes = run.changes();
  try {
    for (;;) {
      const Instant next = run.next_instant();
      if (next > end) return std::nullopt;
      if (alone(family, next) != version) {
        // From the date of a version for all cases on, the whole history is read anew; nothing that
        // was recorded after `now` is seen.
        version = alone(family, next);
        cases::Record seen = record;
        std::erase_if(seen.entries, [&](const cases::Entry& entry) { return entry.at > now; });
        Run anew(family, seen, version);
        anew.replay(next);
        run = anew;
        changes = run.changes() - 1;
      } else {
        run.let_time_come(next);
      }
      engine::Assessment later = run.report();
      if (!same_but_for_the_day(assessment, later)) return next;
      // What is upcoming can be another only when something went on.
      if (run.changes() != changes) {
        changes = run.changes();
        if (!same_upcoming(assessment.upcoming, upcoming(run, end))) return next;
      }
    }
  } catch (const Undecided&) {
    return std::nullopt;
  }
}

}  // namespace

bool same_but_for_the_day(const engine::Assessment& a, const engine::Assessment& b) {
  const auto same_action = [](const engine::OwedAction& x, const engine::OwedAction& y) {
    return x.opening == y.opening && x.line == y.line && x.allowed == y.allowed && x.opens == y.opens &&
           x.due == y.due && x.state == y.state && x.escalation == y.escalation;
  };
  const auto stage = [](const engine::Assessment& x) {
    return x.stage ? std::optional(x.policy->stages[*x.stage].name) : std::nullopt;
  };
  const auto outcome = [](const engine::Assessment& x) {
    return x.outcome ? std::optional(x.policy->outcomes[*x.outcome].name) : std::nullopt;
  };
  return a.status == b.status && a.episode == b.episode && stage(a) == stage(b) && a.since == b.since &&
         outcome(a) == outcome(b) &&
         std::equal(a.actions.begin(), a.actions.end(), b.actions.begin(), b.actions.end(), same_action) &&
         a.blocked == b.blocked && a.withheld == b.withheld && a.passed_over == b.passed_over &&
         a.escalations == b.escalations && a.lapsed == b.lapsed && a.breaches == b.breaches && a.late == b.late &&
         a.repeated_slots == b.repeated_slots;
}

std::expected<engine::Assessment, std::string> reference_assess(const model::Family& family,
                                                                const cases::Record& record, Instant now,
                                                                std::optional<Instant> look_until) {
  try {
    Run run(family, record, alone(family, now));
    run.replay(now);
    engine::Assessment result = run.report();
    const Instant end = look_ahead_end(run, look_until);
    result.upcoming = upcoming(run, end);
    result.next_change = next_change(family, record, run, result, end);
    return result;
  } catch (const Undecided& undecided) {
    return std::unexpected(undecided.reason);
  }
}

}  // namespace engage::reference
