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

void EventSet::add(EventId event, Narrowing to) {
  const bool whole = contains(event) && !is_narrowed(event);
  if (event / 64u >= bits_.size()) bits_.resize(event / 64u + 1);
  bits_[event / 64u] |= std::uint64_t{1} << (event % 64u);
  if (to.any()) {
    std::erase_if(narrowed_, [&](const Narrowed& other) { return other.event == event; });
  } else if (!whole) {
    const auto place = std::lower_bound(narrowed_.begin(), narrowed_.end(), Narrowed{event, to});
    if (place == narrowed_.end() || *place != Narrowed{event, to}) narrowed_.insert(place, {event, to});
  }
}

void EventSet::add(const EventSet& other) {
  if (narrowed_.empty() && other.narrowed_.empty()) {
    if (bits_.size() < other.bits_.size()) bits_.resize(other.bits_.size());
    for (std::size_t i = 0; i < other.bits_.size(); ++i) bits_[i] |= other.bits_[i];
    return;
  }
  for (std::size_t event = 0; event < 64 * other.bits_.size(); ++event) {
    const auto id = static_cast<EventId>(event);
    if (other.contains(id) && !other.is_narrowed(id)) add(id);
  }
  for (const Narrowed& one : other.narrowed_) add(one.event, one.to);
}

EventSet EventSet::done_by(RoleId role) const {
  EventSet result;
  for (std::size_t event = 0; event < 64 * bits_.size(); ++event) {
    const auto id = static_cast<EventId>(event);
    if (contains(id) && !is_narrowed(id)) result.add(id, {kNone, role});
  }
  for (const Narrowed& one : narrowed_) {
    if (one.to.role == kNone || one.to.role == role) result.add(one.event, {one.to.outcome, role});
  }
  return result;
}

EventSet EventSet::whole() const {
  EventSet result;
  result.bits_ = bits_;
  for (const Narrowed& one : narrowed_) result.bits_[one.event / 64u] &= ~(std::uint64_t{1} << (one.event % 64u));
  return result;
}

bool EventSet::is_narrowed(EventId event) const {
  return std::ranges::any_of(narrowed_, [&](const Narrowed& one) { return one.event == event; });
}

bool EventSet::fits_narrowed(const Occurrence& what) const {
  bool narrowed = false;
  for (const Narrowed& one : narrowed_) {
    if (one.event != what.event) continue;
    if (one.to.fits(what)) return true;
    narrowed = true;
  }
  return !narrowed;
}

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
  // Of what is narrowed here, the other may hold only what is meant here too.
  return std::ranges::all_of(narrowed_, [&](const Narrowed& mine) {
    if (!other.contains(mine.event)) return true;
    if (!other.is_narrowed(mine.event)) return false;
    return std::ranges::all_of(other.narrowed_, [&](const Narrowed& theirs) {
      return theirs.event != mine.event || std::ranges::any_of(narrowed_, [&](const Narrowed& one) {
               return one.event == theirs.event && one.to.fits({theirs.event, theirs.to.outcome, theirs.to.role});
             });
    });
  });
}

}  // namespace engage::model
