#pragma once

#include <string_view>

// What people write who know other languages, and what is written here.
namespace engage::syntax {

// `is at least` for `>=`; empty for a sign that means nothing.
std::string_view words_for_sign(std::string_view sign);
// What to do about a word or a bullet; empty where it cannot be told.
std::string_view help_for_other_word(std::string_view word);
// `day`, `weeks` and the like, which want a number before them.
bool is_unit(std::string_view word);

}  // namespace engage::syntax
