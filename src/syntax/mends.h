#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "syntax/forms.h"

// What people often write in place of the language's own order and words, and how it is written here.
namespace engage::syntax {

// What was meant; and where nothing else can have been, the part of the line that becomes `text`.
struct Mend {
  std::string help;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  // begin: nothing is changed, it is only said
  std::string text;
};

// Of a line of the form that could be read up to `stopped`; nothing where it is no usual slip.
std::optional<Mend> usual_mend(Form form, std::string_view line, std::uint32_t stopped);

}  // namespace engage::syntax
