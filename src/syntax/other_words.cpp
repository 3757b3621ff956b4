#include "syntax/other_words.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace engage::syntax {
namespace {

// Signs of other languages, and what they are here.
constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
    {"=", "is"},          {"==", "is"},          {"!=", "is not"}, {"<>", "is not"}, {"<", "is below"},
    {"<=", "is at most"}, {"&", "and"},          {"&&", "and"},    {"|", "or"},      {"||", "or"},
    {">", "is above"},    {">=", "is at least"}, {"!", "not"},
};

// What people write elsewhere, and what is written here.
constexpr std::pair<std::string_view, std::string_view> kOtherWords[] = {
    {"else", "write `otherwise`"},
    {"unless", "write `if not` and what must not be"},
    {"working", "write `business days`"},
    {"fortnight", "write `2 weeks`"},
    {"greater", "write `above`"},
    {"more", "write `above`"},
    {"less", "write `below`"},
    {"due", "write `within` and a duration"},
    {"expect", "write `check`"},
    {"-", "a line begins with its word, without a bullet or number"},
    {"*", "a line begins with its word, without a bullet or number"},
    {"•", "a line begins with its word, without a bullet or number"},
    {"/", "a comment begins with `#`"},
};
constexpr std::string_view kUnits[] = {"hour",  "hours", "day",    "days", "week",
                                       "weeks", "month", "months", "year", "years"};

}  // namespace

std::string_view help_for_other_word(std::string_view word) {
  for (const auto& [written, help] : kOtherWords) {
    if (written == word) return help;
  }
  return {};
}

bool is_unit(std::string_view word) {
  return std::find(std::begin(kUnits), std::end(kUnits), word) != std::end(kUnits);
}

std::string_view words_for_sign(std::string_view sign) {
  for (const auto& [written, meant] : kSigns) {
    if (written == sign) return meant;
  }
  return {};
}

}  // namespace engage::syntax
