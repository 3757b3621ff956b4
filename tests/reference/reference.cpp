#include "reference.h"

#include <algorithm>
#include <set>
#include <tuple>

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

// Two reports are the same when they say the same: which version of the policy says it is no part of that.
struct ById {
  std::string step, line, title, clause, note;
  std::uint32_t number = 0;
  model::RoleId role = 0;
  friend bool operator==(const ById&, const ById&) = default;
};

ById by_id(const engine::Opening& opening, std::optional<std::uint8_t> line = {}) {
  const model::Step& step = opening.policy->steps[opening.step];
  ById result{step.name, "", step.title, step.clause, step.note, opening.number, 0};
  if (line) {
    result.line = step.lines[*line].id;
    result.role = step.lines[*line].role;
  }
  return result;
}

std::tuple<std::string, std::string, model::RoleId> by_name(const model::Policy& policy,
                                                            std::optional<model::RuleId> rule) {
  if (!rule) return {};
  const model::Escalation& escalation = *policy.rules[*rule].escalation;
  return {escalation.name, escalation.title, escalation.role};
}

template <typename T, typename Said>
bool say_the_same(const std::vector<T>& a, const std::vector<T>& b, Said said) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const T& x, const T& y) { return said(x) == said(y); });
}

bool same_upcoming(const std::vector<engine::OwedAction>& a, const std::vector<engine::OwedAction>& b) {
  return say_the_same(a, b, [](const engine::OwedAction& x) {
    return std::tuple(by_id(x.opening, x.line), x.allowed, x.opens, x.due, by_name(*x.opening.policy, x.escalation));
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

// "`"retracted": DATE`: in reports as of that date or later it is left out from the beginning, as if never written"
cases::Record standing(const cases::Record& record, Date today) {
  cases::Record result = record;
  std::erase_if(result.entries, [&](const cases::Entry& entry) { return entry.retracted <= today; });
  return result;
}

// "What a report of the day before listed and a retraction took away is listed once in `escalations`"
void add_taken_away(const model::Family& family, const cases::Record& record, Instant now, engine::Assessment& result) {
  std::set<Date> dates;
  for (const cases::Entry& entry : record.entries) {
    if (entry.retracted <= date_of(now) && entry.at < start_of(entry.retracted)) dates.insert(entry.retracted);
  }
  for (const Date date : dates) {
    const Instant eve = last_minute_of(date - 1);
    const cases::Record then = standing(record, date - 1);
    std::vector<engine::FiredEscalation> listed;
    try {
      Run run(family, then, alone(family, eve));
      run.replay(eve);
      listed = run.report().escalations;
    } catch (const Undecided&) {
      continue;
    }
    for (const engine::FiredEscalation& fired : listed) {
      const auto same = [&](const engine::FiredEscalation& other) {
        return other.policy == fired.policy && other.rule == fired.rule && other.at == fired.at;
      };
      if (std::any_of(result.escalations.begin(), result.escalations.end(), same)) continue;
      result.escalations.push_back({fired.policy, fired.rule, fired.at, true});
    }
  }
}

}  // namespace

bool same_but_for_the_day(const engine::Assessment& a, const engine::Assessment& b) {
  const auto action = [](const engine::OwedAction& x) {
    return std::tuple(by_id(x.opening, x.line), x.allowed, x.opens, x.due, x.state,
                      by_name(*x.opening.policy, x.escalation));
  };
  const auto block = [](const engine::BlockedStep& x) {
    return std::tuple(by_id(x.opening), x.opens, x.due, x.state, x.find_out);
  };
  const auto withheld = [](const engine::WithheldAction& x) {
    return std::tuple(by_id(x.opening), x.action, x.because);
  };
  const auto escalation = [](const engine::FiredEscalation& x) { return std::tuple(by_name(*x.policy, x.rule), x.at); };
  const auto ended = [](const auto& x) { return std::tuple(by_id(x.opening, x.line), x.at); };
  const auto late = [](const engine::LateAction& x) { return std::tuple(by_id(x.opening, x.line), x.due, x.at); };
  const auto stage = [](const engine::Assessment& x) {
    return x.stage ? std::optional(x.policy->stages[*x.stage].name) : std::nullopt;
  };
  const auto outcome = [](const engine::Assessment& x) {
    return x.outcome ? std::optional(x.policy->outcomes[*x.outcome].name) : std::nullopt;
  };
  return a.status == b.status && a.episode == b.episode && stage(a) == stage(b) && a.since == b.since &&
         outcome(a) == outcome(b) && say_the_same(a.actions, b.actions, action) &&
         say_the_same(a.blocked, b.blocked, block) && say_the_same(a.withheld, b.withheld, withheld) &&
         say_the_same(a.passed_over, b.passed_over, withheld) &&
         say_the_same(a.escalations, b.escalations, escalation) && say_the_same(a.lapsed, b.lapsed, ended) &&
         a.breaches == b.breaches && say_the_same(a.late, b.late, late) &&
         say_the_same(a.repeated_slots, b.repeated_slots, ended);
}

std::expected<engine::Assessment, std::string> reference_assess(const model::Family& family, const cases::Record& whole,
                                                                Instant now, std::optional<Instant> look_until) {
  try {
    const cases::Record record = standing(whole, date_of(now));
    Run run(family, record, alone(family, now));
    run.replay(now);
    engine::Assessment result = run.report();
    const Instant end = look_ahead_end(run, look_until);
    result.upcoming = upcoming(run, end);
    result.next_change = next_change(family, record, run, result, end);
    add_taken_away(family, whole, now, result);
    return result;
  } catch (const Undecided& undecided) {
    return std::unexpected(undecided.reason);
  }
}

}  // namespace engage::reference
