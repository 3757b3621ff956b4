#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "syntax/tree.h"

namespace engage::lint {

// Calls `look(condition)` for a condition as written and for all its parts, the whole first.
template <typename Look>
void for_each_part(const syntax::Condition& written, Look& look) {
  look(written);
  if (const auto* both = std::get_if<syntax::Both>(&written.node)) {
    for_each_part(*both->left, look);
    for_each_part(*both->right, look);
  } else if (const auto* either = std::get_if<syntax::Either>(&written.node)) {
    for_each_part(*either->left, look);
    for_each_part(*either->right, look);
  } else if (const auto* negated = std::get_if<syntax::Negated>(&written.node)) {
    for_each_part(*negated->inner, look);
  }
}

template <typename Look>
void for_each_part(const std::optional<syntax::Condition>& written, Look& look) {
  if (written) for_each_part(*written, look);
}

// The same for every condition of these statements and of the blocks below them.
template <typename Look>
void for_each_condition(const std::vector<syntax::Statement>& block, Look& look) {
  for (const syntax::Statement& statement : block) {
    std::visit(
        [&](const auto& node) {
          if constexpr (requires { for_each_part(node.condition, look); }) for_each_part(node.condition, look);
          if constexpr (requires { for_each_part(node.allowed_if, look); }) for_each_part(node.allowed_if, look);
          if constexpr (requires { for_each_part(node.until, look); }) for_each_part(node.until, look);
          if constexpr (requires { for_each_part(node.when, look); }) for_each_part(node.when, look);
        },
        statement.node);
    for_each_condition(statement.block, look);
  }
}

}  // namespace engage::lint
