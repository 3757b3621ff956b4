#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/duration.h"
#include "model/words.h"
#include "text/source.h"

// Conditions, resolved: names have become ids, settings their durations, defines what they stand
// for. A policy keeps all its conditions in one vector; a ConditionId is an index into it, and a
// condition's parts always come before it.
namespace engage::model {

using ConditionId = std::uint32_t;
using StepId = std::uint16_t;

// A point in time to count from.
struct Anchor {
  enum class Kind : std::uint8_t { start, stage_start, date_fact, latest_event, first_event } kind = Kind::start;
  FactId fact = 0;  // date_fact: 00:00 of it
  EventSet events;  // latest_event, first_event: in the whole log so far
};

// Which events of the log count. Without an episode (applies when, starts on … when) `episode` means
// since the previous finish.
struct Scope {
  enum class Kind : std::uint8_t { episode, stage, last, since, within } kind = Kind::episode;
  Duration duration;  // last, within
  Anchor anchor;      // since, within
};

struct And {
  ConditionId left, right;
};
struct Or {
  ConditionId left, right;
};
struct Not {
  ConditionId inner;
};
// The fact equals one of the values; of a yes/no fact, one value.
struct FactIs {
  FactId fact;
  std::vector<Value> values;
  std::vector<std::string> storage;
};
enum class Comparison : std::uint8_t { at_least, at_most, above, below };  // dates: above = after, below = before
struct FactCompares {
  FactId fact;
  Comparison how;
  Value value;
};
struct FactKnown {
  FactId fact;
  bool known;
};
struct Happened {
  EventSet events;
  int at_least;
  Scope scope;
};
struct NoneHappened {
  EventSet events;
  Scope scope;
};
struct Elapsed {
  Duration duration;
  bool before;
  Anchor anchor;
};
struct StepState {
  enum class State : std::uint8_t { done, skipped, over } state;
  StepId step;
};
struct StepOverdue {
  std::optional<StepId> step;
  std::optional<Duration> by;
};  // no step: any step

struct Condition {
  std::variant<And, Or, Not, FactIs, FactCompares, FactKnown, Happened, NoneHappened, Elapsed, StepState, StepOverdue>
      node;
  std::string text;  // as written, for explanations
  Span span;
};

}  // namespace engage::model
