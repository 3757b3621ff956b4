#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "calendar/date.h"
#include "cases/record.h"
#include "dice.h"
#include "model/policy.h"

// Random policies, as text in the language, and random cases for them. All use the same few words,
// so that a case fits any of the policies and what happens in it matters.
namespace engage::reference {

// One file: calendar, vocabulary, and a policy called `care` (and perhaps one that extends it).
std::string generate_policy(Dice& dice);

// A case by names, so that it survives changes of the policy's text.
struct Case {
  struct Entry {
    Instant at;
    std::string event;                                     // may be empty
    std::string outcome, role;                             // the same
    std::vector<std::pair<std::string, std::string>> set;  // fact and value; an empty value: unknown
  };
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<Entry> entries;  // in order of time
};

Case generate_case(Dice& dice);
Instant generate_instant(Dice& dice, const Case& from);

// What the words do not know is left out. The record's texts point into `from`.
cases::Record to_record(const Case& from, const model::Words& words);

// As in a file of case records.
std::string to_json(const Case& from);
// As the lines of a scenario for `care`, without its checks.
std::string to_scenario(const Case& from);

}  // namespace engage::reference
