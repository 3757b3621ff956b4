#pragma once

#include <cstddef>
#include <string>

// How large policies may be. No policy of an agency comes near; what goes beyond is refused with a message before
// anything counts it, follows it or holds it in an id, so that nothing else has to fear the size of its input.
// The same table stands in docs/language.md ("Limits").
namespace engage {

// --- E104, E128: text
inline constexpr std::size_t kLargestFile = std::size_t{4} << 20;  // bytes
inline constexpr std::size_t kMostLines = 250'000;                 // of a file, that say something
inline constexpr std::size_t kLongestLine = 65'536;                // bytes

// --- E124: what stands in each other
inline constexpr int kDeepestParenthesis = 100;
inline constexpr int kDeepestBlock = 100;
inline constexpr int kMostConditions = 200;            // parts of the condition of one line
inline constexpr std::size_t kMostPartsInAll = 1'000;  // of a condition, with the defines in it written out

// --- E237: what leads to each other, from its first member to its last: defines, groups, settings, policies by
// `extends`, calendars by `include`, files by `use`, steps whose conditions ask whether another is overdue
inline constexpr std::size_t kLongestChain = 100;

// --- E225: of a policy; words with those of its other versions and of all vocabularies that it sees
inline constexpr std::size_t kMostRoles = 1'000;
inline constexpr std::size_t kMostFacts = 10'000;
inline constexpr std::size_t kMostValues = 1'000;   // of a choice or scale
inline constexpr std::size_t kMostEvents = 10'000;  // and actions
inline constexpr std::size_t kMostGroups = 1'000;
inline constexpr std::size_t kMostDefines = 5'000;
inline constexpr std::size_t kMostConditionsOfPolicy = 100'000;  // parts of all its conditions, each define once
inline constexpr std::size_t kMostSettings = 1'000;
inline constexpr std::size_t kMostStages = 500;
inline constexpr std::size_t kMostSteps = 5'000;
inline constexpr std::size_t kMostStatements = 20'000;  // of its sequences
inline constexpr std::size_t kMostRules = 1'000;        // and escalations
inline constexpr std::size_t kMostLimits = 500;
inline constexpr std::size_t kMostOutcomes = 500;
inline constexpr std::size_t kMostDoLines = 64;       // of a step
inline constexpr std::size_t kMostAlternatives = 64;  // of a `do any of`

// --- E225: of a calendar, with those that it includes
inline constexpr std::size_t kMostDaysOff = 1'000;  // `holiday`, `closed` and `open` lines
inline constexpr std::size_t kMostIncludes = 100;   // `include` lines of its own

// --- E225: of a scenario
inline constexpr std::size_t kMostScenarioLines = 2'000;  // facts, events and checks

// --- E225: of a run
inline constexpr std::size_t kMostFiles = 2'000;
inline constexpr std::size_t kMostUses = 1'000;  // `use` lines of a file
inline constexpr std::size_t kMostPolicies = 5'000;
inline constexpr std::size_t kMostCalendars = 1'000;
inline constexpr std::size_t kMostHolidays = 5'000'000;  // of all calendars, each in every year that is covered
inline constexpr std::size_t kMostScenarios = 10'000;
// Words, lines and parts of conditions of all policies, each with all that it takes from others.
inline constexpr std::size_t kMostInAll = 1'000'000;

// As a sentence writes a number: "65,536".
std::string with_thousands(std::size_t number);

}  // namespace engage
