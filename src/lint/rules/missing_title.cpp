#include <fmt/format.h>

#include <array>
#include <optional>

#include "lint/names.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

// Nothing for a statement that cannot have a title.
std::optional<bool> has_title(const syntax::Statement& statement) {
  return std::visit(
      [](const auto& node) -> std::optional<bool> {
        if constexpr (requires {
                        node.name.text;
                        node.title.has_value();
                      }) {
          return node.title.has_value();
        } else {
          return std::nullopt;
        }
      },
      statement.node);
}

void look_in(const syntax::Statement& declaration, Diagnostics& diagnostics) {
  constexpr std::size_t kKinds = static_cast<std::size_t>(NameKind::step) + 1;
  const std::vector<DeclaredName> names = declared_names(declaration);
  std::array<bool, kKinds> titled{};
  for (const DeclaredName& declared : names) {
    if (has_title(*declared.statement).value_or(false)) titled[static_cast<std::size_t>(declared.kind)] = true;
  }
  for (const DeclaredName& declared : names) {
    if (!titled[static_cast<std::size_t>(declared.kind)] || has_title(*declared.statement).value_or(true)) continue;
    diagnostics
        .add(Code::L504, declared.name->span,
             fmt::format("the {} `{}` has no title, and others have", to_string(declared.kind), declared.name->text))
        .help = fmt::format("write what people are to read: `{} \"TITLE\"`", declared.name->text);
  }
}

}  // namespace

// In a vocabulary or policy that gives no titles to words of a kind at all, that is how it is meant.
void missing_title(const Input& input, Diagnostics& diagnostics) {
  for (const model::InputFile& file : input.files) {
    for_each_declaration_of_words(file.tree, [&](const syntax::Statement& words) { look_in(words, diagnostics); });
  }
}

}  // namespace engage::lint
