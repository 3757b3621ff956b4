#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The forms that a line can have, the words that they begin with, and what may stand where.
namespace engage::syntax {

enum class Form : std::uint8_t {
#define ENGAGE_FORM(form, ...) form,
#include "syntax/forms.def"
#undef ENGAGE_FORM
};
inline constexpr std::size_t kForms = static_cast<std::size_t>(Form::check) + 1;

// What a line stands in. `branch`: the block of an `if`, `otherwise` or `repeat`; `anything`: the
// block of a line that could not be told.
enum class Place : std::uint8_t {
  file,
  calendar,
  vocabulary,
  policy,
  stage,
  branch,
  rule,
  escalation,
  step,
  scenario,
  facts,
  anything
};

using Places = std::uint16_t;  // a bit a place
constexpr Places bit(Place place) { return static_cast<Places>(1u << static_cast<unsigned>(place)); }

struct FormInfo {
  Form form;
  std::string_view keyword;  // the first word of the line
  Places where;
  std::optional<Place> block;  // what its block is
  bool needs_block = false;
  bool declares = false;              // a name stands directly after the keyword
  std::string_view phrase = keyword;  // with the words that always follow it
};

const FormInfo& info(Form form);

// The form that a line of text has in a place, by its first words alone: `form` when it may stand
// there; else `elsewhere` when those words begin a line in other places; else neither.
struct Recognized {
  std::optional<Form> form;
  std::optional<Form> elsewhere;
};
Recognized recognize(std::string_view line, Place place);

// How the lines that may stand in a place begin.
std::vector<std::string_view> phrases(Place place);

// "in a policy or a stage": where the lines with this form's keyword stand.
std::string places_of(Form form);
std::string place_of(Place place);  // "in a stage"

// Words that cannot be names (language reference, section 1).
std::span<const std::string_view> reserved_words();
bool is_reserved(std::string_view word);

// The letters, digits and `_` at the beginning of text; may be none.
std::string_view first_word(std::string_view text);

}  // namespace engage::syntax
