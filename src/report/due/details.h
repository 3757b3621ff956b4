#pragma once

#include <span>
#include <string>

#include "engine/assessment.h"
#include "model/policy.h"
#include "text/source.h"

// What the work of a case may have beside its dates, and which policies make it so.
namespace engage::report {

// What some policy of a run asks for. Tables have columns for it then only.
struct Uses {
  bool outcomes = false;   // of actions, or who did them
  bool deadlines = false;  // several lines for a step's deadline, `give at least`, or rounds with dates
  bool aims = false;
};
Uses uses_of(std::span<const model::Family> families);

// Which line of several the deadline is of, as written; empty where there was no other.
std::string deadline_of(const engine::OwedAction& owed, const Sources& sources);
// The anchors of its lines that are not known, separated by `; `.
std::string anchors_not_known(const engine::OwedAction& owed);
// Both for people: "no later than visit_by; not known: referral".
std::string deadline_sentence(const engine::OwedAction& owed, const Sources& sources);

// Names of the outcome and the role that alone settle the line; of a choice, and where any does, empty.
std::string outcome_asked(const model::Words& words, const model::DoLine& line);
std::string doer_asked(const model::Words& words, const model::DoLine& line);
// For people, of those alternatives: "Case manager", "Visit the home: Case manager; Call: Supervisor".
std::string doers_sentence(const model::Words& words, const model::DoLine& line, std::uint64_t alternatives);

// "2026-01-07, missed"; empty where there is none.
std::string aim_sentence(const engine::OwedAction& owed);

}  // namespace engage::report
