#include <fmt/format.h>

#include "lint/rules/rules.h"
#include "lint/written.h"

namespace engage::lint {
namespace {

// What two negations amount to, as it would be written; nothing if that is not the same question.
std::string straight(const Sources& sources, const syntax::Condition& inner) {
  if (const auto* known = std::get_if<syntax::IsKnown>(&inner.node)) {
    return known->known ? "" : fmt::format("{} is known", known->subject.text);
  }
  if (const auto* is = std::get_if<syntax::Is>(&inner.node)) {
    if (!is->negated || is->by) return "";
    return fmt::format("{} is {}", is->subject.text, sources.text(is->value.span));
  }
  if (const auto* negated = std::get_if<syntax::Negated>(&inner.node)) {
    return std::string(sources.text(negated->inner->span));
  }
  return "";
}

}  // namespace

// `not no E since A` is left alone: it is true where A has not happened, and `E happened since A` is not.
void double_negation(const Input& input, Diagnostics& diagnostics) {
  auto look = [&](const syntax::Condition& condition) {
    const auto* negated = std::get_if<syntax::Negated>(&condition.node);
    const std::string better = negated ? straight(input.sources, *negated->inner) : "";
    if (better.empty()) return;
    Diagnostic& found = diagnostics.add(Code::L308, condition.span, "this says no twice, which is hard to read");
    found.help = fmt::format("write `{}`, which means the same", better);
    found.patch = Patch{condition.span, better};
  };
  for (const model::InputFile& file : input.files) for_each_condition(file.tree.statements, look);
}

}  // namespace engage::lint
