#include "model/chains.h"

#include <algorithm>

#include "text/bounds.h"

namespace engage::model {
namespace {

constexpr std::size_t kUnseen = static_cast<std::size_t>(-1);

// Tarjan's algorithm with a stack of its own: what names each other in a circle is found together, and after all
// that it names beyond.
class Finder {
 public:
  explicit Finder(std::span<const std::vector<std::size_t>> names)
      : names_(names), seen_(names.size(), kUnseen), lowest_(names.size()), waiting_(names.size()) {
    chains_.looped.resize(names.size());
    chains_.component.resize(names.size());
    chains_.length.resize(names.size());
  }

  Chains find() {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (seen_[i] == kUnseen) follow(i);
    }
    std::sort(chains_.loops.begin(), chains_.loops.end());
    return std::move(chains_);
  }

 private:
  struct Visit {
    std::size_t thing;
    std::size_t next;  // of what it names
  };

  void enter(std::size_t thing) {
    seen_[thing] = lowest_[thing] = count_++;
    open_.push_back(thing);
    waiting_[thing] = true;
    path_.push_back({thing, 0});
  }

  void follow(std::size_t first) {
    enter(first);
    while (!path_.empty()) {
      Visit& visit = path_.back();
      const std::size_t thing = visit.thing;
      if (visit.next < names_[thing].size()) {
        const std::size_t other = names_[thing][visit.next++];
        if (seen_[other] == kUnseen) {
          enter(other);
        } else if (waiting_[other]) {
          lowest_[thing] = std::min(lowest_[thing], seen_[other]);
        }
        continue;
      }
      path_.pop_back();
      if (!path_.empty()) lowest_[path_.back().thing] = std::min(lowest_[path_.back().thing], lowest_[thing]);
      if (lowest_[thing] == seen_[thing]) close(thing);
    }
  }

  // All that was opened since `first` names each other, or `first` stands alone.
  void close(std::size_t first) {
    const auto begin = std::find(open_.rbegin(), open_.rend(), first).base() - 1;
    std::size_t length = 0;
    for (auto at = begin; at != open_.end(); ++at) {
      for (const std::size_t other : names_[*at]) {
        if (!waiting_[other]) length = std::max(length, chains_.length[other]);
      }
    }
    const bool looped =
        open_.end() - begin > 1 || std::find(names_[first].begin(), names_[first].end(), first) != names_[first].end();
    if (looped) chains_.loops.push_back(*std::min_element(begin, open_.end()));
    for (auto at = open_.end(); at-- != begin;) {
      chains_.looped[*at] = looped;
      chains_.component[*at] = first;
      chains_.length[*at] = length + 1;
      chains_.order.push_back(*at);
      waiting_[*at] = false;
    }
    open_.erase(begin, open_.end());
  }

  std::span<const std::vector<std::size_t>> names_;
  std::vector<std::size_t> seen_;    // when it was entered
  std::vector<std::size_t> lowest_;  // the earliest entered that it leads back to
  std::vector<bool> waiting_;        // entered, and not closed
  std::vector<std::size_t> open_;    // those, in the order in which they were entered
  std::vector<Visit> path_;
  std::size_t count_ = 0;
  Chains chains_;
};

}  // namespace

Chains chains_of(std::span<const std::vector<std::size_t>> names) { return Finder(names).find(); }

std::vector<std::size_t> too_long(const Chains& chains) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < chains.length.size(); ++i) {
    if (chains.length[i] == kLongestChain + 1) found.push_back(i);
  }
  return found;
}

}  // namespace engage::model
