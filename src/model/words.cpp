#include "model/words.h"

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

std::optional<RoleId> Words::find_role(std::string_view name) const { return find<RoleId>(roles, name); }
std::optional<FactId> Words::find_fact(std::string_view name) const { return find<FactId>(facts, name); }
std::optional<EventId> Words::find_event(std::string_view name) const { return find<EventId>(events, name); }

}  // namespace engage::model
