#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "calendar/date.h"
#include "cases/record.h"
#include "model/words.h"

// What a play forward takes for granted of people. Nothing of it is ever a default for a fact.
namespace engage::play {

// How soon work is done.
struct Pace {
  enum class Kind : std::uint8_t {
    prompt,    // on the day it comes up
    deadline,  // on the last day on which it is in time
    late,      // some business days after its due date, by the policy's calendar
    never,     // nobody does anything
  } kind = Kind::prompt;
  int days = 0;  // late: how many, at least 1
  friend bool operator==(const Pace&, const Pace&) = default;
};

struct Client {
  enum class Kind : std::uint8_t { silent, answers_on, answers_after } kind = Kind::silent;
  Instant at;                 // answers_on
  int attempts = 0;           // answers_after: that many since the assumptions began, at least 1
  model::EventId answer = 0;  // not silent: the event that is recorded
  model::EventSet attempt;    // answers_after: what counts as an attempt
};

// What is said to happen: an event, or a change of a fact. Texts point into what the caller keeps.
struct Planned {
  Instant at;
  std::optional<model::EventId> event;
  std::optional<cases::Change> change;
  model::Narrowing with = {};  // of an event: what came of it, and who did it
};

struct Assumptions {
  Pace worker;
  std::vector<std::optional<Pace>> by_role;  // by RoleId, where a role has one of its own; may be shorter
  Client client;
  std::vector<Planned> planned;  // in order of time
};

}  // namespace engage::play
