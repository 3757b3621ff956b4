#include "cases/typing.h"

#include <fmt/format.h>
#include <charconv>

#include "cases/times.h"
#include "text/ascii.h"
#include "text/shortened.h"

namespace engage::cases {
namespace {

using model::FactType;
using model::Value;
using Kind = Written::Kind;

constexpr int kExactDigits = 15;  // that every double keeps

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// Digits that matter: without the zeros in front and behind.
int significant_digits(std::string_view number) {
  int digits = 0, zeros = 0;
  for (char c : number) {
    if (c == 'e' || c == 'E') break;
    if (!is_digit(c)) continue;
    if (c == '0') {
      zeros += digits > 0;
    } else {
      digits += zeros + 1;
      zeros = 0;
    }
  }
  return digits;
}

enum class NumberFault : std::uint8_t { none, no_number, inexact };

NumberFault parse_number(std::string_view text, double& number) {
  if (!is_json_number(text)) return NumberFault::no_number;
  if (significant_digits(text) > kExactDigits) return NumberFault::inexact;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  if (result.ec != std::errc{}) return NumberFault::inexact;
  number += 0.0;  // no negative zero
  return NumberFault::none;
}

bool equals_in_any_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (c != lower[i]) return false;
  }
  return true;
}

bool type_yes_no(const Written& written, Value& value) {
  if (written.kind == Kind::truth) {
    value = Value::yes_no(written.truth);
    return true;
  }
  if (written.text == "yes" || written.text == "no") {
    value = Value::yes_no(written.text == "yes");
    return true;
  }
  if (written.kind != Kind::cell) return false;
  const bool yes = equals_in_any_case(written.text, "yes") || equals_in_any_case(written.text, "true");
  const bool no = equals_in_any_case(written.text, "no") || equals_in_any_case(written.text, "false");
  value = Value::yes_no(yes);
  return yes || no;
}

// A word without what people write differently: capitals, and blanks, `_` or `-` between its parts. A sign in front
// is no such thing: -1 is not 1.
std::string plain_word(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool joint = text[i] == ' ' || text[i] == '_' || text[i] == '-';
    const bool within = !plain.empty() && i + 1 < text.size();
    if (!joint || !within) plain += lower(text[i]);
    else if (plain.back() != '_') plain += '_';
  }
  return plain;
}

// The one option that a cell means.
bool type_option_of_cell(const model::Fact& fact, std::string_view text, Value& value) {
  std::size_t found = 0;
  const std::string plain = plain_word(text);
  for (std::size_t i = 0; i < fact.options.size(); ++i) {
    if (plain_word(fact.options[i]) != plain) continue;
    value = Value::option(static_cast<int>(i));
    ++found;
  }
  return found == 1;
}

bool type_option(const model::Fact& fact, std::string_view text, Value& value) {
  for (std::size_t i = 0; i < fact.options.size(); ++i) {
    if (fact.options[i] == text) {
      value = Value::option(static_cast<int>(i));
      return true;
    }
  }
  return false;
}

std::string_view type_name(FactType type) {
  switch (type) {
    case FactType::yes_no: return "yes or no";
    case FactType::number: return "a number";
    case FactType::date: return "a date such as 2026-01-31";
    case FactType::text: return "a text in quotes";
    case FactType::choice:
    case FactType::scale: break;
  }
  return "one of its options";
}

}  // namespace

bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = at;
  at = skip_digits(text, at);
  if (at == whole || (text[whole] == '0' && at > whole + 1)) return false;
  if (at < text.size() && text[at] == '.') {
    const std::size_t decimals = ++at;
    at = skip_digits(text, at);
    if (at == decimals) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = at;
    at = skip_digits(text, at);
    if (at == exponent) return false;
  }
  return at == text.size();
}

bool type_value(const model::Fact& fact, const Written& written, Value& value) {
  value = Value::unknown();
  if (written.kind == Kind::null) return true;
  const bool textual = written.kind == Kind::string || written.kind == Kind::cell;
  if (textual && fact.type != FactType::text && written.text == "unknown") return true;
  if (written.kind == Kind::cell && written.text == "unknown") return true;
  switch (fact.type) {
    case FactType::yes_no: return (textual || written.kind == Kind::truth) && type_yes_no(written, value);
    case FactType::choice:
    case FactType::scale:
      if (!textual) return false;
      return type_option(fact, written.text, value) ||
             (written.kind == Kind::cell && type_option_of_cell(fact, written.text, value));
    case FactType::number:
      if (written.kind != Kind::number && written.kind != Kind::cell) return false;
      value.kind = Value::Kind::number;
      return parse_number(written.text, value.number) == NumberFault::none;
    case FactType::date: {
      Date date;
      if (!textual || parse_date(written.text, date) != TimeFault::none) return false;
      value = Value::of(date);
      return true;
    }
    case FactType::text:
      if (!textual) return false;
      value = Value::of(written.text);
      return true;
  }
  return false;
}

std::string type_fault(const model::Fact& fact, const Written& written) {
  const std::string start = fmt::format("fact `{}` cannot be {}: ", fact.name, shown(written));
  const bool textual = written.kind == Kind::string || written.kind == Kind::cell;
  if (fact.type == FactType::choice || fact.type == FactType::scale) {
    std::string sentence = start + "it is one of ";
    for (const std::string& option : fact.options) {
      if (&option != &fact.options.front()) sentence += ", ";
      sentence += option;
    }
    return sentence;
  }
  double number = 0;
  if (fact.type == FactType::number && (written.kind == Kind::number || written.kind == Kind::cell) &&
      parse_number(written.text, number) == NumberFault::inexact) {
    return fmt::format("{}a number has at most {} digits here", start, kExactDigits);
  }
  Date date;
  if (fact.type == FactType::date && textual) {
    const TimeFault fault = parse_date(written.text, date);
    if (fault != TimeFault::shape) return start + sentence(fault, written.text);
  }
  // What a table or a spreadsheet made a text of.
  Value value;
  if (written.kind == Kind::string && fact.type == FactType::number && is_json_number(written.text)) {
    return fmt::format("{}the quotes make it a text: write {}", start, written.text);
  }
  const Written cell{Kind::cell, false, written.text};
  if (written.kind == Kind::string && fact.type == FactType::yes_no && type_yes_no(cell, value)) {
    return fmt::format("{}write `{}` or {}", start, value.index ? "yes" : "no", value.index ? "true" : "false");
  }
  return fmt::format("{}it is {}", start, type_name(fact.type));
}

std::string shown(const Written& written) {
  switch (written.kind) {
    case Kind::null: return "null";
    case Kind::truth: return written.truth ? "true" : "false";
    case Kind::number: return shortened(written.text);
    case Kind::string:
    case Kind::cell: return fmt::format("`{}`", shortened(written.text));
    case Kind::object: return "an object";
    case Kind::list: return "a list";
  }
  return {};
}

}  // namespace engage::cases
