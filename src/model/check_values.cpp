#include <fmt/format.h>

#include <algorithm>

#include "model/check_words.h"
#include "text/near.h"

// The values that are written for facts.
namespace engage::model {
namespace {

// "low, high", or the first of many.
std::string listed(const std::vector<std::string>& options) {
  constexpr std::size_t kMostShown = 20;
  if (options.size() <= kMostShown) return fmt::format("{}", fmt::join(options, ", "));
  const auto end = options.begin() + kMostShown;
  return fmt::format("{} and {} others", fmt::join(options.begin(), end, ", "), options.size() - kMostShown);
}

}  // namespace

std::optional<Value> value_of(const Fact& fact, const syntax::Literal& literal, std::string& storage,
                              Diagnostics& diagnostics) {
  auto wrong = [&](std::string wants) {
    diagnostics
        .add(Code::E204, literal.span,
             fmt::format("`{}` is a {} fact and cannot have this value", fact.name, to_string(fact.type)))
        .help = std::move(wants);
    return std::nullopt;
  };
  switch (fact.type) {
    case FactType::yes_no:
      if (const auto* yes = std::get_if<syntax::YesNo>(&literal.value)) return Value::yes_no(yes->yes);
      return wrong("write `yes` or `no`");
    case FactType::choice:
    case FactType::scale: {
      const auto* name = std::get_if<syntax::Name>(&literal.value);
      if (!name) return wrong("write one of its values: " + listed(fact.options));
      auto found = std::find(fact.options.begin(), fact.options.end(), name->text);
      if (found != fact.options.end()) return Value::option(static_cast<int>(found - fact.options.begin()));
      std::vector<std::string_view> options(fact.options.begin(), fact.options.end());
      Diagnostic& d =
          diagnostics.add(Code::E204, literal.span, fmt::format("`{}` is never `{}`", fact.name, name->text));
      d.help = did_you_mean(diagnostics, name->text, options);
      d.labels.push_back({fact.span, "it is one of " + listed(fact.options)});
      return std::nullopt;
    }
    case FactType::number:
      if (const auto* number = std::get_if<syntax::Number>(&literal.value)) return Value::of(number->value);
      return wrong("write a number");
    case FactType::date:
      if (const auto* date = std::get_if<Date>(&literal.value)) return Value::of(*date);
      return wrong("write a date such as 2026-01-31");
    case FactType::text:
      if (const auto* text = std::get_if<syntax::Text>(&literal.value)) {
        storage = text->value;
        return Value::of(std::string_view(storage));
      }
      return wrong("write a text in quotes");
  }
  return std::nullopt;
}

}  // namespace engage::model
