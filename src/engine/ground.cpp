#include "engine/ground.h"

#include <fmt/format.h>

// Reasons in words, for those who print them.
namespace engage::engine {

bool operator==(const Ground& a, const Ground& b) {
  if (a.fact || b.fact) return a.fact == b.fact && a.value == b.value;
  return (a.answer == Truth::yes) == (b.answer == Truth::yes) && a.part->text == b.part->text;
}

std::string to_string(const Ground& ground, const model::Words& words) {
  if (!ground.fact) return fmt::format("`{}` is {}so", ground.part->text, ground.answer == Truth::yes ? "" : "not ");
  const model::Fact& fact = words.facts[*ground.fact];
  return fmt::format("{} is {}", fact.name, to_string(fact, ground.value));
}

std::string to_string(const std::vector<Ground>& grounds, const model::Words& words) {
  std::string text;
  for (const Ground& ground : grounds) {
    if (!text.empty()) text += ", ";
    text += to_string(ground, words);
  }
  return text;
}

}  // namespace engage::engine
