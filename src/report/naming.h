#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cases/record.h"
#include "engine/assessment.h"
#include "model/policy.h"
#include "text/source.h"

// What the things of an assessment are called in a report.
namespace engage::report {

std::string_view name(engine::Status status);          // "not_started"
std::string_view name(engine::DueState state);         // "due_today"
std::string_view part_of_day_name(std::uint8_t part);  // "morning"

// All alternatives of a line, as bits.
std::uint64_t all_alternatives(const model::DoLine& line);

// The titles of those alternatives, joined by " or ".
std::string title_of(const model::Words& words, const model::DoLine& line, std::uint64_t alternatives);
// Their names, separated by a space.
std::string names_of(const model::Words& words, const model::DoLine& line, std::uint64_t alternatives);
// What happened, with what came of it: "Visit the home: Child seen".
std::string title_of(const model::Words& words, const model::Occurrence& what);
// The titles of all alternatives of a line of the step.
std::string line_title(const model::Words& words, const engine::Opening& opening, std::uint8_t line);

// "second_attempt.call_main#1"
std::string id_of(const engine::Opening& opening, std::uint8_t line);

// The one who does this role's work for the case; empty when the record does not say.
std::string_view assignee_of(const cases::Record& record, std::string_view role);
std::string_view assignee_of(const model::Words& words, const cases::Record& record, model::RoleId role);

// The role that a step's work falls to: its first line's.
model::RoleId role_of(const model::Step& step);

// The rule in whose block the step stands, when that is an escalation.
const model::Escalation* escalation_of(const engine::Opening& opening);

// "caseload_capacity (Room for one more client), risk": facts for a person to find out.
std::string facts_to_find_out(const model::Words& words, const std::vector<model::FactId>& facts);

// Why not, for those who do the work: '"May send e-mail" is no; "Family violence" is not
// recorded'. A fact without a title is called by its name.
std::string reason_of(const model::Words& words, const std::vector<engine::Ground>& grounds);

// What an episode waits for that has not started: "Referral assigned on 2026-01-05 — Room for one more client: no".
std::string pending_sentence(const model::Family& family, const engine::Assessment& assessment);

// The events that start the policy, by title: "Referral assigned or Self-referral".
std::string starting_events(const model::Family& family, const model::Policy& policy);

// What was passed over, each action of a step with its reason once, where it first comes, and how often.
struct PassedOver {
  const engine::WithheldAction* what = nullptr;
  std::int64_t times = 1;
};
std::vector<PassedOver> passed_over_once(const engine::Assessment& assessment, const model::Words& words);

// "tuesday morning send_text; friday": of each the parts that the line varies.
std::string slots_of(const model::Words& words, const std::vector<engine::Slot>& slots);

}  // namespace engage::report
