#pragma once

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

// An event, or an action: an event that the program can owe.
struct Event {
  std::string name;
  std::string title;
  bool action = false;
  bool never_allowed = false;
  std::optional<RoleId> by;
  Span span;
  bool titled = true;
};

// What it is called on a page: what has no title is called by its name.
inline const std::string& title_of(const Event& event) { return event.title.empty() ? event.name : event.title; }

// A set of events and actions; small and dense.
class EventSet {
 public:
  void add(EventId event) {
    if (event / 64u >= bits_.size()) bits_.resize(event / 64u + 1);
    bits_[event / 64u] |= std::uint64_t{1} << (event % 64u);
  }
  void add(const EventSet& other) {
    if (bits_.size() < other.bits_.size()) bits_.resize(other.bits_.size());
    for (std::size_t i = 0; i < other.bits_.size(); ++i) bits_[i] |= other.bits_[i];
  }
  bool contains(EventId event) const {
    return event / 64u < bits_.size() && (bits_[event / 64u] >> (event % 64u) & 1) != 0;
  }
  // Whether they have one in common; whether the other's are all among these.
  bool meets(const EventSet& other) const;
  bool includes(const EventSet& other) const;
  bool empty() const { return bits_.empty(); }
  friend bool operator==(const EventSet&, const EventSet&) = default;

 private:
  std::vector<std::uint64_t> bits_;
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
