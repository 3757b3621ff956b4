#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "calendar/date.h"
#include "text/source.h"

// The words of a policy and all its versions: what a case record may say.
namespace engage::model {

using RoleId = std::uint16_t;
using FactId = std::uint16_t;
using EventId = std::uint16_t;  // events and actions share one numbering

enum class FactType : std::uint8_t { yes_no, choice, scale, number, date, text };

// A fact's value at some time. Options are indices into Fact::options (a scale's go from low to
// high). A text points into the record or the policy that it comes from.
struct Value {
  enum class Kind : std::uint8_t { unknown, yes_no, option, number, date, text };
  Kind kind = Kind::unknown;
  std::int32_t index = 0;  // yes_no: 0 or 1; option: index; date: days
  double number = 0;
  std::string_view text;

  bool known() const { return kind != Kind::unknown; }
  Date date() const { return {index}; }

  static Value unknown() { return {}; }
  static Value yes_no(bool yes) { return {Kind::yes_no, yes ? 1 : 0, 0, {}}; }
  static Value option(int index) { return {Kind::option, index, 0, {}}; }
  static Value of(double number) { return {Kind::number, 0, number, {}}; }
  static Value of(Date date) { return {Kind::date, date.days, 0, {}}; }
  static Value of(std::string_view text) { return {Kind::text, 0, 0, text}; }

  friend bool operator==(const Value& a, const Value& b) {
    return a.kind == b.kind && a.index == b.index && a.number == b.number && a.text == b.text;
  }
};

struct Role {
  std::string name;
  std::string title;
  Span span;
  bool titled = true;  // here and below: false where the title was made from the name, as none is written
};

struct Fact {
  std::string name;
  std::string title;
  FactType type = FactType::text;
  std::vector<std::string> options;  // choice, scale
  std::string default_text;          // storage of a text default
  std::optional<Value> fallback;     // what holds while the record says nothing of it
  Span span;
  bool titled = true;
};

// "yes", "high", 3.5, 2026-01-31, "Dr Lee" in quotes, or "not recorded".
std::string to_string(const Fact& fact, const Value& value);

// What an action can come to: `outcomes seen "Child seen", not_seen "Nobody home"`.
struct EventOutcome {
  std::string name;
  std::string title;
  bool titled = true;
};
inline constexpr std::uint16_t kNone = 0xFFFF;  // no outcome, no role

// An event, or an action: an event that the program can owe.
struct Event {
  std::string name;
  std::string title;
  bool action = false;
  bool never_allowed = false;
  std::optional<RoleId> by;
  Span span;
  bool titled = true;
  std::vector<EventOutcome> outcomes;
  bool with_client = false;  // it needs the client
};

// What it is called on a page: what has no title is called by its name.
inline const std::string& title_of(const Event& event) { return event.title.empty() ? event.name : event.title; }

// One happening of an event, with what came of it and who did it, where that is recorded.
struct Occurrence {
  EventId event = 0;
  std::uint16_t outcome = kNone;  // index into Event::outcomes
  std::uint16_t role = kNone;
};

// Which outcome and whose work it has to be: `as seen done by worker`. kNone: any.
struct Narrowing {
  std::uint16_t outcome = kNone;
  std::uint16_t role = kNone;

  bool any() const { return outcome == kNone && role == kNone; }
  bool fits(const Occurrence& what) const {
    return (outcome == kNone || outcome == what.outcome) && (role == kNone || role == what.role);
  }
  friend auto operator<=>(const Narrowing&, const Narrowing&) = default;
};

// A set of events and actions, of some of them certain outcomes only; small and dense.
class EventSet {
 public:
  struct Narrowed {
    EventId event;
    Narrowing to;
    friend auto operator<=>(const Narrowed&, const Narrowed&) = default;
  };

  void add(EventId event) { add(event, {}); }
  void add(EventId event, Narrowing to);
  void add(const EventSet& other);
  // The same events, only where that role did it.
  EventSet done_by(RoleId role) const;
  // Whether some happening of it is meant.
  bool contains(EventId event) const {
    return event / 64u < bits_.size() && (bits_[event / 64u] >> (event % 64u) & 1) != 0;
  }
  bool contains(const Occurrence& what) const {
    return contains(what.event) && (narrowed_.empty() || fits_narrowed(what));
  }
  // Those that are meant whatever came of them and whoever did them.
  EventSet whole() const;
  // The events of which certain outcomes or roles only are meant, in order, and which.
  const std::vector<Narrowed>& narrowed() const { return narrowed_; }
  // Whether they have one in common; whether the other's are all among these.
  bool meets(const EventSet& other) const;
  bool includes(const EventSet& other) const;
  bool empty() const { return bits_.empty(); }
  friend bool operator==(const EventSet&, const EventSet&) = default;

 private:
  bool fits_narrowed(const Occurrence& what) const;
  bool is_narrowed(EventId event) const;

  std::vector<std::uint64_t> bits_;
  std::vector<Narrowed> narrowed_;
};

struct Words {
  std::vector<Role> roles;  // in order of declaration, used files first
  std::vector<Fact> facts;
  std::vector<Event> events;

  std::optional<RoleId> find_role(std::string_view name) const;
  std::optional<FactId> find_fact(std::string_view name) const;
  std::optional<EventId> find_event(std::string_view name) const;
};

}  // namespace engage::model
