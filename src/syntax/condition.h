#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/date.h"
#include "calendar/duration.h"
#include "text/source.h"

// The parts of statements: names, literals, durations, anchors and conditions, as written.
namespace engage::syntax {

struct Name {
  std::string text;
  Span span;
};

struct Text {
  std::string value;  // unescaped
  Span span;
};

struct Number {
  std::string spelling;
  double value = 0;
};

struct YesNo {
  bool yes = false;
};

// A value to compare with: `V` in `F is V`.
struct Literal {
  std::variant<Name, Number, Date, Text, YesNo> value;
  Span span;
};

// Written out, or the name of a setting.
struct Length {
  std::variant<Duration, Name> value;
  Span span;
  std::optional<Name> calendar = std::nullopt;  // `3 business days in school`
};

// `3 to 5 business days`, `2 days to 1 week`, or one length alone.
struct Range {
  Length low;
  std::optional<Length> high;
  Span span;
};

// `start`, `stage start`, a date fact or event (`latest`), `first E`.
struct Anchor {
  enum class Kind : std::uint8_t { start, stage_start, latest, first } kind = Kind::start;
  Name name;  // of latest and first
  Span span;
};

struct Scope {
  enum class Kind : std::uint8_t { episode, stage, last, since, within } kind = Kind::episode;
  std::optional<Length> length;  // last, within
  std::optional<Anchor> anchor;  // since, within
  Span span;
};

struct Condition;
using ConditionPtr = std::shared_ptr<const Condition>;  // what was read changes no more: copies share it

struct Both {
  ConditionPtr left, right;
};
struct Either {
  ConditionPtr left, right;
};
struct Negated {
  ConditionPtr inner;
};
struct Holds {
  Name subject;
};  // a yes/no fact or a define
// `F is V`, `F is not V`; also `STEP is done|skipped|over|overdue [by D]`, where the state stands as
// a name: what the subject is decides (a fact may have a value called `done`).
struct Is {
  Name subject;
  bool negated = false;
  Literal value;
  std::optional<Length> by;
};
struct IsOneOf {
  Name subject;
  std::vector<Literal> values;
};
enum class Comparison : std::uint8_t { at_least, at_most, above, below, before, after };
struct Compares {
  Name subject;
  Comparison how;
  Literal value;
};
struct IsKnown {
  Name subject;
  bool known = true;
};
struct Happened {
  Name event;
  int at_least = 1;
  Scope scope;
};
struct NoneHappened {
  Name event;
  Scope scope;
};
struct Elapsed {
  Length length;
  bool before = false;
  Anchor anchor;
};  // D after|before ANCHOR
struct AnyOverdue {
  std::optional<Length> by;
};

struct Condition {
  std::variant<Both, Either, Negated, Holds, Is, IsOneOf, Compares, IsKnown, Happened, NoneHappened, Elapsed,
               AnyOverdue>
      node;
  Span span;
};

}  // namespace engage::syntax
