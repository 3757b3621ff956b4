#include "engine/ground.h"

// Reasons in words, for those who print them.
namespace engage::engine {

bool operator==(const Ground& a, const Ground& b) {
  if (a.fact || b.fact) return a.fact == b.fact && a.value == b.value;
  return (a.answer == Truth::yes) == (b.answer == Truth::yes) && a.part->text == b.part->text;
}

// By hand: the reports of many cases hold many of them.
std::string to_string(const Ground& ground, const model::Words& words) {
  std::string text;
  if (ground.fact) {
    const model::Fact& fact = words.facts[*ground.fact];
    text += fact.name;
    text += " is ";
    text += to_string(fact, ground.value);
  } else {
    text += '`';
    text += ground.part->text;
    text += ground.answer == Truth::yes ? "` is so" : "` is not so";
  }
  return text;
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
