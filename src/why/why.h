#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/record.h"
#include "engine/assessment.h"
#include "engine/engine.h"
#include "model/policy.h"
#include "text/source.h"
#include "why/days.h"

// Why something is due, or is not: the chain of dated causes behind it, as data.
namespace engage::why {

// One link: what happens, happened or is missing.
struct Reason {
  enum class Kind : std::uint8_t {
    event,    // an entry of the record
    episode,  // it began
    stage,    // it was entered
    finish,
    rule,    // it fired, or would
    limit,   // it ran out, or would
    step,    // it opened, ended, or is open
    wait,    // a `wait`, hold or rest: it is over, or goes on
    round,   // of a `repeat`: one began, or all are over
    branch,  // of an `if`
    deadline,
    condition,  // of the policy, or a part of one
    fact,       // the state of a fact, and since when
    ahead,      // what time alone would bring
    more,       // of a long chain: how many causes are not told here
  } kind = Kind::event;
  std::string text;           // a sentence in lower case without full stop, in the present tense
  std::optional<Instant> at;  // when it happens
  std::optional<Span> span;   // where the policy says so
  std::string clause;         // of the guide
  std::vector<DayRun> days;   // that were counted and skipped on the way to its date
  std::string fact;           // fact: its name
  std::vector<Reason> because;
};

enum class Standing : std::uint8_t {
  open,
  due_today,
  overdue,
  upcoming,     // as the assessment has it
  withheld,     // its step is open, and its guard is not true
  blocked,      // nobody can say whether it is owed before a fact is known
  not_asked,    // its step is open, and a condition of its line or step is not true
  done,         // settled at its latest opening
  passed_over,  // its step ended, or was left, with nothing done and it withheld or undecided
  skipped,      // its step ended with nothing to do
  lapsed,       // its stage or episode was left while it was open
  not_yet,      // its step has not opened
  fired,        // an escalation
  not_fired,
};

// What is to be said of one `do` line of a step, of a step nobody has come to, or of an escalation.
struct Account {
  Standing standing = Standing::not_yet;
  const model::Policy* policy = nullptr;
  std::string id;                          // "second_attempt.call_main#1"; what has not opened, without a number
  std::optional<engine::Opening> opening;  // of what has opened, or will
  std::optional<model::StepId> step;
  std::optional<std::uint8_t> line;
  std::uint64_t allowed = 0;  // of owed or upcoming work: the alternatives that are not withheld; of
                              // what is not owed, the one that was asked about; 0: all
  std::optional<model::RuleId> escalation;
  std::optional<Instant> opens;
  std::optional<Deadline> due;
  int days_late = 0;
  std::vector<Reason> chain;       // from the starting event to what opened it; of `upcoming`, to what will
  std::optional<Reason> deadline;  // how its deadline came about
  std::vector<Reason> beside;      // what was recorded and did not settle it, or did not begin it again
  std::vector<Reason> missing;     // what keeps it from being owed: the nearest first
  std::optional<Reason> ahead;     // when it would be owed if nothing more were recorded, and how
};

struct Explanation {
  std::string asked;              // empty: the whole case
  std::string status;             // "stage is outreach since 2026-01-05"
  std::vector<Reason> because;    // why the status is what it is
  std::vector<Account> accounts;  // of the whole case: what is owed, blocked or upcoming, and what was escalated
};

// A case that was assessed.
struct Question {
  const model::Family& family;
  const cases::Record& record;
  const engine::Assessment& assessment;
  const Sources& sources;
  Instant now;
  std::string_view about;  // an action, step, escalation, or an id; empty: the whole case
};

// Nothing where the case's policy knows no such name, or it is no work: the sentence to say so, with near names.
std::expected<Explanation, std::string> explain(const Question& question);

}  // namespace engage::why
