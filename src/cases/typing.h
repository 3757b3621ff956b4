#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/words.h"

namespace engage::cases {

// A value as a record writes it, before anybody asks for the type of its fact.
struct Written {
  enum class Kind : std::uint8_t {
    null,
    truth,
    number,  // text: as written
    string,
    cell,  // of a table: whatever the fact takes, without quotes
    object,
    list,
  };
  Kind kind = Kind::null;
  bool truth = false;
  std::string_view text;  // number, string, cell
};

// The value, if the fact can have it; null, and "unknown" where the fact is no text, are unknown.
bool type_value(const model::Fact& fact, const Written& written, model::Value& value);

// Why it could not: "fact `risk` cannot be `purple`: it is one of low, medium, high, extreme".
std::string type_fault(const model::Fact& fact, const Written& written);

// How a message shows it: "`purple`", "12", "a list".
std::string shown(const Written& written);

bool is_json_number(std::string_view text);

}  // namespace engage::cases
