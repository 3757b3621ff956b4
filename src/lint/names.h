#pragma once

#include <functional>
#include <set>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

// The names that files declare and use, as written.
namespace engage::lint {

enum class NameKind : std::uint8_t { role, fact, event, action, group, define, date, setting, stage, step };
std::string_view to_string(NameKind kind);

struct DeclaredName {
  NameKind kind;
  const syntax::Name* name;
  const syntax::Statement* statement;
};

// Calls `look(declaration)` for each vocabulary and policy of a file.
template <typename Look>
void for_each_declaration_of_words(const syntax::File& file, Look look) {
  for (const syntax::Statement& statement : file.statements) {
    if (std::holds_alternative<syntax::VocabularyDecl>(statement.node) ||
        std::holds_alternative<syntax::PolicyDecl>(statement.node)) {
      look(statement);
    }
  }
}

// Those of a vocabulary or policy and of the blocks in it, in the order written.
std::vector<DeclaredName> declared_names(const syntax::Statement& declaration);

// What the rest of a file asks for, names or owes. Facts, events, actions, groups, defines and steps
// share one namespace. Scenarios do not count: they try what is there.
struct UsedNames {
  std::set<std::string_view> words;
  std::set<std::string_view> roles;
  std::set<std::string_view> settings;

  // `except`: a statement whose own line does not count; the block below it does.
  void collect(const syntax::File& file, const syntax::Statement* except = nullptr);
  // Of a block: `leave_out(line)` says which lines do not count, with the blocks below them.
  void collect(const std::vector<syntax::Statement>& block,
               const std::function<bool(const syntax::Statement&)>& leave_out);
  bool contains(NameKind kind, std::string_view name) const;
  bool operator==(const UsedNames&) const = default;
};

}  // namespace engage::lint
