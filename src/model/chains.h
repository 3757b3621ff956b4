#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace engage::model {

// How things that name each other hang together: defines, groups, settings, policies, calendars. Found without
// recursion, in linear time, whatever their number.
struct Chains {
  std::vector<std::size_t> order;      // each after all that it names, save those that name it in turn
  std::vector<bool> looped;            // whether it names itself, by way of others too
  std::vector<std::size_t> loops;      // the first of each loop, in the order of the things
  std::vector<std::size_t> component;  // the same for two things that are in one loop
  std::vector<std::size_t> length;     // of the longest chain that begins with it; a loop counts as one
};

// `names[i]`: what i names, by index.
Chains chains_of(std::span<const std::vector<std::size_t>> names);

// Those that stand at the head of a chain one longer than is allowed: each such chain is told once.
std::vector<std::size_t> too_long(const Chains& chains);

}  // namespace engage::model
