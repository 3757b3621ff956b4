#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace engage {

template <typename Things>
std::vector<std::string_view> names_of(const Things& things) {
  std::vector<std::string_view> names;
  for (const auto& thing : things) names.push_back(thing.name);
  return names;
}

// Up to four of `names` that somebody may have meant by `word`, nearest first: few slips of the
// finger apart (insert, delete, replace, swap neighbours), or one the beginning of the other.
std::vector<std::string_view> near_names(std::string_view word, std::span<const std::string_view> names);

// "did you mean `a`, `b` or `c`?", or empty when there is none.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> names);

// The sentence, and behind it what may have been meant: "there is no role `wroker`; did you mean `worker`?"
std::string with_near(std::string sentence, std::string_view word, std::span<const std::string_view> names);

// What may have been meant; where none is near and there are but a few, all: "the stages are `a` and `b`".
std::string did_you_mean_or_list(std::string_view word, std::span<const std::string_view> names, std::string_view what);

// The same as the help of a fault among those that are told; nothing after thousands of them (diagnostic.h).
std::string did_you_mean(Diagnostics& told, std::string_view word, std::span<const std::string_view> names);
std::string did_you_mean_or_list(Diagnostics& told, std::string_view word, std::span<const std::string_view> names,
                                 std::string_view what);

}  // namespace engage
