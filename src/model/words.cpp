#include "model/words.h"

#include <algorithm>

#include <fmt/format.h>

namespace engage::model {
namespace {

// A policy has some dozens of words: looking at each is quick enough for everything but the reading
// of records, which keeps a table of its own.
template <typename Id, typename Word>
std::optional<Id> find(const std::vector<Word>& words, std::string_view name) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].name == name) return static_cast<Id>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string to_string(const Fact& fact, const Value& value) {
  switch (value.kind) {
    case Value::Kind::unknown: return "not recorded";
    case Value::Kind::yes_no: return value.index != 0 ? "yes" : "no";
    case Value::Kind::option: return fact.options[static_cast<std::size_t>(value.index)];
    case Value::Kind::number: return fmt::format("{}", value.number);
    case Value::Kind::date: return engage::to_string(value.date());
    case Value::Kind::text: return fmt::format("\"{}\"", value.text);
  }
  return {};
}

std::optional<RoleId> Words::find_role(std::string_view name) const { return find<RoleId>(roles, name); }
std::optional<FactId> Words::find_fact(std::string_view name) const { return find<FactId>(facts, name); }
std::optional<EventId> Words::find_event(std::string_view name) const { return find<EventId>(events, name); }

bool EventSet::meets(const EventSet& other) const {
  for (std::size_t i = 0; i < std::min(bits_.size(), other.bits_.size()); ++i) {
    if ((bits_[i] & other.bits_[i]) != 0) return true;
  }
  return false;
}

bool EventSet::includes(const EventSet& other) const {
  for (std::size_t i = 0; i < other.bits_.size(); ++i) {
    if ((other.bits_[i] & ~(i < bits_.size() ? bits_[i] : 0)) != 0) return false;
  }
  return true;
}

}  // namespace engage::model
