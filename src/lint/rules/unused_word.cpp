#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "lint/names.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

bool is_policy(const syntax::Statement& s) { return std::holds_alternative<syntax::PolicyDecl>(s.node); }
bool is_vocabulary(const syntax::Statement& s) { return std::holds_alternative<syntax::VocabularyDecl>(s.node); }

// For each file whether some policy of the run sees its words.
std::vector<bool> seen_by_policies(const std::vector<model::InputFile>& files) {
  std::vector<bool> seen(files.size());
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& statements = files[i].tree.statements;
    if (std::any_of(statements.begin(), statements.end(), is_policy)) open.push_back(i);
  }
  while (!open.empty()) {
    const std::size_t file = open.back();
    open.pop_back();
    if (seen[file]) continue;
    seen[file] = true;
    for (const std::optional<std::size_t>& used : files[file].uses) {
      if (used) open.push_back(*used);
    }
  }
  return seen;
}

// Facts, events and actions that scenarios of the run record: what is there to be recorded only.
std::set<std::string_view> recorded_names(const std::vector<model::InputFile>& files) {
  std::set<std::string_view> names;
  const auto enter = [&](const auto& item) {
    if constexpr (requires { item.fact.text; }) names.insert(item.fact.text);
    else names.insert(item.name.text);
  };
  const auto look = [&](const auto& self, const std::vector<syntax::Statement>& block) -> void {
    for (const syntax::Statement& statement : block) {
      if (const auto* set = std::get_if<syntax::FactSet>(&statement.node)) enter(*set);
      if (const auto* happens = std::get_if<syntax::Happens>(&statement.node)) {
        for (const syntax::Entry& entry : happens->items) std::visit(enter, entry.what);
      }
      self(self, statement.block);
    }
  };
  for (const model::InputFile& file : files) look(look, file.tree.statements);
  return names;
}

void look_in(const syntax::Statement& declaration, const UsedNames& used, const std::set<std::string_view>& recorded,
             Diagnostics& diagnostics) {
  bool first_role = true;
  for (const DeclaredName& declared : declared_names(declaration)) {
    const NameKind kind = declared.kind;
    if (kind == NameKind::stage || kind == NameKind::step) continue;
    // The first role has the work that is given to nobody else.
    const bool by_default = kind == NameKind::role && std::exchange(first_role, false);
    // What is never allowed is there to be recorded, as a breach.
    const auto* action = std::get_if<syntax::ActionDecl>(&declared.statement->node);
    const bool never = action && action->never;
    const std::string& name = declared.name->text;
    const bool is_recorded = kind == NameKind::fact || kind == NameKind::event || kind == NameKind::action;
    if (is_recorded && recorded.contains(name)) continue;
    if (by_default || never || used.contains(kind, name)) continue;
    diagnostics.add(Code::L501, declared.name->span, fmt::format("nothing uses the {} `{}`", to_string(kind), name))
        .help = is_vocabulary(declaration) ? "use it, or take it out; no policy was looked at but those given here"
                                           : "use it, or take it out";
  }
}

}  // namespace

// A vocabulary is held against the policies of the run that see it: without one there is nothing to say.
void unused_word(const Input& input, Diagnostics& diagnostics) {
  UsedNames used;
  for (const model::InputFile& file : input.files) used.collect(file.tree);
  const std::set<std::string_view> recorded = recorded_names(input.files);
  const std::vector<bool> seen = seen_by_policies(input.files);
  for (std::size_t i = 0; i < input.files.size(); ++i) {
    if (!seen[i]) continue;
    for (const syntax::Statement& statement : input.files[i].tree.statements) {
      if (is_policy(statement) || is_vocabulary(statement)) look_in(statement, used, recorded, diagnostics);
    }
  }
}

}  // namespace engage::lint
