#pragma once

#include <concepts>
#include <string>
#include <string_view>

// What sentences are made of.
namespace engage {

// "1 day", "2 days"
template <std::integral Count>
std::string counted(Count count, std::string_view thing) {
  std::string words = std::to_string(count) + " ";
  words += thing;
  if (count != 1) words += 's';
  return words;
}

// "1 entry", "2 entries"
template <std::integral Count>
std::string counted(Count count, std::string_view one, std::string_view several) {
  return std::to_string(count).append(" ").append(count == 1 ? one : several);
}

// With its first letter raised, where that is one of a to z.
std::string capitalized(std::string_view text);

// Texts one behind the other, with the same between any two.
template <typename Texts>
std::string joined(const Texts& texts, std::string_view between) {
  std::string all;
  bool first = true;
  for (const std::string_view text : texts) {
    if (!first) all += between;
    first = false;
    all += text;
  }
  return all;
}

}  // namespace engage
